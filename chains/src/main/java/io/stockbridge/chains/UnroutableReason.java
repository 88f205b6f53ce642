package io.stockbridge.chains;

/** Why a burn on Solana cannot go anywhere. */
public enum UnroutableReason {
  /** No memo instruction right after the burn at top level. */
  NO_MEMO,
  /** The memo right after it is not a valid burn memo. */
  INVALID_MEMO,
  /** The burn was made by another program (inner instruction), so no memo can stand beside it. */
  INNER_INSTRUCTION,
  /** A burn of zero or another content that no message can carry. */
  INVALID_CONTENT
}
