package io.stockbridge.protocol.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.protocol.Seeded;
import io.stockbridge.protocol.identifiers.Bytes32;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateHeaderTest {
  private static final Bytes32 ROOT = Bytes32.of("0x" + "ab".repeat(32));
  private static final StateHeader HEADER =
      new StateHeader(
          "local",
          2,
          5,
          ROOT,
          Instant.parse("2026-11-27T12:00:00.120Z"),
          Bytes32.of("0x" + "01".repeat(32)));

  @Test
  void hasOneCanonicalText() {
    assertThat(HEADER.text())
        .isEqualTo(
            "{\"entries\":5,\"environment\":\"local\",\"number\":2,\"previous\":\"0x"
                + "01".repeat(32)
                + "\",\"recordedAt\":\"2026-11-27T12:00:00.120Z\",\"root\":\"0x"
                + "ab".repeat(32)
                + "\",\"schema\":1}");
    assertThat(StateHeader.parse(HEADER.text())).isEqualTo(HEADER);
    assertThat(new String(HEADER.signedBytes(), StandardCharsets.UTF_8))
        .isEqualTo("stockbridge/registry-state/v1\n" + HEADER.text());
  }

  @Test
  void readsNoOtherTextAsTheSameHeader() {
    Seeded seeded = Seeded.forTest("readsNoOtherTextAsTheSameHeader");
    byte[] text = HEADER.text().getBytes(StandardCharsets.US_ASCII);
    for (int at = 0; at < text.length; at++) {
      byte[] other = text.clone();
      other[at] = (byte) (' ' + seeded.below(95));
      if (!Arrays.equals(other, text)) {
        assertThat(readOrNull(new String(other, StandardCharsets.US_ASCII)))
            .as(new String(other, StandardCharsets.US_ASCII))
            .isNotEqualTo(HEADER);
      }
    }
    for (String wrong :
        List.of(
            HEADER.text() + " ",
            HEADER.text().replace("\"schema\":1", "\"schema\":2"),
            HEADER.text().replace("\"number\":2", "\"number\":02"),
            HEADER.text().replace("12:00", "25:00"),
            HEADER.text().replace("\"number\":2", "\"number\":1"))) {
      assertThatThrownBy(() -> StateHeader.parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void onlyTheFirstStateHasNoneBefore() {
    Instant time = HEADER.recordedAt();
    assertThatThrownBy(() -> new StateHeader("local", 2, 5, ROOT, time, Bytes32.ZERO))
        .hasMessageContaining("name the one before");
    assertThatThrownBy(() -> new StateHeader("local", 1, 5, ROOT, time, ROOT))
        .hasMessageContaining("name the one before");
    assertThat(new StateHeader("local", 1, 0, ROOT, time, Bytes32.ZERO).number()).isEqualTo(1);
  }

  @Test
  void sortsNamesByKindAndByTheBytesOfTheirKeys() {
    Seeded seeded = Seeded.forTest("sortsNamesByKindAndByTheBytesOfTheirKeys");
    String alphabet = "AB:z\u00e9\uffee\ud83d\udcc8";
    for (int i = 0; i < 2000; i++) {
      String left = word(seeded, alphabet);
      String right = word(seeded, alphabet);
      int byBytes =
          Arrays.compareUnsigned(
              left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
      assertThat(Integer.signum(EntryName.compareKeys(left, right)))
          .as(left + " " + right)
          .isEqualTo(Integer.signum(byBytes));
    }
    assertThat(new EntryName(EntryKind.INSTRUMENT, "A"))
        .isGreaterThan(new EntryName(EntryKind.IMPOSTOR, "Z"))
        .isLessThan(new EntryName(EntryKind.UNDERLYING, "A"));
    assertThatThrownBy(() -> new EntryName(EntryKind.IMPOSTOR, "a\nb"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String word(Seeded seeded, String alphabet) {
    StringBuilder word = new StringBuilder();
    int length = 1 + seeded.below(4);
    for (int i = 0; i < length; i++) {
      int at = seeded.below(alphabet.codePointCount(0, alphabet.length()));
      word.appendCodePoint(alphabet.codePointAt(alphabet.offsetByCodePoints(0, at)));
    }
    return word.toString();
  }

  private static Object readOrNull(String text) {
    try {
      return StateHeader.parse(text);
    } catch (IllegalArgumentException e) {
      return "refused";
    }
  }
}
