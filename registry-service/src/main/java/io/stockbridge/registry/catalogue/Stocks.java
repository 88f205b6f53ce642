package io.stockbridge.registry.catalogue;

import io.stockbridge.registry.assets.Asset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The stock of each underlying; never changed. A hash table, because each answer asks it: a binary
 * search among many reads a dozen entries that no cache holds.
 */
final class Stocks {

  static final Stocks NONE = new Stocks(Map.of());

  private final Map<String, Stock> byUnderlying;

  private Stocks(Map<String, Stock> byUnderlying) {
    this.byUnderlying = byUnderlying;
  }

  /** The stock of an underlying. */
  Stock of(String underlyingKey) {
    return byUnderlying.getOrDefault(underlyingKey, Stock.NONE);
  }

  /** All stocks, in no order. */
  Collection<Stock> all() {
    return byUnderlying.values();
  }

  /** These stocks without some assets, and with others in place of those of the same keys. */
  Stocks with(Collection<Asset> gone, Collection<Asset> changed) {
    if (gone.isEmpty() && changed.isEmpty()) {
      return this;
    }
    Map<String, Stock> stocks = new HashMap<>(byUnderlying);
    for (Asset asset : gone) {
      Stock rest = stocks.getOrDefault(underlyingOf(asset), Stock.NONE).without(asset);
      if (rest.assets().isEmpty()) {
        stocks.remove(underlyingOf(asset));
      } else {
        stocks.put(underlyingOf(asset), rest);
      }
    }
    for (Asset asset : changed) {
      stocks.put(
          underlyingOf(asset), stocks.getOrDefault(underlyingOf(asset), Stock.NONE).with(asset));
    }
    return new Stocks(stocks);
  }

  /** The stocks that some assets are on, or were. */
  Set<Stock> of(Collection<Asset> assets) {
    Set<Stock> stocks = new HashSet<>();
    assets.forEach(asset -> stocks.add(of(underlyingOf(asset))));
    return stocks;
  }

  private static String underlyingOf(Asset asset) {
    return asset.content().underlying().key();
  }
}
