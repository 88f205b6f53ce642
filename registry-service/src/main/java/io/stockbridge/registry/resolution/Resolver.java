package io.stockbridge.registry.resolution;

import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.catalogue.KnownToken;
import io.stockbridge.registry.catalogue.NamedStock;
import io.stockbridge.registry.catalogue.Stock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Resolves a ticker, ISIN, symbol or token to the canonical token. Pure: same state, same grounds,
 * same answer.
 */
public final class Resolver {

  /** Tokens of a stock on a chain. */
  private static final int FEW = 4;

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
      case Subject.Tokens tokens -> Optional.of(choose(tokens, chain));
    };
  }

  /** The canonical token of a stock on a chain. */
  public Optional<KnownToken> canonicalOn(Underlying underlying, Caip2 chain) {
    return Optional.ofNullable(decisionOn(underlying, chain).winner());
  }

  /** Which token of a stock on a chain is canonical, and why, without the alternatives. */
  public Decision decisionOn(Underlying underlying, Caip2 chain) {
    return decisionOn(catalogue.stockOf(underlying), chain);
  }

  /** The same of a stock. */
  public Decision decisionOn(Stock stock, Caip2 chain) {
    return decisionOn(stock.tokens(), chain);
  }

  /** The same of all tokens of a stock. */
  public Decision decisionOn(List<KnownToken> tokens, Caip2 chain) {
    List<KnownToken> live = new ArrayList<>(FEW);
    collect(tokens, chain, true, live);
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
    Optional<Asset> asset = catalogue.asset(Isin.isValid(upper) ? upper : query);
    if (asset.isPresent()) {
      return one(asset.get(), FactCode.QUERY_IS_ASSET, asset.get().content().key());
    }
    return catalogue
        .stockNamed(upper)
        .<Subject>map(
            named -> new Subject.Tokens(named.stock().tokens(), List.of(), factOf(named, upper)))
        .orElseGet(() -> ofSymbol(query));
  }

  private static Fact factOf(NamedStock named, String query) {
    CharSequence name = named.stock().name();
    FactCode code =
        switch (named.kind()) {
          case TICKER -> FactCode.QUERY_IS_TICKER;
          case ISIN -> FactCode.QUERY_IS_ISIN;
          case FIGI -> FactCode.QUERY_IS_FIGI;
          case FORMER -> FactCode.QUERY_IS_FORMER_NAME;
        };
    return code == FactCode.QUERY_IS_TICKER
        ? Fact.of(code, query, name)
        : Fact.of(code, query, name, Objects.requireNonNull(named.stock().underlying()).ticker());
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
      return new Subject.Ambiguous(
          tokensOf(assets), Fact.of(FactCode.SYMBOL_SHARED, symbol, stocks));
    }
    return of(assets, named(assets.get(0), FactCode.QUERY_IS_SYMBOL, symbol));
  }

  private List<KnownToken> tokensOf(List<Asset> assets) {
    return assets.stream()
        .flatMap(
            asset ->
                catalogue.stockOf(asset.content().underlying()).tokens().stream()
                    .filter(token -> isOf(token, asset)))
        .toList();
  }

  private static boolean isOf(KnownToken token, Asset asset) {
    Asset owner = token.asset();
    return owner != null && owner.content().key().equals(asset.content().key());
  }

  private Subject one(Asset asset, FactCode code, String query) {
    return of(List.of(asset), named(asset, code, query));
  }

  /** Some assets of one stock. */
  private Subject of(List<Asset> assets, Fact fact) {
    List<KnownToken> chosen = new ArrayList<>();
    List<KnownToken> others = new ArrayList<>();
    for (KnownToken token : catalogue.stockOf(assets.get(0).content().underlying()).tokens()) {
      boolean isChosen = false;
      for (Asset asset : assets) {
        isChosen |= isOf(token, asset);
      }
      (isChosen ? chosen : others).add(token);
    }
    return new Subject.Tokens(chosen, others, fact);
  }

  private Resolution choose(Subject.Tokens subject, @Nullable Caip2 chain) {
    List<KnownToken> live = new ArrayList<>(FEW);
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
      Subject.Tokens subject,
      @Nullable Caip2 chain,
      List<KnownToken> live,
      @Nullable KnownToken winner) {
    List<KnownToken> rest = new ArrayList<>(live);
    if (winner != null) {
      rest.removeIf(token -> token.isSame(winner));
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
    collect(subject.tokens(), chain, true, live);
    live.sort(chooser.ranking());
    return new Resolution(
        Optional.empty(),
        live,
        ResolutionRule.AMBIGUOUS_SYMBOL,
        grounds.policy(),
        List.of(subject.fact()));
  }

  private static void collect(
      List<KnownToken> tokens, @Nullable Caip2 chain, boolean live, List<KnownToken> into) {
    for (KnownToken token : tokens) {
      if (token.isLive() == live && (chain == null || token.chain().equals(chain))) {
        into.add(token);
      }
    }
  }

  private static Fact named(Asset asset, FactCode code, String query) {
    return Fact.of(code, query, asset.content().name(), asset.content().issuer());
  }
}
