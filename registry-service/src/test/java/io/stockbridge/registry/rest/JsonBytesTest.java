package io.stockbridge.registry.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JsonBytesTest {

  private static final long SEED = 20_261_127;

  @Test
  void writesAnyTextAsJacksonDoes() {
    SplittableRandom random = new SplittableRandom(SEED);
    JsonBytes out = new JsonBytes();
    for (int round = 0; round < 5_000; round++) {
      String value = text(random);
      String piece = text(random);
      ObjectNode expected =
          JsonNodeFactory.instance
              .objectNode()
              .put("whole", value)
              .put("pieces", "is " + piece + value)
              .put("again", piece);
      out.reset();
      out.writeStartObject();
      out.writeStringField("whole", value);
      out.writeFieldName("pieces");
      out.writeStartString();
      out.writePiece("is ".getBytes(StandardCharsets.US_ASCII));
      int from = out.length();
      out.writePiece(piece);
      int to = out.length();
      out.writePiece(value);
      out.writeEndString();
      out.writeFieldName("again");
      out.writeStartString();
      out.writeAgain(from, to);
      out.writeEndString();
      out.writeEndObject();
      assertThat(string(out)).as("seed %d round %d", SEED, round).isEqualTo(expected.toString());
    }
  }

  @Test
  void separatesWhatFollowsAtEachDepth() {
    JsonBytes out = new JsonBytes();
    out.writeStartObject();
    out.writeArrayFieldStart("empty");
    out.writeEndArray();
    out.writeArrayFieldStart("all");
    out.writeNumber(Long.MIN_VALUE);
    out.writeString(null);
    out.writeStartObject();
    out.writeEndObject();
    out.writeStartArray();
    out.writeBoolean(true);
    out.writeEndArray();
    out.writeJson("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
    out.writeEndArray();
    out.writeObjectFieldStart("object");
    out.writeNumberField("n", 0);
    out.writeBooleanField("b", false);
    out.writeStringField("s", null);
    out.writeEndObject();
    out.writeEndObject();
    assertThat(string(out))
        .isEqualTo(
            "{\"empty\":[],\"all\":[-9223372036854775808,null,{},[true],{\"a\":1}],"
                + "\"object\":{\"n\":0,\"b\":false,\"s\":null}}");
  }

  @Test
  void growsWithWhatIsWritten() {
    String long1 = "x".repeat(10_000) + "\u20ac".repeat(10_000);
    JsonBytes out = new JsonBytes();
    out.writeString(long1);
    assertThat(string(out)).isEqualTo('"' + long1 + '"');
  }

  @Test
  void halfACharacterIsNoReasonToGiveNoAnswer() {
    JsonBytes out = new JsonBytes();
    out.writeString("a\ud83dz\ude00");
    assertThat(string(out)).isEqualTo("\"a?z?\"");
  }

  /** Of plain letters, of what must be escaped, and of characters of two, three and four bytes. */
  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(12);
    for (int i = 0; i < length; i++) {
      int character =
          switch (random.nextInt(5)) {
            case 0 -> random.nextInt(0x80);
            case 1 -> random.nextInt(0x80, 0x800);
            case 2 -> random.nextInt(0x800, 0xd800);
            case 3 -> random.nextInt(0x10000, 0x110000);
            default -> "\"\\/\b\n\r\t\f\u007f".charAt(random.nextInt(9));
          };
      text.appendCodePoint(character);
    }
    return text.toString();
  }

  private static String string(JsonBytes out) {
    return new String(out.toBytes(), StandardCharsets.UTF_8);
  }
}
