package io.stockbridge.registry.rest;

import io.stockbridge.registry.catalogue.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON value straight to UTF-8, as Jackson would write it. Only the most frequent
 * answers are made with it: there a general generator was the greater part of their cost.
 */
final class JsonBytes {

  private static final int TYPICAL_LENGTH = 3072;
  private static final int MOST_KEPT = 64 * 1024;
  private static final int MOST_BYTES_OF_A_CHAR = 6;
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[TYPICAL_LENGTH];
  private int length;

  /** Whether the next name or element follows another one. */
  private boolean follows;

  /** Begins another value. */
  void reset() {
    length = 0;
    follows = false;
    if (bytes.length > MOST_KEPT) {
      bytes = new byte[TYPICAL_LENGTH];
    }
  }

  /** What was written. */
  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  void writeStartObject() {
    open('{');
  }

  void writeEndObject() {
    close('}');
  }

  void writeStartArray() {
    open('[');
  }

  void writeEndArray() {
    close(']');
  }

  /** A name of ours: nothing in it has to be escaped. */
  void writeFieldName(String name) {
    writePlainString(name);
    put(':');
    follows = false;
  }

  /** A text of printable ASCII in which nothing has to be escaped. */
  void writePlainString(String value) {
    separate();
    ensure(2 + value.length());
    bytes[length++] = '"';
    copy(value);
    bytes[length++] = '"';
  }

  /** A text in which nothing has to be escaped. */
  void writeText(PlainText value) {
    writeStartString();
    writePiece(value);
    writeEndString();
  }

  /** Begins a text that is written in pieces, by {@link #writePiece}. */
  void writeStartString() {
    separate();
    put('"');
  }

  void writeEndString() {
    put('"');
  }

  /** A piece of a text, escaped where it has to be. */
  void writePiece(String piece) {
    ensure(MOST_BYTES_OF_A_CHAR * piece.length());
    escaped(piece);
  }

  void writeObjectFieldStart(String name) {
    writeFieldName(name);
    writeStartObject();
  }

  void writeArrayFieldStart(String name) {
    writeFieldName(name);
    writeStartArray();
  }

  void writeStringField(String name, @Nullable String value) {
    writeFieldName(name);
    writeString(value);
  }

  void writeNumberField(String name, long value) {
    writeFieldName(name);
    writeNumber(value);
  }

  void writeBooleanField(String name, boolean value) {
    writeFieldName(name);
    writeBoolean(value);
  }

  void writeString(@Nullable String value) {
    if (value == null) {
      writeNull();
      return;
    }
    separate();
    quote(value);
  }

  void writeNumber(long value) {
    if (value >= 0 && value < 10) {
      separate();
      put((char) ('0' + value));
      return;
    }
    writeJson(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
  }

  void writeBoolean(boolean value) {
    writeJson(value ? TRUE : FALSE);
  }

  void writeNull() {
    writeJson(NULL);
  }

  /** A value that is JSON already. */
  void writeJson(byte[] json) {
    separate();
    ensure(json.length);
    System.arraycopy(json, 0, bytes, length, json.length);
    length += json.length;
  }

  /** Members of an object that are JSON already. */
  void writeMembers(byte[] members) {
    writeJson(members);
  }

  /** A piece of a text that is as JSON has it. */
  void writePiece(byte[] piece) {
    ensure(piece.length);
    System.arraycopy(piece, 0, bytes, length, piece.length);
    length += piece.length;
  }

  /** A piece of a text in which nothing has to be escaped. */
  void writePiece(PlainText piece) {
    ensure(piece.length());
    piece.copy(bytes, length);
    length += piece.length();
  }

  /** A piece of a text that was written before. */
  void writeAgain(int from, int to) {
    ensure(to - from);
    System.arraycopy(bytes, from, bytes, length, to - from);
    length += to - from;
  }

  /** How many bytes are written. */
  int length() {
    return length;
  }

  private void open(char bracket) {
    separate();
    put(bracket);
    follows = false;
  }

  private void close(char bracket) {
    put(bracket);
    follows = true;
  }

  private void separate() {
    if (follows) {
      put(',');
    }
    follows = true;
  }

  private void put(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  /** Low bytes only, which is all that printable ASCII has. */
  @SuppressWarnings("deprecation")
  private void copy(String ascii) {
    ascii.getBytes(0, ascii.length(), bytes, length);
    length += ascii.length();
  }

  private void quote(String text) {
    ensure(2 + MOST_BYTES_OF_A_CHAR * text.length());
    bytes[length++] = '"';
    escaped(text);
    bytes[length++] = '"';
  }

  private void escaped(String text) {
    byte[] into = bytes;
    int at = length;
    int i = 0;
    for (int count = text.length(); i < count; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || c > '~') {
        break;
      }
      into[at++] = (byte) c;
    }
    length = at;
    if (i < text.length()) {
      escapedRest(text, i);
    }
  }

  /** From the first character on that is not written as it is. */
  private void escapedRest(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        escape(c);
      } else if (c < 0x80) {
        bytes[length++] = (byte) c;
      } else {
        int next = text.offsetByCodePoints(i, 1);
        byte[] utf8 = text.substring(i, next).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
        i = next - 1;
      }
    }
  }

  private void escape(char c) {
    bytes[length++] = '\\';
    int shortForm = "\b\t\n\f\r\"\\".indexOf(c);
    if (shortForm >= 0) {
      bytes[length++] = (byte) "btnfr\"\\".charAt(shortForm);
      return;
    }
    bytes[length++] = 'u';
    bytes[length++] = '0';
    bytes[length++] = '0';
    bytes[length++] = HEX[c >> 4];
    bytes[length++] = HEX[c & 0xf];
  }
}
