package io.stockbridge.chains;

/**
 * What a node said to a transaction. None of these says whether it will be executed: the outcome is
 * decided by {@link ChainReader#statusOf}.
 */
public sealed interface SendOutcome {
  /** Taken, now or before. */
  record Accepted() implements SendOutcome {}

  /** EVM: the nonce has been used by this or another transaction. */
  record NonceUsed(String detail) implements SendOutcome {}

  /** EVM: a replacement must pay at least 10 % more; or the fee is below what the node takes. */
  record Underpriced(String detail) implements SendOutcome {}

  /** The sender cannot pay. */
  record InsufficientFunds(String detail) implements SendOutcome {}

  /** Solana: the blockhash has expired or is not known yet. */
  record BlockhashUnknown(String detail) implements SendOutcome {}

  /** Refused for another reason, such as a failing simulation. */
  record Refused(long code, String detail) implements SendOutcome {}
}
