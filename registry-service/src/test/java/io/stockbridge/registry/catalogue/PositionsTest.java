package io.stockbridge.registry.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A table of positions finds what a search finds. */
class PositionsTest {

  @Test
  void findsTheFirstOfEachKeyAndNothingElse() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int size : new int[] {0, 1, 2, 15, 16, 17, 1_000}) {
      List<String> sorted = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        sorted.add("K" + random.nextInt(size * 2));
      }
      sorted.sort(null);
      Positions positions = Positions.of(sorted, Function.identity());
      for (int i = 0; i <= size * 2; i++) {
        String key = "K" + i;
        assertThat(positions.find(sorted, key, Function.identity()))
            .as("seed %d size %d key %s", seed, size, key)
            .isEqualTo(sorted.indexOf(key));
      }
    }
  }
}
