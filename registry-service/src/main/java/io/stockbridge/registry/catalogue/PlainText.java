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
  static @Nullable PlainText member(byte @Nullable [] members, byte[] opening) {
    int from = members == null ? -1 : after(members, opening);
    if (members == null || from < 0) {
      return null;
    }
    int to = from;
    while (isPlain(members[to])) {
      to++;
    }
    return members[to] == '"' ? new PlainText(members, from, to) : null;
  }

  /**
   * The text of the first member, whose length is known.
   *
   * @return null when there is none
   */
  static @Nullable PlainText first(byte @Nullable [] members, byte[] opening, int length) {
    int to = opening.length + length;
    return members != null
            && members.length > to
            && members[to] == '"'
            && Arrays.equals(members, 0, opening.length, opening, 0, opening.length)
        ? new PlainText(members, opening.length, to)
        : null;
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
   * Whether it ends with a text and a character before that, which is not in the text.
   *
   * @param text what is looked for, from {@code start} on
   * @param anyCase whether upper and lower case letters of ASCII are the same
   */
  boolean endsWith(char before, String text, int start, boolean anyCase) {
    int at = to - (text.length() - start);
    if (at <= from || bytes[at - 1] != before) {
      return false;
    }
    for (int i = start; i < text.length(); i++, at++) {
      char asked = text.charAt(i);
      if (asked == before
          || (bytes[at] != asked && !(anyCase && lower((char) bytes[at]) == lower(asked)))) {
        return false;
      }
    }
    return true;
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
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
