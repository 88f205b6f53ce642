package io.stockbridge.kit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

  private final ObjectMapper json = JsonRules.newMapper();

  @Test
  void sortsMembersByUtf16CodeUnitsAsRfc8785Shows() throws Exception {
    // RFC 8785, section 3.2.3
    String source =
        "{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew Letter Dalet With"
            + " Dagesh\",\"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji: Grinning Face\",\"\\u0080\":\"Control\","
            + "\"\\u00f6\":\"Latin Small Letter O With Diaeresis\"}";
    assertThat(CanonicalJson.write(json.readTree(source)))
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"Latin Small"
                + " Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\",\"\ud83d\ude00\":\"Emoji: Grinning"
                + " Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
  }

  @Test
  void escapesOnlyWhatMustBeEscaped() throws Exception {
    assertThat(CanonicalJson.write(json.readTree("[\"\\u000f\\n\\\"\\\\\\/é\",true,null,-7]")))
        .isEqualTo("[\"\\u000f\\n\\\"\\\\/é\",true,null,-7]");
  }

  @Test
  void refusesNumbersThatLanguagesWriteDifferently() throws Exception {
    JsonNode fraction = json.readTree("1.5");
    JsonNode large = json.readTree("9007199254740992");
    assertThatThrownBy(() -> CanonicalJson.write(fraction))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CanonicalJson.write(large))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void doesNotDependOnTheOrderOfMembersAndReadsBackEqual() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      JsonNode value = randomValue(random, 4);
      String text = CanonicalJson.write(value);
      assertThat(CanonicalJson.write(shuffled(value, random))).as("seed %d", seed).isEqualTo(text);
      assertThat(CanonicalJson.write(json.readTree(text))).as("seed %d", seed).isEqualTo(text);
    }
  }

  private JsonNode randomValue(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 3 : 5)) {
      case 0 -> json.getNodeFactory().numberNode(random.nextInt());
      case 1 -> json.getNodeFactory().textNode(randomText(random));
      case 2 -> json.getNodeFactory().booleanNode(random.nextBoolean());
      case 3 -> {
        ArrayNode array = json.createArrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(randomValue(random, depth - 1));
        }
        yield array;
      }
      default -> {
        ObjectNode object = json.createObjectNode();
        for (int i = random.nextInt(5); i > 0; i--) {
          object.set(randomText(random), randomValue(random, depth - 1));
        }
        yield object;
      }
    };
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append((char) random.nextInt(0x300));
    }
    return text.toString();
  }

  private JsonNode shuffled(JsonNode value, Random random) {
    if (!value.isObject()) {
      return value;
    }
    List<String> names = new ArrayList<>();
    value.fieldNames().forEachRemaining(names::add);
    Collections.shuffle(names, random);
    ObjectNode object = json.createObjectNode();
    names.forEach(name -> object.set(name, shuffled(value.get(name), random)));
    return object;
  }
}
