package io.stockbridge.registry.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FoldingTest {

  @Test
  void lookAlikesAndInvisibleCharactersAreReadAsWhatTheyLookLike() {
    assertThat(Folding.words("ТЅLА")).containsExactly("tsla");
    assertThat(Folding.words("ＡＡＰＬ")).containsExactly("aapl");
    assertThat(Folding.words("A\u200BA\u2060P\uFEFFL\u00AD")).containsExactly("aapl");
    assertThat(Folding.words("ІВМ")).containsExactly("ibm");
    assertThat(Folding.words("Nestlé  S.A.")).containsExactly("nestle", "s", "a");
    assertThat(Folding.words("A\u0332P\u0336P\u0488LE")).containsExactly("apple");
    assertThat(Folding.words("𝐀𝐩𝐩𝐥𝐞 ⓘnc")).containsExactly("apple", "inc");
    assertThat(Folding.words("\uD800 Apple")).containsExactly("apple");
    assertThat(Folding.joined("BRK.B")).isEqualTo("brkb");
    assertThat(Folding.words("三菱")).containsExactly("三菱");
  }

  @Test
  void piecesOfAddressesAreNoWords() {
    for (String hidden :
        List.of(
            "Apple 0x9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a",
            "Apple 9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a",
            "Apple 0x9d275685 dC284C8eB1C79f6ABA7a63Dc75ec890a",
            "Apple XsbEhLAtcf6HdfpFZ5xEMdqW8nfAvcsP5bdudRLJzJp",
            "Apple 0\u200Bx9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a",
            "Apple 0х9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a")) {
      assertThat(Folding.words(hidden)).as(hidden).containsExactly("apple");
    }
    assertThat(Folding.words("Facade 3 M 2024")).containsExactly("facade", "3", "m", "2024");
  }

  @Test
  void aHugeTextCostsNoMoreThanItsBeginning() {
    assertThat(Folding.words("ab ".repeat(100_000))).hasSize(100);
  }
}
