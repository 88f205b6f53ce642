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

  private final Positions byTicker;
  private final Positions byIsin;
  private final Positions byFigi;
  private final Map<String, Integer> byOldName = new HashMap<>();

  StockNames(List<Stock> stocks) {
    byTicker = Positions.of(stocks, StockNames::ticker);
    byIsin = Positions.of(stocks, StockNames::isin);
    byFigi = Positions.of(stocks, StockNames::figi);
    Set<String> disputed = new HashSet<>();
    for (int i = 0; i < stocks.size(); i++) {
      Underlying underlying = stocks.get(i).underlying();
      for (Alias alias : underlying == null ? List.<Alias>of() : underlying.aliases()) {
        String name = oldName(alias.kind(), alias.value());
        Integer other = byOldName.put(name, i);
        if (other != null && other != i) {
          disputed.add(name);
        }
      }
    }
    byOldName.keySet().removeAll(disputed);
  }

  /** The stock that has a ticker, whatever its case, or else the only one that had it. */
  Optional<Stock> ofTicker(List<Stock> stocks, String ticker) {
    String upper = ticker.toUpperCase(Locale.ROOT);
    int position = byTicker.find(stocks, upper, StockNames::ticker);
    return position < 0
        ? formerly(stocks, Alias.Kind.TICKER, upper)
        : Optional.of(stocks.get(position));
  }

  /** The stock that has an ISIN, or else the only one that had it. */
  Optional<Stock> ofIsin(List<Stock> stocks, String isin) {
    int position = byIsin.find(stocks, isin, StockNames::isin);
    return position < 0
        ? formerly(stocks, Alias.Kind.ISIN, isin)
        : Optional.of(stocks.get(position));
  }

  Optional<Stock> ofFigi(List<Stock> stocks, String figi) {
    int position = byFigi.find(stocks, figi, StockNames::figi);
    return position < 0 ? Optional.empty() : Optional.of(stocks.get(position));
  }

  /** The stock of an ISIN, ticker or FIGI in capital letters, in this order. */
  Optional<NamedStock> named(List<Stock> stocks, String name) {
    boolean isin = name.length() == Isin.LENGTH;
    int position = isin ? byIsin.find(stocks, name, StockNames::isin) : -1;
    if (position >= 0) {
      return found(stocks, position, NamedStock.Kind.ISIN);
    }
    Optional<Stock> former = isin ? formerly(stocks, Alias.Kind.ISIN, name) : Optional.empty();
    position = former.isPresent() ? -1 : byTicker.find(stocks, name, StockNames::ticker);
    if (position >= 0) {
      return found(stocks, position, NamedStock.Kind.TICKER);
    }
    former = former.or(() -> formerly(stocks, Alias.Kind.TICKER, name));
    position = former.isPresent() ? -1 : byFigi.find(stocks, name, StockNames::figi);
    return position < 0
        ? former.map(stock -> new NamedStock(stock, NamedStock.Kind.FORMER))
        : found(stocks, position, NamedStock.Kind.FIGI);
  }

  private static Optional<NamedStock> found(
      List<Stock> stocks, int position, NamedStock.Kind kind) {
    return Optional.of(new NamedStock(stocks.get(position), kind));
  }

  private Optional<Stock> formerly(List<Stock> stocks, Alias.Kind kind, String name) {
    Integer position = byOldName.get(oldName(kind, name));
    return position == null ? Optional.empty() : Optional.of(stocks.get(position));
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
