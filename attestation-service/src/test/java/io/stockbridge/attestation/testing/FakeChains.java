package io.stockbridge.attestation.testing;

import io.quarkus.test.Mock;
import io.stockbridge.attestation.network.ChainReaders;
import io.stockbridge.attestation.network.ChainSubmitters;
import io.stockbridge.protocol.identifiers.DomainId;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** The chains of the test network, shared by service and tests. */
@Singleton
public class FakeChains {
  public final FakeChain arbitrum = new FakeChain(DomainId.of(412346));
  public final FakeChain base = new FakeChain(DomainId.of(84538453));
  public final FakeChain solana = new FakeChain(DomainId.of(900));
  public final FakePool arbitrumPool = new FakePool(arbitrum);
  public final FakePool basePool = new FakePool(base);

  @Produces
  @Singleton
  @Mock
  ChainReaders readers() {
    return new ChainReaders(
        List.of(
            ChainReaders.Ports.of(arbitrum),
            ChainReaders.Ports.of(base),
            ChainReaders.Ports.of(solana)));
  }

  @Produces
  @Singleton
  @Mock
  ChainSubmitters submitters() {
    return new ChainSubmitters(List.of(arbitrumPool, basePool));
  }
}
