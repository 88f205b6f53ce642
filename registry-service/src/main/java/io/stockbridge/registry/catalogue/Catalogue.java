package io.stockbridge.registry.catalogue;

import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.EntryContent;
import io.stockbridge.registry.assets.Impostor;
import io.stockbridge.registry.assets.Underlying;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Everything the registry knows at one moment. Immutable. Made for millions of tokens: sorted
 * arrays and one hash table instead of maps, so that an index costs some bytes per token.
 */
public final class Catalogue {

  private static final Comparator<Asset> BY_SYMBOL =
      Comparator.comparing(Catalogue::symbol).thenComparing(asset -> asset.content().key());

  private final long number;
  private final SortedEntries<Underlying> underlyings;
  private final SortedEntries<Asset> assets;
  private final Stocks stocks;
  private final List<Asset> assetsBySymbol;
  private final SortedEntries<Deployment> impostors;
  private final TokenTable tokens;
  private final Set<String> chains;

  /** Keys of assets that are neither an ISIN nor name an issuer and a symbol. */
  private final Set<String> oddKeys;

  private final List<Scheduled> scheduled;

  /**
   * A state of whole assets; their underlyings are those the assets name.
   *
   * @param number how many changes this state contains; grows with every change
   */
  public Catalogue(long number, List<Asset> assets, List<Deployment> impostors) {
    this(number, empty(), filled(assets, impostors));
  }

  private Catalogue() {
    number = 0;
    underlyings = SortedEntries.of(Underlying::key, List.of());
    assets = SortedEntries.of(asset -> asset.content().key(), List.of());
    stocks = Stocks.NONE;
    assetsBySymbol = List.of();
    impostors = SortedEntries.of(impostor -> impostor.token().caip19(), List.of());
    tokens = new TokenTable(0);
    chains = Set.of();
    oddKeys = Set.of();
    scheduled = List.of();
  }

  private Catalogue(long number, Catalogue base, CatalogueBuilder changes) {
    this.number = number;
    underlyings =
        without(base.underlyings, changes, Underlying::key, u -> u).with(changes.underlyings());
    assets =
        changes.assets().isEmpty() && !changes.removes()
            ? base.assets
            : without(base.assets, changes, a -> a.content().key(), Asset::content)
                .with(changes.assets())
                .indexed();
    impostors =
        without(base.impostors, changes, d -> d.token().caip19(), Impostor::new)
            .with(changes.impostors());
    List<Asset> replaced = replaced(base, changes);
    stocks =
        changes.removes()
            ? Stocks.of(underlyings.values(), assets.values())
            : base.stocks.with(changes.underlyings(), replaced, changes.assets());
    assetsBySymbol = moved(base.assetsBySymbol, replaced, changes, BY_SYMBOL);
    tokens = tokensAfter(base, replaced, changes);
    chains = chainsAfter(base.chains, changes);
    oddKeys = oddKeysAfter(base.oddKeys, changes);
    scheduled = changes.scheduled();
  }

  /** A registry that knows nothing. */
  public static Catalogue empty() {
    return new Catalogue();
  }

  /** Collects a whole state. */
  public static CatalogueBuilder builder() {
    return new CatalogueBuilder(empty());
  }

  /** Collects what has changed since this state, which stays as it is. */
  public CatalogueBuilder change() {
    return new CatalogueBuilder(this);
  }

  Catalogue with(long newNumber, CatalogueBuilder changes) {
    return new Catalogue(newNumber, this, changes);
  }

  /** What will be, in the order of its times. */
  public List<Scheduled> scheduled() {
    return scheduled;
  }

  /** This state once what is scheduled until {@code now} has taken effect; else itself. */
  public Catalogue at(Instant now) {
    if (scheduled.isEmpty() || scheduled.get(0).validFrom().isAfter(now)) {
      return this;
    }
    CatalogueBuilder builder = change();
    List<Scheduled> later = new ArrayList<>();
    for (Scheduled entry : scheduled) {
      if (entry.validFrom().isAfter(now)) {
        later.add(entry);
      } else {
        builder.add(entry);
      }
    }
    builder.scheduled(later);
    return builder.build(number);
  }

  /** How many changes this state contains. */
  public long number() {
    return number;
  }

  /** All assets in the order of their keys. */
  public SortedEntries<Asset> assets() {
    return assets;
  }

  /** All underlyings in the order of their keys. */
  public SortedEntries<Underlying> underlyings() {
    return underlyings;
  }

  /** The known impostors in the order of their CAIP-19 names. */
  public Collection<Deployment> impostors() {
    return impostors.values();
  }

  /** The asset of an ISIN or other key. */
  public Optional<Asset> asset(String key) {
    // A ticker is no asset's key: that is seen without looking at the table, which is far away.
    boolean possible =
        key.length() == Isin.LENGTH || key.indexOf(':') >= 0 || oddKeys.contains(key);
    return possible ? Optional.ofNullable(assets.get(key)) : Optional.empty();
  }

  /** The underlying of a key, ticker, ISIN or FIGI. */
  public Optional<Underlying> underlying(String name) {
    String upper = upper(name);
    return Optional.ofNullable(underlyings.get(upper))
        .or(() -> underlyingOfIsin(upper))
        .or(() -> underlyingOfFigi(upper))
        .or(() -> underlyingOfTicker(upper));
  }

  /** The underlying that has a ticker, whatever its case, or else the only one that had it. */
  public Optional<Underlying> underlyingOfTicker(String ticker) {
    return stocks.ofTicker(ticker).map(Stock::underlying);
  }

  /** The underlying that has that ISIN, or else the only one that had it. */
  public Optional<Underlying> underlyingOfIsin(String isin) {
    return stocks.ofIsin(isin).map(Stock::underlying);
  }

  /** The underlying with that composite FIGI. */
  public Optional<Underlying> underlyingOfFigi(String figi) {
    return stocks.ofFigi(figi).map(Stock::underlying);
  }

  /** The assets on an underlying, in the order of their keys. */
  public List<Asset> assetsOn(Underlying underlying) {
    return stockOf(underlying).assets();
  }

  /** The assets on an underlying and their tokens. */
  public Stock stockOf(Underlying underlying) {
    return stocks.of(underlying.key());
  }

  /**
   * The stock of an ISIN, a ticker or a composite FIGI, or else the only one that had that ISIN or
   * ticker once.
   *
   * @param name in capital letters
   */
  public Optional<NamedStock> stockNamed(String name) {
    return stocks.named(name);
  }

  /** All stocks with their tokens, in the order of their keys. */
  public Collection<Stock> stocks() {
    return stocks.all();
  }

  /** The assets with a symbol, whatever its case; symbols are shared. */
  public List<Asset> assetsOfSymbol(String symbol) {
    return SortedLists.all(assetsBySymbol, upper(symbol), Catalogue::symbol);
  }

  /**
   * The token at an address of a chain, by {@link io.stockbridge.registry.assets.TokenId#keyOf}.
   */
  public Optional<KnownToken> token(String tokenKey) {
    return tokens.get(tokenKey);
  }

  /** The token at an address of a chain, an EVM address in any case. Allocates nothing else. */
  public Optional<KnownToken> token(String chain, String address) {
    return tokens.get(chain, address);
  }

  /** The tokens at that address on whatever chain. */
  public List<KnownToken> tokensAt(String address) {
    List<KnownToken> found = new ArrayList<>();
    for (String chain : chains) {
      tokens.get(chain, address).ifPresent(found::add);
    }
    found.sort(Comparator.comparing(token -> token.deployment().token()));
    return found;
  }

  /** Number of tokens, impostors included. */
  public int tokenCount() {
    return tokens.size();
  }

  private static CatalogueBuilder filled(List<Asset> assets, List<Deployment> impostors) {
    CatalogueBuilder builder = builder();
    assets.forEach(asset -> builder.add(asset.content().underlying()));
    assets.forEach(builder::add);
    impostors.forEach(impostor -> builder.add(new Impostor(impostor)));
    return builder;
  }

  private static <T> SortedEntries<T> without(
      SortedEntries<T> entries,
      CatalogueBuilder changes,
      Function<T, String> keyOf,
      Function<T, EntryContent> contentOf) {
    if (!changes.removes()) {
      return entries;
    }
    SortedEntries<T> rest = entries;
    for (T entry : entries.values()) {
      if (changes.isGone(contentOf.apply(entry))) {
        rest = rest.without(keyOf.apply(entry));
      }
    }
    return rest;
  }

  private static List<Asset> replaced(Catalogue base, CatalogueBuilder changes) {
    List<Asset> replaced = new ArrayList<>();
    changes.assets().forEach(next -> base.asset(next.content().key()).ifPresent(replaced::add));
    if (changes.removes()) {
      base.assets.values().stream().filter(a -> changes.isGone(a.content())).forEach(replaced::add);
    }
    return replaced;
  }

  private static List<Asset> moved(
      List<Asset> sorted, List<Asset> replaced, CatalogueBuilder changes, Comparator<Asset> order) {
    return SortedLists.merge(SortedLists.remove(sorted, replaced, order), changes.assets(), order);
  }

  /** Copies the table where tokens only came or changed; a token that went needs a new one. */
  private TokenTable tokensAfter(Catalogue base, List<Asset> replaced, CatalogueBuilder changes) {
    int more = changes.impostors().size();
    for (Asset asset : changes.assets()) {
      more += asset.content().deployments().size();
    }
    TokenTable copy =
        changes.removes() || losesTokens(base, changes) ? null : base.tokens.copyFor(more);
    if (copy == null) {
      copy = new TokenTable(base.tokens.size() + more);
      put(copy, stocks.all(), impostors.values());
    } else {
      // All tokens of a stock that has changed: each knows the others.
      put(copy, stocks.of(replaced), List.of());
      put(copy, stocks.of(changes.assets()), changes.impostors());
    }
    return copy;
  }

  private static boolean losesTokens(Catalogue base, CatalogueBuilder changes) {
    for (Asset next : changes.assets()) {
      Asset known = base.assets.get(next.content().key());
      if (known != null
          && !known.content().deployments().stream()
              .allMatch(d -> next.content().deploymentOf(d.token()).isPresent())) {
        return true;
      }
    }
    return false;
  }

  private static void put(
      TokenTable table, Collection<Stock> stocks, Collection<Deployment> impostors) {
    stocks.forEach(stock -> stock.tokens().forEach(table::put));
    impostors.forEach(impostor -> table.put(KnownToken.impostor(impostor)));
  }

  private static Set<String> chainsAfter(Set<String> known, CatalogueBuilder changes) {
    Set<String> all = new HashSet<>(known);
    for (Asset asset : changes.assets()) {
      asset.content().deployments().forEach(d -> all.add(d.token().chain().toString()));
    }
    changes.impostors().forEach(d -> all.add(d.token().chain().toString()));
    return Set.copyOf(all);
  }

  private static Set<String> oddKeysAfter(Set<String> known, CatalogueBuilder changes) {
    Set<String> all = new HashSet<>(known);
    for (Asset asset : changes.assets()) {
      String key = asset.content().key();
      if (key.length() != Isin.LENGTH && key.indexOf(':') < 0) {
        all.add(key);
      }
    }
    return Set.copyOf(all);
  }

  private static String symbol(Asset asset) {
    return upper(asset.content().symbol());
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }
}
