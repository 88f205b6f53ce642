package io.stockbridge.registry.search;

import com.ibm.icu.text.SpoofChecker;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Brings text into the one form in which it is compared: NFKC, without marks and invisible
 * characters, characters that look like ASCII ones (Unicode TR 39) as those, lower case. A name
 * made of look-alike letters is so found under what it pretends to be, and marked.
 *
 * <p>Pieces of text that look like an address are left out: whoever writes an address into a name
 * must not be found by it.
 */
final class Folding {

  private static final int MAX_TEXT = 300;
  private static final int MAX_WORD = 25;
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{IsAlphabetic}0-9]+");
  private static final Pattern ADDRESS_PIECE =
      Pattern.compile("0x[0-9a-f]{3,}|(?=[a-f]*[0-9])[0-9a-f]{8,}");
  private static final SpoofChecker CONFUSABLES = new SpoofChecker.Builder().build();

  private Folding() {}

  /** The words of a text; at most its first 300 characters count. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : SEPARATORS.split(fold(text))) {
      if (!word.isEmpty() && !looksLikeAddress(word)) {
        words.add(word);
      }
    }
    return words;
  }

  /** The text as one word, for symbols, which people write with and without their dots. */
  static String joined(String text) {
    return String.join("", words(text));
  }

  /** The text in its comparable form, with separators. */
  static String fold(String text) {
    String bounded = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    if (isPlainAscii(bounded)) {
      return bounded.toLowerCase(Locale.ROOT);
    }
    String decomposed =
        Normalizer.normalize(
            Normalizer.normalize(bounded, Normalizer.Form.NFKC), Normalizer.Form.NFD);
    StringBuilder folded = new StringBuilder();
    decomposed.codePoints().forEach(codePoint -> append(folded, codePoint));
    return folded.toString().toLowerCase(Locale.ROOT);
  }

  private static boolean isPlainAscii(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  private static boolean looksLikeAddress(String word) {
    return word.length() > MAX_WORD || ADDRESS_PIECE.matcher(word).matches();
  }

  private static void append(StringBuilder folded, int codePoint) {
    if (codePoint <= '~') {
      folded.append(codePoint < ' ' ? ' ' : (char) codePoint);
      return;
    }
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT
        || type == Character.CONTROL
        || type == Character.UNASSIGNED
        || type == Character.SURROGATE) {
      return;
    }
    String lookAlike = CONFUSABLES.getSkeleton(Character.toString(codePoint));
    if (!isPlainAscii(lookAlike)) {
      folded.appendCodePoint(codePoint);
    } else if (lookAlike.equals("l") && Character.isUpperCase(codePoint)) {
      // TR 39 draws capital i like small l; a capital that looks so stands for the capital.
      folded.append('i');
    } else {
      folded.append(lookAlike);
    }
  }
}
