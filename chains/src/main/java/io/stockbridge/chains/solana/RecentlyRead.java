package io.stockbridge.chains.solana;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The values read last, at most so many. Safe from many threads; never calls out. */
final class RecentlyRead<K, V> {
  private final Map<K, V> values;

  RecentlyRead(int max) {
    values =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > max;
          }
        };
  }

  synchronized Optional<V> get(K key) {
    return Optional.ofNullable(values.get(key));
  }

  synchronized void put(K key, V value) {
    values.put(key, value);
  }
}
