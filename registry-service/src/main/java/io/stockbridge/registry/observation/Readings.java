package io.stockbridge.registry.observation;

import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What chains were known to say at an earlier time: the readings that were kept until then. The
 * newest reading of all counts from its own time on, kept or not.
 */
@ApplicationScoped
public class Readings {

  private final ObservationBook book;
  private final ObservationStore store;
  private final Transactions transactions;

  Readings(ObservationBook book, ObservationStore store, Transactions transactions) {
    this.book = book;
    this.store = store;
    this.transactions = transactions;
  }

  /** The newest readings at that time of those tokens, by their keys. */
  public Uni<ObservedTokens> by(Instant time, Collection<String> tokenKeys) {
    Map<String, ObservedToken> newest = new HashMap<>();
    for (String key : tokenKeys) {
      book.observation(key)
          .map(Observation::observed)
          .filter(reading -> !reading.observedAt().isAfter(time))
          .ifPresent(reading -> newest.put(key, reading));
    }
    var others = tokenKeys.stream().filter(key -> !newest.containsKey(key)).toList();
    if (others.isEmpty()) {
      return Uni.createFrom().item(among(newest));
    }
    return transactions
        .run(session -> store.keptBy(session, time, others))
        .map(
            kept -> {
              kept.forEach(row -> newest.put(row.tokenKey(), row));
              return among(newest);
            });
  }

  private static ObservedTokens among(Map<String, ObservedToken> newest) {
    return deployment -> Optional.ofNullable(newest.get(deployment.token().key()));
  }
}
