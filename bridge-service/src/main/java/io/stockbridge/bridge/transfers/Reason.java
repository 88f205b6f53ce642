package io.stockbridge.bridge.transfers;

import java.time.Instant;
import java.util.Optional;

/**
 * Why a transfer is where it is.
 *
 * @param code stable, upper snake case
 * @param detail for people, shortened to what a row keeps
 * @param retryAt when it is tried again, if that is known
 */
public record Reason(String code, String detail, Optional<Instant> retryAt) {
  private static final int MAX_DETAIL = 1000;

  /** Shortens the detail. */
  public Reason {
    if (code.isBlank()) {
      throw new IllegalArgumentException("a reason needs a code");
    }
    detail = detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL);
  }

  /** A reason that names no time. */
  public static Reason of(String code, String detail) {
    return new Reason(code, detail, Optional.empty());
  }

  /** A reason that passes at {@code retryAt}. */
  public static Reason until(Instant retryAt, String code, String detail) {
    return new Reason(code, detail, Optional.of(retryAt));
  }
}
