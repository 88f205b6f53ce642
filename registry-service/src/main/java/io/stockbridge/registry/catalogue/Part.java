package io.stockbridge.registry.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What answers contain as a whole, again and again: its bytes are written when it is first answered
 * with, and copied from then on. One form only, so whoever writes it is the same for a catalogue.
 *
 * @param <T> what is written
 */
public abstract sealed class Part<T> permits KnownToken, Listing {

  private volatile byte @Nullable [] written;

  Part() {}

  abstract T self();

  /**
   * Takes note of where texts stand in the bytes: to look for them in each answer would be to wait
   * for the bytes twice, first for some and then, when they are copied, for all.
   */
  abstract void placeTexts(byte[] bytes);

  /** Its bytes, or null before they were written. */
  final byte @Nullable [] kept() {
    return written;
  }

  /** The JSON that begins a member which is a text. */
  static byte[] opening(String member) {
    return ('"' + member + "\":\"").getBytes(StandardCharsets.US_ASCII);
  }

  /** Its bytes, which nobody changes. */
  public final byte[] written(Function<T, byte[]> writer) {
    byte[] bytes = written;
    if (bytes == null) {
      bytes = writer.apply(self());
      placeTexts(bytes);
      written = bytes;
    }
    return bytes;
  }
}
