package io.stockbridge.protocol.snapshot;

/** What an attester found about an asset. */
public enum AssetVerdict {
  /** Every check holds on fresh data. */
  OK(0),
  /** A check could not be made: data is stale or a node is silent. */
  DEGRADED(1),
  /** A check failed. Latches: the asset stays halted until a signed clearance. */
  BREACH(2);

  private final int code;

  AssetVerdict(int code) {
    this.code = code;
  }

  /** The number that stands for the verdict in a leaf. */
  public int code() {
    return code;
  }

  /**
   * The verdict with that number.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static AssetVerdict ofCode(int code) {
    for (AssetVerdict verdict : values()) {
      if (verdict.code == code) {
        return verdict;
      }
    }
    throw new IllegalArgumentException("no verdict with code " + code);
  }
}
