package io.stockbridge.devnet.client;

import io.stockbridge.chains.ChainDescription;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.devnet.stack.RunningStack;
import io.stockbridge.devnet.state.KeyRing;
import io.stockbridge.devnet.state.PortName;
import io.stockbridge.devnet.state.Ports;
import io.stockbridge.protocol.identifiers.DomainId;
import java.util.List;

/** Everything that people outside do with a local stack: read, sign, send. */
public final class StockbridgeClient {

  private final Ports ports;
  private final KeyRing keys;
  private final NetworkDescription network;

  private StockbridgeClient(Ports ports, KeyRing keys, NetworkDescription network) {
    this.ports = ports;
    this.keys = keys;
    this.network = network;
  }

  /** A client of a running stack. */
  public static StockbridgeClient of(RunningStack stack) {
    return new StockbridgeClient(
        stack.ports(), stack.keys(), NetworkDescription.load(stack.state().networkFile()));
  }

  /** The pinned network description. */
  public NetworkDescription network() {
    return network;
  }

  /** The registry-service, with the registrar's role for writes. */
  public RegistryClient registry() {
    String url = ports.http(PortName.REGISTRY);
    return new RegistryClient(
        new JsonHttp(url), new JsonHttp(url).withToken(keys.token("registrar")));
  }

  /** The bridge-service, with the issuer's role for issuances. */
  public BridgeClient bridge() {
    String url = ports.http(PortName.BRIDGE);
    return new BridgeClient(new JsonHttp(url), new JsonHttp(url).withToken(keys.token("issuer")));
  }

  /** The attesters in the order of their names. */
  public List<AttesterClient> attesters() {
    return List.of(
        attester("attester-1", PortName.ATTESTER_1),
        attester("attester-2", PortName.ATTESTER_2),
        attester("attester-3", PortName.ATTESTER_3));
  }

  private AttesterClient attester(String name, PortName port) {
    return new AttesterClient(name, new JsonHttp(ports.http(port)));
  }

  /** The simulated custodian. */
  public CustodianClient custodian() {
    return new CustodianClient(new JsonHttp(ports.http(PortName.CUSTODIAN)));
  }

  /** A test account on a chain. */
  public Wallet wallet(String holder, DomainId domain) {
    ChainDescription chain = network.chain(domain).orElseThrow();
    return switch (chain) {
      case EvmChain evm -> evmWallet(holder, evm);
      case SolanaChain solana ->
          new SolanaWallet(
              solana.caip2(), ports.http(PortName.SOLANA), keys.solanaSecretBase58(holder));
    };
  }

  /** A test account on an EVM chain. */
  public EvmWallet evmWallet(String holder, EvmChain chain) {
    return new EvmWallet(chain, rpcUrl(chain), keys.evm(holder));
  }

  /** The address of a chain's node. */
  public String rpcUrl(ChainDescription chain) {
    return ports.http(PortName.ofFlag(chain.name()));
  }
}
