package io.stockbridge.registry.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TyposTest {

  @Test
  void countsChangesInsertionsDeletionsAndSwaps() {
    assertThat(Typos.distance("apple", "apple", 2)).isZero();
    assertThat(Typos.distance("apple", "aple", 2)).isEqualTo(1);
    assertThat(Typos.distance("apple", "applle", 2)).isEqualTo(1);
    assertThat(Typos.distance("apple", "aplpe", 2)).isEqualTo(1);
    assertThat(Typos.distance("apple", "opple", 2)).isEqualTo(1);
    assertThat(Typos.distance("microsoft", "micorsfot", 2)).isEqualTo(2);
    assertThat(Typos.distance("apple", "orange", 2)).isEqualTo(3);
    assertThat(Typos.allowedIn("hp")).isZero();
    assertThat(Typos.allowedIn("tsla")).isEqualTo(1);
    assertThat(Typos.allowedIn("microsoft")).isEqualTo(2);
  }

  @Test
  void aWordWithSoManyMistakesIsNeverFartherThanThat() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int run = 0; run < 2_000; run++) {
      StringBuilder word = new StringBuilder();
      for (int i = 0; i < 4 + random.nextInt(12); i++) {
        word.append((char) ('a' + random.nextInt(26)));
      }
      StringBuilder other = new StringBuilder(word);
      int mistakes = random.nextInt(3);
      for (int i = 0; i < mistakes; i++) {
        int at = random.nextInt(other.length());
        switch (random.nextInt(3)) {
          case 0 -> other.deleteCharAt(at);
          case 1 -> other.insert(at, (char) ('a' + random.nextInt(26)));
          default -> other.setCharAt(at, (char) ('a' + random.nextInt(26)));
        }
      }
      String a = word.toString();
      String b = other.toString();
      assertThat(Typos.distance(a, b, 3))
          .as("seed %d: %s %s", seed, a, b)
          .isLessThanOrEqualTo(mistakes);
      assertThat(Typos.distance(a, b, 3)).isEqualTo(Typos.distance(b, a, 3));
    }
  }
}
