package io.stockbridge.chains;

import java.time.Instant;

/** How far an operation of {@link MultiplierSubmitter} came. */
public sealed interface MultiplierStep {

  /** Nothing was sent: the newest state already is what was asked for. */
  record InPlace() implements MultiplierStep {}

  /** It was executed; Solana: finally, EVM: in a block of the newest chain. */
  record Executed(String txId) implements MultiplierStep {}

  /** It was sent, and what became of it is not known yet: call again. */
  record Awaited(String txId) implements MultiplierStep {}

  /** The action's time has not come on this chain's clock. */
  record TooEarly(Instant effectiveAt) implements MultiplierStep {}

  /** It will not happen as asked. */
  record Refused(Reason reason, String detail) implements MultiplierStep {}

  /** Why an operation is refused. */
  enum Reason {
    /** The chain has no token of the asset. */
    NO_TOKEN,
    /** The action's epoch does not follow the token's. */
    EPOCH_NOT_NEXT,
    /** It is in force already. */
    IN_FORCE,
    /**
     * The action, or the one that it would replace, takes effect too soon to be sure to be first.
     */
    TOO_LATE,
    /** The token does not show this action as scheduled. */
    NOT_SCHEDULED,
    /** The operator cannot pay the fee. */
    INSUFFICIENT_FUNDS,
    /** The contract or program refuses it, such as for an operator without the role. */
    REVERTED,
    /** A node does not take the transaction. */
    NOT_TAKEN
  }
}
