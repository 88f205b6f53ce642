package io.stockbridge.registry.drift;

import io.stockbridge.chains.ChainDescription;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.GroupReading;
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.chains.evm.CanonicalRegistryReader;
import io.stockbridge.chains.solana.SolanaTokenInspector;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.registry.network.Network;
import io.stockbridge.registry.network.ReadChain;
import io.stockbridge.registry.network.ReadChains;
import io.stockbridge.registry.serving.CatalogueHolder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** One comparison for each own chain that is read. */
@ApplicationScoped
public class Reconcilers {
  private final Map<String, Function<OwnTokens, Optional<Compared>>> byChain = new TreeMap<>();
  private final CatalogueHolder holder;
  private final Network network;

  Reconcilers(
      ReadChains chains,
      CatalogueHolder holder,
      Network network,
      Transactions transactions,
      DriftStore store) {
    this.holder = holder;
    this.network = network;
    for (ReadChain chain : chains.all().values()) {
      chain
          .own()
          .ifPresent(
              own ->
                  byChain.put(own.caip2().toString(), comparison(own, chain, transactions, store)));
    }
  }

  private static Function<OwnTokens, Optional<Compared>> comparison(
      ChainDescription own, ReadChain chain, Transactions transactions, DriftStore store) {
    return switch (own) {
      case EvmChain evm ->
          new ContractReconciler(
                  CanonicalRegistryReader.open(evm, chain.nodes()), transactions, store)
              ::compare;
      case SolanaChain solana -> {
        SolanaTokenInspector inspector = SolanaTokenInspector.open(chain.domain(), chain.nodes());
        yield tokens -> Optional.of(compare(solana, inspector, tokens));
      }
    };
  }

  /** Names of the own chains that are read. */
  List<String> chains() {
    return List.copyOf(byChain.keySet());
  }

  /** The comparison of a chain with the registry as it is now; blocks. */
  Optional<Compared> compare(String chain) {
    Function<OwnTokens, Optional<Compared>> comparison = byChain.get(chain);
    return comparison == null
        ? Optional.empty()
        : comparison.apply(OwnTokens.of(holder.catalogue(), network));
  }

  private static Compared compare(
      SolanaChain chain, SolanaTokenInspector inspector, OwnTokens own) {
    GroupReading group = inspector.group(chain.groupMint(), GroupDrift.mints(own, chain.domain()));
    return new Compared(
        group.slot(), FindingJson.findings(GroupDrift.of(chain, own, group), Optional.empty()));
  }
}
