package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.DomainId;

/**
 * The gateway's dense sequence has a gap, goes back or repeats: a node left a log out or invented
 * one. The page is refused whole and the cursor stays.
 */
public final class MissedLogException extends ChainException {
  private static final long serialVersionUID = 1L;

  private final long expectedSequence;
  private final long foundSequence;

  /** The sequence that had to come next, and the one that came. */
  public MissedLogException(
      DomainId domain, long expectedSequence, long foundSequence, String where) {
    super(
        domain,
        "burn sequence "
            + expectedSequence
            + " had to come next, found "
            + foundSequence
            + " "
            + where,
        null);
    this.expectedSequence = expectedSequence;
    this.foundSequence = foundSequence;
  }

  /** The sequence that had to come next. */
  public long expectedSequence() {
    return expectedSequence;
  }

  /** The sequence that came. */
  public long foundSequence() {
    return foundSequence;
  }
}
