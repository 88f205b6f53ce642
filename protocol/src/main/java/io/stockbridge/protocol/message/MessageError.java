package io.stockbridge.protocol.message;

/** Why bytes are no valid message v1; in the order in which the checks are made. */
public enum MessageError {
  /** Not exactly 130 bytes. */
  WRONG_LENGTH,
  /** The version is not 1. */
  UNKNOWN_VERSION,
  /** The kind is none of 1 to 4. */
  UNKNOWN_KIND,
  /** Source and destination are the same, and the message is no refund. */
  EQUAL_DOMAINS,
  /** Custody stands at an end where the kind does not have it, or the reverse. */
  KIND_DOMAIN_MISMATCH,
  /** Not an ISIN, or its check digit is wrong. */
  INVALID_ISIN,
  /** The amount is zero. */
  ZERO_AMOUNT,
  /** The recipient is 32 zero bytes. */
  ZERO_RECIPIENT,
  /** An address on an EVM chain has a non-zero byte among its 12 high bytes. */
  NON_ZERO_PADDING
}
