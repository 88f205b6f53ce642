package io.stockbridge.protocol.identity;

/**
 * One finding against the accounting identity.
 *
 * @param finding what kind
 * @param detail the exact figures or ids
 */
public record Evidence(Finding finding, String detail) {

  /** Kinds of findings. */
  public enum Finding {
    /** Supply read from state is not the replayed supply. */
    STATE_DIFFERS_FROM_REPLAY,
    /** A chain was read but not replayed, or replayed but not read. */
    CHAIN_MISSING,
    /** More was burned on a chain than was ever there. */
    NEGATIVE_SUPPLY,
    /** A mint whose source event this attester cannot find. */
    MINT_WITHOUT_SOURCE,
    /** A mint that differs from its source message in a field. */
    MINT_DIFFERS_FROM_SOURCE,
    /** A mint on another chain than its message says. */
    MINT_ON_WRONG_CHAIN,
    /** Two mints for one source event. */
    EVENT_MINTED_TWICE,
    /** A burn that was both minted and refunded, or refunded twice. */
    BURN_SETTLED_TWICE,
    /** Supply, in flight and orphans do not add up to issued minus redeemed. */
    IDENTITY_BROKEN,
    /** What the custodians state adds up to more than can be counted. */
    CUSTODY_OUT_OF_RANGE,
    /** More tokens than settled custody backs. */
    EXCEEDS_CUSTODY,
    /** An issue that names no order of the statement. */
    ISSUE_WITHOUT_ORDER,
    /** An issue whose order has other terms. */
    ISSUE_DIFFERS_FROM_ORDER,
    /** An issue whose order has not settled. */
    ORDER_NOT_SETTLED,
    /** Two issues that use one order. */
    ORDER_USED_TWICE,
    /** The caps of all chains exceed what custody backs. */
    CAPS_EXCEED_CUSTODY
  }
}
