package io.stockbridge.registry.tokenlist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ListVersionTest {

  private static final String A = "{\"chainId\":1,\"address\":\"0xA1\",\"name\":\"a\"}";
  private static final String B = "{\"chainId\":1,\"address\":\"0xB1\",\"name\":\"b\"}";
  private static final ListVersion BEFORE = new ListVersion(3, 4, 5);

  @Test
  void raisesMajorWhenATokenIsRemovedOrMoves() throws Exception {
    assertThat(after(list(A, B), list(A))).isEqualTo(new ListVersion(4, 0, 0));
    assertThat(after(list(A), list(A.replace("A1", "A2")))).isEqualTo(new ListVersion(4, 0, 0));
    assertThat(after(list(A), list(A.replace(":1", ":2")))).isEqualTo(new ListVersion(4, 0, 0));
  }

  @Test
  void raisesMinorWhenATokenIsAdded() throws Exception {
    assertThat(after(list(A), list(A, B))).isEqualTo(new ListVersion(3, 5, 0));
  }

  @Test
  void raisesPatchWhenDetailsChangeAndNothingWhenNothingDoes() throws Exception {
    assertThat(after(list(A), list(A.replace("\"a\"", "\"c\""))))
        .isEqualTo(new ListVersion(3, 4, 6));
    assertThat(after(list(A, B), list(B, A))).isEqualTo(new ListVersion(3, 4, 6));
    assertThat(after(list(A), list(A))).isEqualTo(BEFORE);
  }

  private static ListVersion after(JsonNode before, JsonNode now) {
    return BEFORE.after(before, now);
  }

  private static JsonNode list(String... tokens) throws Exception {
    return new ObjectMapper().readTree("[" + String.join(",", tokens) + "]");
  }
}
