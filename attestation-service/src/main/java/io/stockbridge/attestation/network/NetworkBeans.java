package io.stockbridge.attestation.network;

import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.Startup;
import io.stockbridge.attestation.assets.AssetCatalogue;
import io.stockbridge.chains.ChainDescription;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.EvmSubmitter;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.chains.evm.EvmChainReader;
import io.stockbridge.chains.evm.EvmChainSubmitter;
import io.stockbridge.chains.records.StatementReader;
import io.stockbridge.chains.solana.SolanaChainReader;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the pinned facts beans; any mistake in them ends the start with a sentence. */
@Singleton
class NetworkBeans {

  @Produces
  @Singleton
  @Startup
  NetworkDescription network(@ConfigProperty(name = "stockbridge.network-file") Path networkFile) {
    return NetworkDescription.load(networkFile);
  }

  @Produces
  @Singleton
  @Startup
  OwnKeys keys(AttesterSettings settings, NetworkDescription network) {
    return OwnKeys.load(settings, network);
  }

  @Produces
  @Singleton
  StatementReader statements(NetworkDescription network) {
    return new StatementReader(network);
  }

  @Produces
  @Singleton
  @DefaultBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  @DefaultBean
  ChainReaders readers(
      NetworkSettings settings, NetworkDescription network, AssetCatalogue catalogue) {
    List<ChainReaders.Ports> readers = new ArrayList<>();
    for (ChainDescription chain : network.chains()) {
      readers.add(open(chain, settings, catalogue));
    }
    return new ChainReaders(readers);
  }

  @Produces
  @Singleton
  @DefaultBean
  ChainSubmitters submitters(NetworkSettings settings, NetworkDescription network) {
    return new ChainSubmitters(
        network.evmChains().stream()
            .<EvmSubmitter>map(chain -> EvmChainSubmitter.open(chain, nodes(chain, settings)))
            .toList());
  }

  private static RpcSettings nodes(ChainDescription chain, NetworkSettings settings) {
    NetworkSettings.Rpc rpc = settings.chains().get(chain.domain().toString());
    if (rpc == null) {
      throw new IllegalStateException(
          "stockbridge.rpc.\"" + chain.domain() + "\".urls is not set (" + chain.name() + ")");
    }
    return RpcSettings.of(rpc.urls(), rpc.quorum());
  }

  private static ChainReaders.Ports open(
      ChainDescription chain, NetworkSettings settings, AssetCatalogue catalogue) {
    RpcSettings nodes = nodes(chain, settings);
    return switch (chain) {
      case EvmChain evm -> ChainReaders.Ports.of(EvmChainReader.open(evm, nodes));
      case SolanaChain solana ->
          ChainReaders.Ports.of(
              SolanaChainReader.open(solana, nodes, () -> catalogue.solanaMints(solana.domain())));
    };
  }
}
