package io.stockbridge.registry.actions;

import io.stockbridge.chains.ActionTiming;
import io.stockbridge.chains.ChainDescription;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.chains.TokenDirectory;
import io.stockbridge.chains.evm.EvmChainReader;
import io.stockbridge.chains.evm.EvmMultiplierSubmitter;
import io.stockbridge.chains.solana.SolanaChainReader;
import io.stockbridge.chains.solana.SolanaMultiplierSubmitter;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.keys.KeyFile;
import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.crypto.EvmKey;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.network.ReadChain;
import io.stockbridge.registry.network.ReadChains;
import io.stockbridge.registry.serving.CatalogueHolder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** One driver for each own chain whose nodes and operator's key are configured. */
@ApplicationScoped
class ActionChains {

  private static final Logger LOG = Logger.getLogger(ActionChains.class);

  private final List<ChainDriver> drivers = new ArrayList<>();
  private final CatalogueHolder holder;
  private final ActionConfiguration settings;
  private final ChainDriver.Memory memory;

  ActionChains(
      ReadChains chains,
      CatalogueHolder holder,
      ActionConfiguration settings,
      Database database,
      ChainTargets targets,
      ActionRecorder recorder) {
    this.holder = holder;
    this.settings = settings;
    this.memory = new ChainDriver.Memory(database, targets, recorder, Clock.systemUTC());
    if (settings.notice().compareTo(settings.lead().multipliedBy(2)) < 0) {
      throw new IllegalStateException(
          "stockbridge.actions.notice is less than twice stockbridge.actions.lead");
    }
    ActionTiming timing = new ActionTiming(settings.lead(), settings.patience());
    for (ReadChain chain : chains.all().values()) {
      chain.own().flatMap(own -> driver(own, chain.nodes(), timing)).ifPresent(drivers::add);
    }
  }

  List<ChainDriver> drivers() {
    return List.copyOf(drivers);
  }

  private Optional<ChainDriver> driver(
      ChainDescription own, RpcSettings nodes, ActionTiming timing) {
    Optional<ChainDriver> driver =
        switch (own) {
          case EvmChain evm ->
              settings
                  .evmPrivateKeyFile()
                  .map(file -> EvmKey.ofSecret(KeyFile.readEvmPrivateKey(file)))
                  .map(
                      key ->
                          new ChainDriver(
                              EvmChainReader.open(evm, nodes),
                              EvmMultiplierSubmitter.open(evm, nodes, key, timing),
                              memory,
                              settings));
          case SolanaChain solana ->
              settings
                  .solanaPrivateKeyFile()
                  .map(file -> Ed25519Key.ofSeed(KeyFile.readSolanaSeed(file)))
                  .map(key -> solana(solana, nodes, key, timing));
        };
    if (driver.isEmpty()) {
      LOG.infof("no operator key, so corporate actions are not driven chain=%s", own.caip2());
    }
    return driver;
  }

  private ChainDriver solana(
      SolanaChain chain, RpcSettings nodes, Ed25519Key key, ActionTiming timing) {
    TokenDirectory mints = () -> mints(chain.caip2());
    return new ChainDriver(
        SolanaChainReader.open(chain, nodes, mints),
        SolanaMultiplierSubmitter.open(chain, nodes, mints, key, timing),
        memory,
        settings);
  }

  private Map<Isin, SolanaAddress> mints(Caip2 chain) {
    Map<Isin, SolanaAddress> mints = new HashMap<>();
    for (Asset asset : holder.catalogue().assets().values()) {
      Isin isin = asset.content().isin();
      for (Deployment deployment : asset.content().deployments()) {
        if (isin != null
            && deployment.own()
            && deployment.isCanonicalToken()
            && deployment.token().chain().equals(chain)) {
          mints.put(isin, SolanaAddress.of(deployment.token().address()));
        }
      }
    }
    return mints;
  }
}
