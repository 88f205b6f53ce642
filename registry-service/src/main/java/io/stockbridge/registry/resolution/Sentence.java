package io.stockbridge.registry.resolution;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A kind of fact's template, cut once into what is said around the values.
 *
 * @param names the values' names, in order
 * @param texts one more than values
 * @param bytes the texts as bytes; they are plain ASCII without quotation marks
 */
record Sentence(List<String> names, List<String> texts, List<byte[]> bytes) {

  private static final Map<FactCode, Sentence> ALL = new EnumMap<>(FactCode.class);

  static {
    for (FactCode code : FactCode.values()) {
      ALL.put(code, cut(code.template()));
    }
  }

  /** Checks that the bytes are JSON as they stand. */
  Sentence {
    for (String text : texts) {
      if (!text.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\')) {
        throw new IllegalArgumentException("has to be escaped in JSON: " + text);
      }
    }
  }

  static Sentence of(FactCode code) {
    Sentence sentence = ALL.get(code);
    if (sentence == null) {
      throw new IllegalStateException("each code has a sentence: " + code);
    }
    return sentence;
  }

  private static Sentence cut(String template) {
    List<String> names = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    int from = 0;
    for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
      int close = template.indexOf('}', open);
      texts.add(template.substring(from, open));
      names.add(template.substring(open + 1, close));
      from = close + 1;
    }
    texts.add(template.substring(from));
    return new Sentence(
        List.copyOf(names),
        List.copyOf(texts),
        texts.stream().map(text -> text.getBytes(StandardCharsets.US_ASCII)).toList());
  }
}
