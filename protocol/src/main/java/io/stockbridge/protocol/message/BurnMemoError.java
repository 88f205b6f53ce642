package io.stockbridge.protocol.message;

/** Why a burn's memo makes the burn unroutable. */
public enum BurnMemoError {
  /** Does not start with {@code sb1:}. */
  NOT_A_BURN_MEMO,
  /** Too long, or a part is missing. */
  MALFORMED,
  /** The destination is no domain number. */
  INVALID_DOMAIN,
  /** The destination is the chain the shares were burned on. */
  SAME_CHAIN,
  /** The recipient is no address of the destination. */
  INVALID_RECIPIENT
}
