package io.stockbridge.registry.resolution;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A kind of fact's template, cut once into what is said around the values.
 *
 * @param names the values' names, in order
 * @param texts one more than values
 */
record Sentence(List<String> names, List<String> texts) {

  private static final Map<FactCode, Sentence> ALL = new EnumMap<>(FactCode.class);

  static {
    for (FactCode code : FactCode.values()) {
      ALL.put(code, cut(code.template()));
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
    return new Sentence(List.copyOf(names), List.copyOf(texts));
  }
}
