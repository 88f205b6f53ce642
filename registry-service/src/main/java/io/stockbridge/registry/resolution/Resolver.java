package io.stockbridge.registry.resolution;

import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetStatus;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.catalogue.KnownToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Resolves a ticker, ISIN, symbol or token to the canonical token. Pure: same state, same grounds,
 * same answer.
 */
public final class Resolver {

  private final Catalogue catalogue;
  private final Grounds grounds;
  private final Chooser chooser;

  /** A resolver over one state. */
  public Resolver(Catalogue catalogue, Grounds grounds) {
    this.catalogue = catalogue;
    this.grounds = grounds;
    this.chooser = new Chooser(grounds);
  }

  /**
   * The answer, or empty when the query names nothing that is known.
   *
   * @param query ticker, underlying's ISIN, asset's ISIN or key, symbol, or CAIP-19
   * @param chain only tokens of that chain, null for all
   */
  public Optional<Resolution> resolve(String query, @Nullable Caip2 chain) {
    return switch (subjectOf(query)) {
      case Subject.Unknown unknown -> Optional.empty();
      case Subject.Impostor impostor -> Optional.of(impostor(impostor.token()));
      case Subject.Ambiguous ambiguous -> Optional.of(ambiguous(ambiguous, chain));
      case Subject.Assets assets -> Optional.of(choose(assets, chain));
    };
  }

  /** The canonical token of a stock on a chain. */
  public Optional<KnownToken> canonicalOn(Underlying underlying, Caip2 chain) {
    return Optional.ofNullable(decisionOn(underlying, chain).winner());
  }

  /** Which token of a stock on a chain is canonical, and why, without the alternatives. */
  public Decision decisionOn(Underlying underlying, Caip2 chain) {
    List<KnownToken> live = new ArrayList<>();
    collect(catalogue.assetsOn(underlying), chain, true, live);
    return chooser.decide(live, chain.toString());
  }

  /** What judges here. */
  public Grounds grounds() {
    return grounds;
  }

  private Subject subjectOf(String query) {
    int slash = query.indexOf('/');
    int colon = query.indexOf(':', Math.max(slash, 0));
    if (slash > 0 && colon > slash) {
      return catalogue
          .token(query.substring(0, slash), query.substring(colon + 1))
          .map(this::ofToken)
          .orElseGet(Subject.Unknown::new);
    }
    String upper = query.toUpperCase(Locale.ROOT);
    boolean isin = Isin.isValid(upper);
    Optional<Asset> asset = catalogue.asset(isin ? upper : query);
    if (asset.isPresent()) {
      return one(asset.get(), FactCode.QUERY_IS_ASSET, asset.get().content().key());
    }
    Optional<Underlying> underlying =
        (isin ? catalogue.underlyingOfIsin(upper) : Optional.<Underlying>empty())
            .or(() -> catalogue.underlyingOfTicker(query))
            .or(() -> catalogue.underlyingOfFigi(upper));
    if (underlying.isPresent()) {
      return all(underlying.get(), factOf(underlying.get(), upper));
    }
    return ofSymbol(query);
  }

  private static Fact factOf(Underlying stock, String query) {
    if (stock.ticker().equals(query)) {
      return Fact.of(FactCode.QUERY_IS_TICKER, query, stock.name());
    }
    FactCode code = FactCode.QUERY_IS_FORMER_NAME;
    if (stock.isin() != null && stock.isin().value().equals(query)) {
      code = FactCode.QUERY_IS_ISIN;
    } else if (stock.figi() != null && stock.figi().value().equals(query)) {
      code = FactCode.QUERY_IS_FIGI;
    }
    return Fact.of(code, query, stock.name(), stock.ticker());
  }

  private Subject ofToken(KnownToken token) {
    Asset asset = token.asset();
    return asset == null
        ? new Subject.Impostor(token)
        : one(asset, FactCode.QUERY_IS_TOKEN, token.deployment().token().caip19());
  }

  private Subject ofSymbol(String symbol) {
    List<Asset> assets = catalogue.assetsOfSymbol(symbol);
    if (assets.isEmpty()) {
      return new Subject.Unknown();
    }
    int stocks = (int) assets.stream().map(a -> a.content().underlying().key()).distinct().count();
    if (stocks > 1) {
      return new Subject.Ambiguous(assets, Fact.of(FactCode.SYMBOL_SHARED, symbol, stocks));
    }
    Asset first = assets.get(0);
    List<Asset> others = new ArrayList<>(catalogue.assetsOn(first.content().underlying()));
    others.removeAll(assets);
    return new Subject.Assets(assets, others, named(first, FactCode.QUERY_IS_SYMBOL, symbol));
  }

  private Subject one(Asset asset, FactCode code, String query) {
    List<Asset> others = new ArrayList<>(catalogue.assetsOn(asset.content().underlying()));
    others.removeIf(other -> other.content().key().equals(asset.content().key()));
    return new Subject.Assets(List.of(asset), others, named(asset, code, query));
  }

  private Subject all(Underlying underlying, Fact fact) {
    return new Subject.Assets(catalogue.assetsOn(underlying), List.of(), fact);
  }

  private Resolution choose(Subject.Assets subject, @Nullable Caip2 chain) {
    List<KnownToken> live = new ArrayList<>();
    collect(subject.chosen(), chain, true, live);
    Decision decision = decide(live, chain);
    List<Fact> facts = new ArrayList<>(decision.facts().size() + 1);
    facts.add(subject.fact());
    facts.addAll(decision.facts());
    List<KnownToken> rest = alternatives(subject, chain, live, decision.winner());
    return new Resolution(
        Optional.ofNullable(decision.winner()), rest, decision.rule(), grounds.policy(), facts);
  }

  private Decision decide(List<KnownToken> live, @Nullable Caip2 chain) {
    if (chain != null) {
      return chooser.decide(live, chain.toString());
    }
    TreeSet<String> chains = new TreeSet<>();
    live.forEach(token -> chains.add(token.deployment().token().chain().toString()));
    if (chains.size() > 1) {
      Fact fact = Fact.of(FactCode.LIVE_ON_CHAINS, List.copyOf(chains));
      return new Decision(null, ResolutionRule.CHAIN_NEEDED, List.of(fact));
    }
    return chooser.decide(live, chains.isEmpty() ? "any chain" : chains.first());
  }

  /** The live tokens asked for, then those of others, then the dead ones; each ranked. */
  private List<KnownToken> alternatives(
      Subject.Assets subject,
      @Nullable Caip2 chain,
      List<KnownToken> live,
      @Nullable KnownToken winner) {
    List<KnownToken> rest = new ArrayList<>(live);
    if (winner != null) {
      rest.removeIf(token -> Chooser.isSame(token, winner));
    }
    rest.sort(chooser.ranking());
    int from = rest.size();
    collect(subject.others(), chain, true, rest);
    rest.subList(from, rest.size()).sort(chooser.ranking());
    from = rest.size();
    collect(subject.chosen(), chain, false, rest);
    rest.subList(from, rest.size()).sort(chooser.ranking());
    return rest;
  }

  private Resolution impostor(KnownToken token) {
    Deployment deployment = token.deployment();
    Fact fact = Fact.of(FactCode.PRETENDS, deployment.token().caip19(), deployment.symbol());
    return new Resolution(
        Optional.empty(), List.of(), ResolutionRule.IMPOSTOR, grounds.policy(), List.of(fact));
  }

  private Resolution ambiguous(Subject.Ambiguous subject, @Nullable Caip2 chain) {
    List<KnownToken> live = new ArrayList<>();
    collect(subject.assets(), chain, true, live);
    live.sort(chooser.ranking());
    return new Resolution(
        Optional.empty(),
        live,
        ResolutionRule.AMBIGUOUS_SYMBOL,
        grounds.policy(),
        List.of(subject.fact()));
  }

  private static void collect(
      List<Asset> assets, @Nullable Caip2 chain, boolean live, List<KnownToken> into) {
    for (Asset asset : assets) {
      boolean active = asset.content().status() == AssetStatus.ACTIVE;
      for (Deployment deployment : asset.content().deployments()) {
        if ((active && deployment.isLiveToken()) == live
            && (chain == null || deployment.token().chain().equals(chain))) {
          into.add(new KnownToken(deployment, asset));
        }
      }
    }
  }

  private static Fact named(Asset asset, FactCode code, String query) {
    return Fact.of(code, query, asset.content().name(), asset.content().issuer());
  }
}
