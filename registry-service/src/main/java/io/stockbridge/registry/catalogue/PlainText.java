package io.stockbridge.registry.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text that JSON has as it is: printable ASCII in which nothing is escaped. It is a part of bytes
 * that are kept and read anyway, so that to say it costs no other place in memory.
 */
public final class PlainText implements CharSequence {

  private final byte[] bytes;
  private final int from;
  private final int to;

  private PlainText(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  /** A text as bytes of its own, or null when something in it has to be escaped. */
  static byte @Nullable [] bytesOf(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (byte b : bytes) {
      if (!isPlain(b)) {
        return null;
      }
    }
    return bytes;
  }

  /** A whole array, which {@link #bytesOf} made. */
  static PlainText of(byte[] plain) {
    return new PlainText(plain, 0, plain.length);
  }

  /**
   * The text of a member.
   *
   * @param members members of a JSON object
   * @param opening what begins it: its name, the colon and the quotation mark
   * @return null when there is none before another object, or something in it is escaped
   */
  static @Nullable PlainText member(byte[] members, byte[] opening) {
    int from = after(members, opening);
    if (from < 0) {
      return null;
    }
    int to = from;
    while (isPlain(members[to])) {
      to++;
    }
    return members[to] == '"' ? new PlainText(members, from, to) : null;
  }

  /** A text whose place is known. */
  static PlainText at(byte[] bytes, int from, int length) {
    return new PlainText(bytes, from, from + length);
  }

  /** Whether the first member is a text of that length. */
  static boolean begins(byte[] members, byte[] opening, int length) {
    PlainText first = member(members, opening);
    return first != null && first.from == opening.length && first.length() == length;
  }

  /** Where the first occurrence of {@code opening} ends that is before another object, or −1. */
  private static int after(byte[] members, byte[] opening) {
    int last = members.length - opening.length;
    for (int at = 0; at <= last && members[at] != '{'; at++) {
      int same = 0;
      while (same < opening.length && members[at + same] == opening[same]) {
        same++;
      }
      if (same == opening.length) {
        return at + same;
      }
    }
    return -1;
  }

  private static boolean isPlain(byte b) {
    return b >= ' ' && b <= '~' && b != '"' && b != '\\';
  }

  /**
   * Whether it ends with a text.
   *
   * @param text what is looked for, from {@code start} on; before that it is ASCII, or never found
   * @param anyCase whether upper and lower case letters of ASCII are the same
   */
  boolean endsWith(String text, int start, boolean anyCase) {
    byte[] asked = text.getBytes(StandardCharsets.UTF_8);
    int at = to - (asked.length - start);
    // Not a loop over characters: the fewer the steps, the more of what follows the processor has
    // begun to fetch from memory while it waits for these bytes.
    return at >= from
        && (Arrays.equals(bytes, at, to, asked, start, asked.length)
            || (anyCase && endsInAnyCaseWith(asked, start, at)));
  }

  private boolean endsInAnyCaseWith(byte[] asked, int start, int at) {
    for (int i = start, mine = at; mine < to; i++, mine++) {
      if (lower(bytes[mine]) != lower(asked[i])) {
        return false;
      }
    }
    return true;
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
  }

  /** Where it stands in the bytes that it is a part of. */
  int from() {
    return from;
  }

  /** Copies it to {@code into}, from {@code at} on. */
  public void copy(byte[] into, int at) {
    System.arraycopy(bytes, from, into, at, to - from);
  }

  @Override
  public int length() {
    return to - from;
  }

  @Override
  public char charAt(int index) {
    return (char) bytes[from + index];
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return toString().subSequence(start, end);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PlainText text
        && Arrays.equals(bytes, from, to, text.bytes, text.from, text.to);
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  @Override
  public String toString() {
    return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
  }
}
