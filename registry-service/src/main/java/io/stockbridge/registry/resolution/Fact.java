package io.stockbridge.registry.resolution;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an answer stands on, for programs; its sentence, for people, is made when asked
 * for, because most callers of the hot path read the code.
 *
 * @param code what kind of fact
 * @param values texts, numbers, truths or lists of texts, as the code's template names them
 */
public record Fact(FactCode code, List<Object> values) {

  /** Copies the values; each is of a kind that JSON has. */
  public Fact {
    if (values.size() != Sentence.of(code).names().size()) {
      throw new IllegalArgumentException(code + " has other values: " + values);
    }
    values = List.copyOf(values);
  }

  /** A fact of a kind with its values in order. */
  public static Fact of(FactCode code, Object... values) {
    return new Fact(code, List.of(values));
  }

  /** Texts are the same wherever they are kept. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Fact fact && code == fact.code && plain().equals(fact.plain());
  }

  @Override
  public int hashCode() {
    return Objects.hash(code, plain());
  }

  private List<Object> plain() {
    return values.stream()
        .map(value -> value instanceof CharSequence text ? text.toString() : value)
        .toList();
  }

  /** The name of a value. */
  public String name(int index) {
    return names(code).get(index);
  }

  /** The names of the values of a kind, in order. */
  public static List<String> names(FactCode code) {
    return Sentence.of(code).names();
  }

  /** The fact in words. */
  public String sentence() {
    List<String> texts = Sentence.of(code).texts();
    StringBuilder text = new StringBuilder(texts.get(0));
    for (int i = 0; i < values.size(); i++) {
      text.append(words(i)).append(texts.get(i + 1));
    }
    return text.toString();
  }

  /** A value as its sentence has it. */
  public String words(int index) {
    return values.get(index) instanceof List<?> list
        ? String.join(", ", list.stream().map(String::valueOf).toList())
        : String.valueOf(values.get(index));
  }

  /** What its sentence says around the values, one text more than values; JSON as it stands. */
  public List<byte[]> around() {
    return Sentence.of(code).bytes();
  }
}
