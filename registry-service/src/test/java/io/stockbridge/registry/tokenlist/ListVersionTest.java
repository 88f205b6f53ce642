package io.stockbridge.registry.tokenlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ListVersionTest {

  private static final String A = "{\"chainId\":1,\"address\":\"0xA1\",\"name\":\"a\"}";
  private static final String B = "{\"chainId\":1,\"address\":\"0xB1\",\"name\":\"b\"}";
  private static final ListVersion BEFORE = new ListVersion(3, 4, 5);

  @Test
  void raisesMajorWhenATokenIsRemovedOrMoves() {
    assertThat(after(list(A, B), list(A))).isEqualTo(new ListVersion(4, 0, 0));
    assertThat(after(list(A), list(A.replace("A1", "A2")))).isEqualTo(new ListVersion(4, 0, 0));
    assertThat(after(list(A), list(A.replace(":1", ":2")))).isEqualTo(new ListVersion(4, 0, 0));
  }

  @Test
  void raisesMinorWhenATokenIsAdded() {
    assertThat(after(list(A), list(A, B))).isEqualTo(new ListVersion(3, 5, 0));
  }

  @Test
  void raisesPatchWhenDetailsChangeAndNothingWhenNothingDoes() {
    assertThat(after(list(A), list(A.replace("\"a\"", "\"c\""))))
        .isEqualTo(new ListVersion(3, 4, 6));
    assertThat(after(list(A, B), list(B, A))).isEqualTo(new ListVersion(3, 4, 6));
    assertThat(after(list(A), list(A))).isEqualTo(BEFORE);
  }

  @Test
  void knowsATokenWhateverTheCaseOfItsAddressAndWhateverIsSaidOfIt() {
    String other =
        "{\"extensions\":{\"address\":\"0xC1\",\"more\":[{\"chainId\":2}]},"
            + A.substring(1).replace("0xA1", "0xa1");
    assertThat(after(list(A), list(other))).isEqualTo(new ListVersion(3, 4, 6));
    assertThat(after(list(A.replace("0xA1", "So1")), list(A.replace("0xA1", "so1"))))
        .isEqualTo(new ListVersion(4, 0, 0));
  }

  private static ListVersion after(String before, String now) {
    return BEFORE.after(
        before.getBytes(StandardCharsets.UTF_8), now.getBytes(StandardCharsets.UTF_8));
  }

  private static String list(String... tokens) {
    return "[" + String.join(",", tokens) + "]";
  }
}
