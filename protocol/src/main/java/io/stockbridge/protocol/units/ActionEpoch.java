package io.stockbridge.protocol.units;

/**
 * The count of corporate actions an asset has been through; starts at 0, grows by one each.
 *
 * @param value unsigned 32 bit, 0 … 2³²−1
 */
public record ActionEpoch(long value) implements Comparable<ActionEpoch> {

  /** The epoch of an asset that has seen no corporate action. */
  public static final ActionEpoch ZERO = new ActionEpoch(0);

  private static final long MAX = 0xFFFF_FFFFL;

  /** Checks the range. */
  public ActionEpoch {
    if (value < 0 || value > MAX) {
      throw new IllegalArgumentException("action epoch out of unsigned 32-bit range: " + value);
    }
  }

  /** The epoch of that number. */
  public static ActionEpoch of(long value) {
    return new ActionEpoch(value);
  }

  /**
   * Parses decimal digits, as the token's metadata carries them.
   *
   * @throws IllegalArgumentException unless digits without leading zero, in range
   */
  public static ActionEpoch of(String decimal) {
    if (!DecimalText.isCanonicalInteger(decimal) || decimal.length() > 10) {
      throw new IllegalArgumentException("not an action epoch: " + DecimalText.quote(decimal));
    }
    return new ActionEpoch(Long.parseLong(decimal));
  }

  /** The epoch after one more corporate action. */
  public ActionEpoch next() {
    return new ActionEpoch(value + 1);
  }

  /** Whether this epoch is later than {@code other}. */
  public boolean isAfter(ActionEpoch other) {
    return value > other.value;
  }

  @Override
  public int compareTo(ActionEpoch other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
