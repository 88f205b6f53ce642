package io.stockbridge.registry.catalogue;

import io.stockbridge.protocol.identifiers.Figi;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.registry.assets.Alias;
import io.stockbridge.registry.assets.Underlying;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Underlyings by each of their names. */
final class UnderlyingIndex {

  private final Map<String, Underlying> byTicker = new HashMap<>();
  private final Map<String, Underlying> byIsin = new HashMap<>();
  private final Map<String, Underlying> byFigi = new HashMap<>();
  private final Map<String, Underlying> byOldName = new HashMap<>();

  UnderlyingIndex(Collection<Underlying> underlyings) {
    Set<String> disputed = new HashSet<>();
    for (Underlying underlying : underlyings) {
      byTicker.put(underlying.ticker(), underlying);
      Isin isin = underlying.isin();
      if (isin != null) {
        byIsin.put(isin.value(), underlying);
      }
      Figi figi = underlying.figi();
      if (figi != null) {
        byFigi.put(figi.value(), underlying);
      }
      for (Alias alias : underlying.aliases()) {
        Underlying other = byOldName.put(oldName(alias.kind(), alias.value()), underlying);
        if (other != null && !other.equals(underlying)) {
          disputed.add(oldName(alias.kind(), alias.value()));
        }
      }
    }
    byOldName.keySet().removeAll(disputed);
  }

  Optional<Underlying> ofTicker(String ticker) {
    String upper = ticker.toUpperCase(Locale.ROOT);
    return Optional.ofNullable(byTicker.get(upper))
        .or(() -> Optional.ofNullable(byOldName.get(oldName(Alias.Kind.TICKER, upper))));
  }

  Optional<Underlying> ofIsin(String isin) {
    return Optional.ofNullable(byIsin.get(isin))
        .or(() -> Optional.ofNullable(byOldName.get(oldName(Alias.Kind.ISIN, isin))));
  }

  Optional<Underlying> ofFigi(String figi) {
    return Optional.ofNullable(byFigi.get(figi));
  }

  private static String oldName(Alias.Kind kind, String value) {
    return kind + " " + value.toUpperCase(Locale.ROOT);
  }
}
