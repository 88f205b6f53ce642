package io.stockbridge.registry.changes;

import java.util.Locale;

/** What happened to an entry; one change can be of several types. */
public enum ChangeType {
  /** A security, an instrument or a token on a further chain is new. */
  LISTED,
  /** A live token took the place of another on its chain. */
  REDEPLOYED,
  /** A name, symbol or ticker is another. */
  RENAMED,
  /** A corporate action is scheduled, or scheduled otherwise. */
  MULTIPLIER_SCHEDULED,
  /** A scheduled corporate action will not happen. */
  MULTIPLIER_CANCELLED,
  /** Another multiplier holds. */
  MULTIPLIER_EFFECTIVE,
  /** An instrument or token is stopped for now. */
  PAUSED,
  /** It goes on. */
  RESUMED,
  /** A wrapper of another generation took the place of one. */
  WRAPPER_REPLACED,
  /** An instrument or token ended. */
  RETIRED,
  /** A token that pretends became known. */
  IMPOSTOR_FOUND,
  /** What was called an impostor is not one. */
  IMPOSTOR_CLEARED,
  /** The security is on no exchange any more. */
  DELISTED,
  /** The security behind an instrument says something else of itself. */
  UNDERLYING_CHANGED,
  /** Other sources, or another number of them. */
  EVIDENCE_UPDATED,
  /** Anything else, for instance decimals, price feeds or restrictions. */
  AMENDED;

  /** The name on the wire and in the database. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
