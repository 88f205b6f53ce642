package io.stockbridge.registry.catalogue;

import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.Underlying;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The stock of each underlying, by all names that it has; never changed. */
final class Stocks {

  static final Stocks NONE = new Stocks(SortedEntries.of(Stock::key, List.of()));

  private final SortedEntries<Stock> byKey;
  private final StockNames names;

  private Stocks(SortedEntries<Stock> byKey) {
    this(byKey, new StockNames(byKey.list()));
  }

  private Stocks(SortedEntries<Stock> byKey, StockNames names) {
    this.byKey = byKey;
    this.names = names;
  }

  /** All stocks anew. */
  static Stocks of(Collection<Underlying> underlyings, Collection<Asset> assets) {
    return NONE.with(underlyings, List.of(), assets);
  }

  /** The stock of an underlying's key. */
  Stock of(String underlyingKey) {
    Stock stock = byKey.get(underlyingKey);
    return stock == null ? Stock.NONE : stock;
  }

  /** All stocks in the order of their keys. */
  Collection<Stock> all() {
    return byKey.values();
  }

  /** The stocks that some assets are on, or were. */
  Set<Stock> of(Collection<Asset> assets) {
    Set<Stock> stocks = new HashSet<>();
    assets.forEach(asset -> stocks.add(of(underlyingOf(asset))));
    return stocks;
  }

  /** See {@link Catalogue#stockNamed}. */
  Optional<NamedStock> named(String name) {
    return names.named(byKey.list(), name);
  }

  Optional<Stock> ofTicker(String ticker) {
    return names.ofTicker(byKey.list(), ticker);
  }

  Optional<Stock> ofIsin(String isin) {
    return names.ofIsin(byKey.list(), isin);
  }

  Optional<Stock> ofFigi(String figi) {
    return names.ofFigi(byKey.list(), figi);
  }

  /**
   * These stocks with other underlyings, without some assets, and with others in place of those of
   * the same keys.
   */
  Stocks with(
      Collection<Underlying> underlyings, Collection<Asset> gone, Collection<Asset> changed) {
    if (underlyings.isEmpty() && gone.isEmpty() && changed.isEmpty()) {
      return this;
    }
    Map<String, Stock> next = new LinkedHashMap<>();
    for (Underlying underlying : underlyings) {
      next.put(underlying.key(), of(underlying.key()).of(underlying));
    }
    for (Asset asset : gone) {
      next.put(underlyingOf(asset), latest(next, asset).without(asset));
    }
    for (Asset asset : changed) {
      next.put(underlyingOf(asset), latest(next, asset).with(asset));
    }
    SortedEntries<Stock> all = byKey.with(next.values()).indexed();
    // Names are found by positions, which stay while the underlyings do.
    return underlyings.isEmpty() && all.size() == byKey.size()
        ? new Stocks(all, names)
        : new Stocks(all);
  }

  private Stock latest(Map<String, Stock> next, Asset asset) {
    @Nullable Stock stock = next.get(underlyingOf(asset));
    return stock == null ? of(underlyingOf(asset)) : stock;
  }

  private static String underlyingOf(Asset asset) {
    return asset.content().underlying().key();
  }
}
