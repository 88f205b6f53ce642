package io.stockbridge.registry.catalogue;

import io.stockbridge.protocol.identifiers.Figi;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.registry.assets.Alias;
import io.stockbridge.registry.assets.Underlying;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * At which positions of a list stocks stand that have a name. Positions and not stocks, so that it
 * serves all lists of the same underlyings, whatever their assets are.
 */
final class StockNames {

  private final Positions tickers;
  private final Positions isins;
  private final Positions figis;
  private final Map<String, Integer> oldNames = new HashMap<>();

  StockNames(List<Stock> stocks) {
    tickers = Positions.of(stocks, StockNames::ticker);
    isins = Positions.of(stocks, StockNames::isin);
    figis = Positions.of(stocks, StockNames::figi);
    Set<String> disputed = new HashSet<>();
    for (int i = 0; i < stocks.size(); i++) {
      Underlying underlying = stocks.get(i).underlying();
      for (Alias alias : underlying == null ? List.<Alias>of() : underlying.aliases()) {
        String name = oldName(alias.kind(), alias.value());
        Integer other = oldNames.put(name, i);
        if (other != null && other != i) {
          disputed.add(name);
        }
      }
    }
    oldNames.keySet().removeAll(disputed);
  }

  /** The stock that has a ticker, whatever its case, or else the only one that had it. */
  Optional<Stock> ofTicker(List<Stock> stocks, String ticker) {
    return namedByTicker(stocks, ticker.toUpperCase(Locale.ROOT)).map(NamedStock::stock);
  }

  /** The stock that has an ISIN, or else the only one that had it. */
  Optional<Stock> ofIsin(List<Stock> stocks, String isin) {
    return namedByIsin(stocks, isin).map(NamedStock::stock);
  }

  /** The stock that has a composite FIGI. */
  Optional<Stock> ofFigi(List<Stock> stocks, String figi) {
    return namedByFigi(stocks, figi).map(NamedStock::stock);
  }

  /** The stock of an ISIN, ticker or FIGI in capital letters, in this order. */
  Optional<NamedStock> named(List<Stock> stocks, String name) {
    Optional<NamedStock> isin =
        name.length() == Isin.LENGTH ? namedByIsin(stocks, name) : Optional.empty();
    return isin.or(() -> namedByTicker(stocks, name)).or(() -> namedByFigi(stocks, name));
  }

  private Optional<NamedStock> namedByIsin(List<Stock> stocks, String isin) {
    return at(stocks, isins.find(stocks, isin, StockNames::isin), NamedStock.Kind.ISIN)
        .or(() -> formerly(stocks, Alias.Kind.ISIN, isin));
  }

  private Optional<NamedStock> namedByTicker(List<Stock> stocks, String ticker) {
    return at(stocks, tickers.find(stocks, ticker, StockNames::ticker), NamedStock.Kind.TICKER)
        .or(() -> formerly(stocks, Alias.Kind.TICKER, ticker));
  }

  private Optional<NamedStock> namedByFigi(List<Stock> stocks, String figi) {
    return at(stocks, figis.find(stocks, figi, StockNames::figi), NamedStock.Kind.FIGI);
  }

  private Optional<NamedStock> formerly(List<Stock> stocks, Alias.Kind kind, String name) {
    return at(stocks, oldNames.getOrDefault(oldName(kind, name), -1), NamedStock.Kind.FORMER);
  }

  private static Optional<NamedStock> at(List<Stock> stocks, int position, NamedStock.Kind kind) {
    return position < 0
        ? Optional.empty()
        : Optional.of(new NamedStock(stocks.get(position), kind));
  }

  private static @Nullable String ticker(Stock stock) {
    Underlying underlying = stock.underlying();
    return underlying == null ? null : underlying.ticker();
  }

  private static @Nullable String isin(Stock stock) {
    Underlying underlying = stock.underlying();
    Isin isin = underlying == null ? null : underlying.isin();
    return isin == null ? null : isin.value();
  }

  private static @Nullable String figi(Stock stock) {
    Underlying underlying = stock.underlying();
    Figi figi = underlying == null ? null : underlying.figi();
    return figi == null ? null : figi.value();
  }

  private static String oldName(Alias.Kind kind, String value) {
    return kind + " " + value.toUpperCase(Locale.ROOT);
  }
}
