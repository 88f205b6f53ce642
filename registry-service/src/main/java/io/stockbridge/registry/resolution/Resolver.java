package io.stockbridge.registry.resolution;

import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetStatus;
import io.stockbridge.registry.assets.TokenId;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.catalogue.KnownToken;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Resolves a ticker, ISIN, symbol or token to the canonical token. Pure: same state, same answer.
 */
public final class Resolver {

  private final Catalogue catalogue;
  private final ResolutionPolicy policy;

  /** A resolver over one state. */
  public Resolver(Catalogue catalogue, ResolutionPolicy policy) {
    this.catalogue = catalogue;
    this.policy = policy;
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
    List<Asset> all = catalogue.assetsOn(underlying);
    return choose(new Subject.Assets(all, List.of(), ""), chain).canonical();
  }

  private Subject subjectOf(String query) {
    int slash = query.indexOf('/');
    int colon = query.indexOf(':', Math.max(slash, 0));
    if (slash > 0 && colon > slash) {
      String key = TokenId.keyOf(query.substring(0, slash), query.substring(colon + 1));
      return catalogue.token(key).map(this::ofToken).orElseGet(Subject.Unknown::new);
    }
    Optional<Asset> asset = catalogue.asset(upperIfIsin(query));
    if (asset.isPresent()) {
      return one(asset.get(), query + " is the asset's own identifier, " + describe(asset.get()));
    }
    Optional<Underlying> byIsin = catalogue.underlyingOfIsin(query.toUpperCase(Locale.ROOT));
    if (byIsin.isPresent()) {
      return all(byIsin.get(), "is the ISIN of the underlying");
    }
    Optional<Underlying> byTicker = catalogue.underlyingOfTicker(query);
    return byTicker.isPresent()
        ? all(byTicker.get(), "is the ticker of the underlying")
        : ofSymbol(query);
  }

  private Subject ofToken(KnownToken token) {
    return token
        .owner()
        .<Subject>map(
            asset -> one(asset, token.deployment().token() + " is a token of " + describe(asset)))
        .orElseGet(() -> new Subject.Impostor(token));
  }

  private Subject ofSymbol(String symbol) {
    List<Asset> assets = catalogue.assetsOfSymbol(symbol);
    if (assets.isEmpty()) {
      return new Subject.Unknown();
    }
    long stocks = assets.stream().map(a -> a.content().underlying().ticker()).distinct().count();
    if (stocks > 1) {
      String fact = "symbol " + symbol + " is used for " + stocks + " different stocks";
      return new Subject.Ambiguous(assets, fact);
    }
    Underlying underlying = assets.get(0).content().underlying();
    List<Asset> others = new ArrayList<>(catalogue.assetsOn(underlying));
    others.removeAll(assets);
    String fact =
        symbol + " is a symbol of " + describe(assets.get(0)) + "; symbols are not identities";
    return new Subject.Assets(assets, others, fact);
  }

  private Subject one(Asset asset, String fact) {
    List<Asset> others = new ArrayList<>(catalogue.assetsOn(asset.content().underlying()));
    others.remove(asset);
    return new Subject.Assets(List.of(asset), others, fact);
  }

  private Subject all(Underlying underlying, String relation) {
    String isin = underlying.isin() == null ? "no known ISIN" : underlying.isin().value();
    String fact = underlying.ticker() + " (" + isin + ") " + relation + " " + underlying.name();
    return new Subject.Assets(catalogue.assetsOn(underlying), List.of(), fact);
  }

  private Resolution choose(Subject.Assets subject, @Nullable Caip2 chain) {
    List<KnownToken> candidates = tokensOf(subject.chosen(), chain);
    List<KnownToken> live = candidates.stream().filter(Resolver::isLive).sorted(ranking()).toList();
    List<KnownToken> rest = new ArrayList<>(live);
    tokensOf(subject.others(), chain).stream()
        .filter(Resolver::isLive)
        .sorted(ranking())
        .forEach(rest::add);
    candidates.stream().filter(token -> !isLive(token)).sorted(ranking()).forEach(rest::add);
    List<String> facts = new ArrayList<>();
    facts.add(subject.fact());
    facts.add("policy " + policy.name());
    ResolutionRule rule = decide(live, chain, facts);
    boolean answered =
        switch (rule) {
          case OWN_BRIDGED_TOKEN, ONLY_EVIDENCED_TOKEN, ISSUER_PREFERENCE -> true;
          case TIE, NOT_ENOUGH_EVIDENCE, NONE_ON_CHAIN, CHAIN_NEEDED, AMBIGUOUS_SYMBOL, IMPOSTOR ->
              false;
        };
    if (!answered) {
      return new Resolution(Optional.empty(), rest, rule, facts);
    }
    KnownToken first = rest.remove(0);
    return new Resolution(Optional.of(first), rest, rule, facts);
  }

  private ResolutionRule decide(List<KnownToken> live, @Nullable Caip2 chain, List<String> facts) {
    if (live.isEmpty()) {
      facts.add("no genuine live token" + (chain == null ? "" : " on " + chain));
      return ResolutionRule.NONE_ON_CHAIN;
    }
    live.forEach(token -> facts.add(factOf(token)));
    long chains = live.stream().map(t -> t.deployment().token().chain()).distinct().count();
    if (chain == null && chains > 1) {
      facts.add("live tokens on " + chains + " chains");
      return ResolutionRule.CHAIN_NEEDED;
    }
    KnownToken first = live.get(0);
    if (first.deployment().own()) {
      boolean alone = live.size() == 1 || !live.get(1).deployment().own();
      return alone ? ResolutionRule.OWN_BRIDGED_TOKEN : ResolutionRule.TIE;
    }
    if (!isEvidenced(first)) {
      facts.add("at least " + ResolutionPolicy.MIN_SOURCES + " independent sources are needed");
      return ResolutionRule.NOT_ENOUGH_EVIDENCE;
    }
    if (live.size() == 1 || !isEvidenced(live.get(1))) {
      return ResolutionRule.ONLY_EVIDENCED_TOKEN;
    }
    return rankOf(first) == rankOf(live.get(1))
        ? ResolutionRule.TIE
        : ResolutionRule.ISSUER_PREFERENCE;
  }

  private Comparator<KnownToken> ranking() {
    return Comparator.comparing((KnownToken token) -> !isLive(token))
        .thenComparing(token -> !token.deployment().own())
        .thenComparing(token -> !isEvidenced(token))
        .thenComparingInt(this::rankOf)
        .thenComparing(token -> token.deployment().token());
  }

  private int rankOf(KnownToken token) {
    return token.owner().map(asset -> policy.rankOf(asset.content().issuer())).orElse(0);
  }

  private static List<KnownToken> tokensOf(List<Asset> assets, @Nullable Caip2 chain) {
    List<KnownToken> tokens = new ArrayList<>();
    for (Asset asset : assets) {
      asset.content().deployments().stream()
          .filter(d -> chain == null || d.token().chain().equals(chain))
          .forEach(d -> tokens.add(new KnownToken(d, asset)));
    }
    return tokens;
  }

  private static boolean isLive(KnownToken token) {
    return token.deployment().isLiveToken()
        && token.owner().filter(a -> a.content().status() == AssetStatus.ACTIVE).isPresent();
  }

  private static boolean isEvidenced(KnownToken token) {
    return token.deployment().own()
        || token.deployment().independentSources() >= ResolutionPolicy.MIN_SOURCES;
  }

  private static String factOf(KnownToken token) {
    String issuer = token.owner().map(asset -> asset.content().issuer()).orElse("nobody");
    return token.deployment().token()
        + " is "
        + (token.deployment().own() ? "our own bridged token of " : "a token of ")
        + issuer
        + ", named by "
        + token.deployment().independentSources()
        + " independent sources";
  }

  private Resolution impostor(KnownToken token) {
    String fact = token.deployment().token() + " only calls itself " + token.deployment().symbol();
    return new Resolution(Optional.empty(), List.of(), ResolutionRule.IMPOSTOR, List.of(fact));
  }

  private Resolution ambiguous(Subject.Ambiguous subject, @Nullable Caip2 chain) {
    List<KnownToken> live =
        tokensOf(subject.assets(), chain).stream()
            .filter(Resolver::isLive)
            .sorted(ranking())
            .toList();
    return new Resolution(
        Optional.empty(), live, ResolutionRule.AMBIGUOUS_SYMBOL, List.of(subject.fact()));
  }

  private static String describe(Asset asset) {
    return asset.content().name() + " by " + asset.content().issuer();
  }

  private static String upperIfIsin(String query) {
    String upper = query.toUpperCase(Locale.ROOT);
    return Isin.isValid(upper) ? upper : query;
  }
}
