package io.stockbridge.bridge.fakes;

import io.quarkus.test.Mock;
import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.chains.ChainReader;
import io.stockbridge.chains.EvmSubmitter;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.chains.SolanaSubmitter;
import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.crypto.EvmKey;
import io.stockbridge.protocol.identifiers.DomainId;
import jakarta.inject.Singleton;

/** The ports onto the fakes. */
@Mock
@Singleton
public class FakeChainPorts implements ChainPorts {
  public final Faults faults = new Faults();
  public final FakeEvm arbitrum =
      new FakeEvm(TestNetwork.NETWORK.evmChain(TestNetwork.ARBITRUM), faults);
  public final FakeEvm base = new FakeEvm(TestNetwork.NETWORK.evmChain(TestNetwork.BASE), faults);
  public final FakeSolana solana = new FakeSolana(faults);

  /** The chain of that domain. */
  public FakeChain chain(DomainId domain) {
    return domain.isSolana() ? solana : evmFake(domain);
  }

  private FakeEvm evmFake(DomainId domain) {
    return domain.equals(TestNetwork.ARBITRUM) ? arbitrum : base;
  }

  @Override
  public NetworkDescription network() {
    return TestNetwork.NETWORK;
  }

  @Override
  public ChainReader reader(DomainId domain) {
    return chain(domain);
  }

  @Override
  public EvmSubmitter evm(DomainId domain) {
    return evmFake(domain);
  }

  @Override
  public SolanaSubmitter solana() {
    return solana;
  }

  @Override
  public EvmKey evmKey() {
    return TestNetwork.RELAYER_EVM;
  }

  @Override
  public Ed25519Key solanaKey() {
    return TestNetwork.RELAYER_SOLANA;
  }
}
