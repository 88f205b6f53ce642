package io.stockbridge.chains.solana;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Solana's compact-u16: 7 bits per byte, least significant first, at most 3 bytes. */
final class ShortVector {
  private static final int MAX = 0xFFFF;

  private ShortVector() {}

  static void write(ByteArrayOutputStream out, int length) {
    int rest = length;
    while (rest > 0x7F) {
      out.write((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  /**
   * Reads a length in its one shortest form.
   *
   * @throws IllegalArgumentException for another form or a value above 65535
   */
  static int read(ByteBuffer in) {
    int value = 0;
    for (int shift = 0; shift <= 14; shift += 7) {
      int next = Byte.toUnsignedInt(in.get());
      value |= (next & 0x7F) << shift;
      if ((next & 0x80) == 0) {
        if (value > MAX || (next == 0 && shift > 0)) {
          throw new IllegalArgumentException("not a compact-u16");
        }
        return value;
      }
    }
    throw new IllegalArgumentException("compact-u16 longer than 3 bytes");
  }
}
