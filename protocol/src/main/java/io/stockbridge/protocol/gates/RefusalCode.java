package io.stockbridge.protocol.gates;

/** Why an attester does not sign a mint (protocol §6). The names are the wire codes. */
public enum RefusalCode {
  /** The source does not show this message, emitted by the pinned gateway, mint or custodian. */
  UNVERIFIED_SOURCE,
  /** Independent nodes say different things about the source event: an alarm. */
  SOURCE_DISAGREEMENT,
  /** The source event is not final yet. */
  NOT_FINAL,
  /** Check 1 or 2 of the accounting identity fails for the asset. */
  SUPPLY_MISMATCH,
  /** Check 3 fails: no settled custody stands behind it. */
  UNBACKED,
  /** The attester's own data is older than its limit. */
  STALE_VIEW,
  /** The asset or the route is halted. */
  HALTED,
  /** The destination's token is not the canonical one. */
  NOT_CANONICAL,
  /** The two ends show different action epochs, or the message is ahead of them. */
  EPOCH_MISMATCH,
  /** The freeze window around a corporate action. */
  ACTION_WINDOW,
  /** The recipient is blocked or cannot own tokens. */
  RECIPIENT_REFUSED,
  /** The attester's own limit of amount per time is used up. */
  OVER_BUDGET,
  /** Already minted or cancelled. */
  ALREADY_DONE,
  /** Other content was signed for the same source event: an alarm. */
  EQUIVOCATION
}
