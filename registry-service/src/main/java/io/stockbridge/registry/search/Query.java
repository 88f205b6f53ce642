package io.stockbridge.registry.search;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A query in its comparable form.
 *
 * @param text as it was given, without spaces around it
 * @param words its words, at most six
 * @param joined the words as one
 */
record Query(String text, List<String> words, String joined) {

  private static final int MAX_WORDS = 6;
  private static final Pattern WHOLE_ADDRESS =
      Pattern.compile(
          "0[xX][0-9a-fA-F]{6,}|(?=.*[0-9])[0-9a-fA-F]{20,}|[1-9A-HJ-NP-Za-km-z]{32,44}");
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}\\s]+");

  static Query of(String given) {
    String text = given.strip();
    List<String> words = Folding.words(text).stream().limit(MAX_WORDS).toList();
    return new Query(text, words, String.join("", words));
  }

  /**
   * The address that the query is as a whole, perhaps cut in pieces; then nothing else is meant.
   */
  @Nullable String address() {
    String whole = INVISIBLE.matcher(text).replaceAll("");
    if (!WHOLE_ADDRESS.matcher(whole).matches()) {
      return null;
    }
    return whole.startsWith("0X") ? "0x" + whole.substring(2) : whole;
  }
}
