package io.stockbridge.registry.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A table of positions finds what a search finds. */
class PositionsTest {

  /** Keys that are numbers, the greatest one among them, and keys that are not. */
  private static final List<String> SHAPES =
      List.of(
          "K%d",
          "BRK.%d",
          "%d-A",
          "US0000%06d",
          "-----------%d",
          "k%d",
          "issuer:S%d",
          "É%d",
          " %d",
          "A KEY OF MORE THAN TWELVE CHARACTERS %d");

  @Test
  void findsTheFirstOfEachKeyAndNothingElse() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int size : new int[] {0, 1, 2, 15, 16, 17, 1_000}) {
      List<String> sorted = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        sorted.add(key(random.nextInt(SHAPES.size()), random.nextInt(size * 2)));
      }
      sorted.sort(null);
      Positions positions = Positions.of(sorted, Function.identity());
      for (int shape = 0; shape < SHAPES.size(); shape++) {
        for (int i = 0; i <= size * 2; i++) {
          String key = key(shape, i);
          assertThat(positions.find(sorted, key, Function.identity()))
              .as("seed %d size %d key %s", seed, size, key)
              .isEqualTo(sorted.indexOf(key));
        }
      }
    }
  }

  @Test
  void tellsKeysApartThatAreNearlyTheSame() {
    List<String> sorted =
        Stream.of("A", "A.", "A-", ".A", "-A", "0A", "A0", "00A", "------------", "ZZZZZZZZZZZZ")
            .sorted()
            .toList();
    Positions positions = Positions.of(sorted, Function.identity());

    for (String key : sorted) {
      assertThat(positions.find(sorted, key, Function.identity())).isEqualTo(sorted.indexOf(key));
    }
    assertThat(Stream.of("", "a", "A ", "000A", "0", "-----------", "-------------"))
        .allSatisfy(
            key -> assertThat(positions.find(sorted, key, Function.identity())).isEqualTo(-1));
  }

  private static String key(int shape, int number) {
    return SHAPES.get(shape).formatted(number);
  }
}
