package io.stockbridge.bridge.network;

import io.quarkus.arc.DefaultBean;
import io.stockbridge.chains.ChainDescription;
import io.stockbridge.chains.ChainReader;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.EvmSubmitter;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.chains.SolanaSubmitter;
import io.stockbridge.chains.TokenDirectory;
import io.stockbridge.chains.evm.EvmChainReader;
import io.stockbridge.chains.evm.EvmChainSubmitter;
import io.stockbridge.chains.solana.SolanaChainReader;
import io.stockbridge.chains.solana.SolanaChainSubmitter;
import io.stockbridge.kit.keys.KeyFile;
import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.crypto.EvmKey;
import io.stockbridge.protocol.identifiers.DomainId;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The ports over JSON-RPC, as configured; a fault in the configuration stops the start. */
@DefaultBean
@ApplicationScoped
public class RpcChainPorts implements ChainPorts {
  private final NetworkDescription network;
  private final EvmKey evmKey;
  private final Ed25519Key solanaKey;
  private final Map<DomainId, ChainReader> readers = new HashMap<>();
  private final Map<DomainId, EvmSubmitter> evm = new HashMap<>();
  private @Nullable SolanaSubmitter solana;

  RpcChainPorts(
      @ConfigProperty(name = "stockbridge.network-file") Path networkFile,
      RelayerConfiguration relayer,
      RpcConfiguration rpc,
      TokenDirectory directory) {
    network = NetworkDescription.load(networkFile);
    evmKey = EvmKey.ofSecret(KeyFile.readEvmPrivateKey(relayer.evmPrivateKeyFile()));
    solanaKey = Ed25519Key.ofSeed(KeyFile.readSolanaSeed(relayer.solanaPrivateKeyFile()));
    for (ChainDescription chain : network.chains()) {
      open(chain, settings(chain, rpc), directory);
    }
  }

  @Override
  public NetworkDescription network() {
    return network;
  }

  @Override
  public ChainReader reader(DomainId domain) {
    return known(readers.get(domain), domain);
  }

  @Override
  public EvmSubmitter evm(DomainId domain) {
    return known(evm.get(domain), domain);
  }

  @Override
  public SolanaSubmitter solana() {
    return known(solana, DomainId.SOLANA_MAINNET);
  }

  @Override
  public EvmKey evmKey() {
    return evmKey;
  }

  @Override
  public Ed25519Key solanaKey() {
    return solanaKey;
  }

  private void open(ChainDescription chain, RpcSettings settings, TokenDirectory directory) {
    switch (chain) {
      case EvmChain evmChain -> {
        readers.put(chain.domain(), EvmChainReader.open(evmChain, settings));
        evm.put(chain.domain(), EvmChainSubmitter.open(evmChain, settings));
      }
      case SolanaChain solanaChain -> {
        readers.put(chain.domain(), SolanaChainReader.open(solanaChain, settings, directory));
        solana = SolanaChainSubmitter.open(solanaChain, settings);
      }
    }
  }

  private static RpcSettings settings(ChainDescription chain, RpcConfiguration rpc) {
    RpcConfiguration.Endpoint endpoint = rpc.byDomain().get(chain.domain().toString());
    String property = "stockbridge.rpc.\"" + chain.domain() + "\".urls";
    if (endpoint == null) {
      throw new IllegalStateException(
          property + " is missing: network.json lists chain " + chain.name());
    }
    try {
      List<URI> urls =
          Arrays.stream(endpoint.urls().split(",", -1))
              .map(String::strip)
              .map(URI::create)
              .toList();
      return new RpcSettings(urls, endpoint.quorum(), endpoint.timeout());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(property + ": " + e.getMessage(), e);
    }
  }

  private static <T> T known(@Nullable T port, DomainId domain) {
    if (port == null) {
      throw new IllegalArgumentException("the network has no such chain: domain " + domain);
    }
    return port;
  }
}
