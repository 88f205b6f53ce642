package io.stockbridge.registry.catalogue;

import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.Underlying;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Everything the registry knows at one moment. Immutable; look-ups are by hash or tree. */
public final class Catalogue {

  private final long number;
  private final NavigableMap<String, Asset> assetsByKey = new TreeMap<>();
  private final NavigableMap<String, Underlying> underlyingsByTicker = new TreeMap<>();
  private final Map<String, Underlying> underlyingsByIsin = new HashMap<>();
  private final Map<String, List<Asset>> assetsByTicker = new HashMap<>();
  private final Map<String, List<Asset>> assetsBySymbol = new HashMap<>();
  private final Map<String, KnownToken> tokens = new HashMap<>();
  private final Map<String, List<KnownToken>> tokensByAddress = new HashMap<>();

  /**
   * Builds the indexes.
   *
   * @param number how many changes this state contains; grows with every change
   */
  public Catalogue(long number, List<Asset> assets, List<Deployment> impostors) {
    this.number = number;
    assets.forEach(this::add);
    impostors.forEach(impostor -> add(new KnownToken(impostor, null)));
    Comparator<Asset> byKey = Comparator.comparing(asset -> asset.content().key());
    assetsByTicker.values().forEach(list -> list.sort(byKey));
    assetsBySymbol.values().forEach(list -> list.sort(byKey));
  }

  /** A registry that knows nothing. */
  public static Catalogue empty() {
    return new Catalogue(0, List.of(), List.of());
  }

  private void add(Asset asset) {
    Underlying underlying = asset.content().underlying();
    assetsByKey.put(asset.content().key(), asset);
    underlyingsByTicker.put(underlying.ticker(), underlying);
    Isin isin = underlying.isin();
    if (isin != null) {
      underlyingsByIsin.put(isin.value(), underlying);
    }
    list(assetsByTicker, underlying.ticker()).add(asset);
    list(assetsBySymbol, upper(asset.content().symbol())).add(asset);
    asset.content().deployments().forEach(d -> add(new KnownToken(d, asset)));
  }

  private void add(KnownToken token) {
    tokens.put(token.deployment().token().key(), token);
    list(tokensByAddress, addressKey(token.deployment().token().address())).add(token);
  }

  /** How many changes this state contains. */
  public long number() {
    return number;
  }

  /** All assets in the order of their keys. */
  public NavigableMap<String, Asset> assets() {
    return java.util.Collections.unmodifiableNavigableMap(assetsByKey);
  }

  /** All underlyings in the order of their tickers. */
  public NavigableMap<String, Underlying> underlyings() {
    return java.util.Collections.unmodifiableNavigableMap(underlyingsByTicker);
  }

  /** The asset of an ISIN or other key. */
  public Optional<Asset> asset(String key) {
    return Optional.ofNullable(assetsByKey.get(key));
  }

  /** The underlying of a ticker, whatever its case. */
  public Optional<Underlying> underlyingOfTicker(String ticker) {
    return Optional.ofNullable(underlyingsByTicker.get(upper(ticker)));
  }

  /** The underlying with that ISIN. */
  public Optional<Underlying> underlyingOfIsin(String isin) {
    return Optional.ofNullable(underlyingsByIsin.get(isin));
  }

  /** The assets on an underlying. */
  public List<Asset> assetsOn(Underlying underlying) {
    return List.copyOf(assetsByTicker.getOrDefault(underlying.ticker(), List.of()));
  }

  /** The assets with a symbol, whatever its case; symbols are shared. */
  public List<Asset> assetsOfSymbol(String symbol) {
    return List.copyOf(assetsBySymbol.getOrDefault(upper(symbol), List.of()));
  }

  /**
   * The token at an address of a chain, by {@link io.stockbridge.registry.assets.TokenId#keyOf}.
   */
  public Optional<KnownToken> token(String tokenKey) {
    return Optional.ofNullable(tokens.get(tokenKey));
  }

  /** The tokens at that address on whatever chain. */
  public List<KnownToken> tokensAt(String address) {
    return List.copyOf(tokensByAddress.getOrDefault(addressKey(address), List.of()));
  }

  /** Number of tokens, impostors included. */
  public int tokenCount() {
    return tokens.size();
  }

  private static String addressKey(String address) {
    return address.startsWith("0x") ? address.toLowerCase(Locale.ROOT) : address;
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  private static <T> List<T> list(Map<String, List<T>> map, String key) {
    return map.computeIfAbsent(key, k -> new ArrayList<>());
  }
}
