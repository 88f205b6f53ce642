package io.stockbridge.bridge.attesting;

import io.stockbridge.bridge.assets.AssetStore;
import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.chains.BlockhashLease;
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.chains.SolanaMintPlan;
import io.stockbridge.chains.SolanaSubmitter;
import io.stockbridge.chains.records.AssetRecord;
import io.stockbridge.chains.solana.SolanaMintTransaction;
import io.stockbridge.chains.solana.SolanaTransaction;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.message.Message;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The exact transaction of a mint on Solana. */
@ApplicationScoped
public class SolanaMints {
  private final ChainPorts ports;
  private final Database database;
  private final AssetStore assets;
  private final AttestingConfiguration configuration;

  SolanaMints(
      ChainPorts ports,
      Database database,
      AssetStore assets,
      AttestingConfiguration configuration) {
    this.ports = ports;
    this.database = database;
    this.assets = assets;
    this.configuration = configuration;
  }

  /** A plan with a fresh blockhash, signed by {@code attesters}. Asks the chain. */
  SolanaMintPlan plan(Message message, List<String> attesters) {
    SolanaSubmitter solana = ports.solana();
    SolanaAddress mint = database.inTransaction(tx -> mintOf(tx, message));
    BlockhashLease lease = solana.latestBlockhash();
    long price =
        Math.clamp(
            solana.computeUnitPrice(mint),
            configuration.minimumComputeUnitPriceMicroLamports(),
            configuration.maximumComputeUnitPriceMicroLamports());
    List<SolanaAddress> signers =
        attesters.stream().map(id -> ports.network().attester(id).orElseThrow().solana()).toList();
    return new SolanaMintPlan(
        lease.blockhash(),
        lease.lastValidBlockHeight(),
        ports.solanaKey().solanaAddress(),
        signers,
        price,
        configuration.computeUnitLimit(),
        solana.rentExemption(0));
  }

  /** The transaction of that plan, without signatures. */
  public SolanaTransaction transaction(Tx tx, Message message, SolanaMintPlan plan) {
    return SolanaMintTransaction.build(chain(), plan, message, mintOf(tx, message));
  }

  /** The cluster of the network. */
  public SolanaChain chain() {
    return ports
        .network()
        .solanaChain()
        .orElseThrow(() -> new IllegalStateException("the network has no Solana cluster"));
  }

  private SolanaAddress mintOf(Tx tx, Message message) {
    return assets
        .find(tx, message.isin())
        .flatMap(asset -> asset.on(message.destinationDomain()))
        .map(AssetRecord.Deployment::address)
        .map(SolanaAddress::of)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no signed record names a mint of " + message.isin() + " on Solana yet"));
  }
}
