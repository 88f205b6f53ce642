package io.stockbridge.registry.catalogue;

/**
 * A stock and what the name is that it was found by.
 *
 * @param stock the stock
 * @param kind what the name is to it
 */
public record NamedStock(Stock stock, Kind kind) {

  /** Kinds of names. */
  public enum Kind {
    /** The ISIN of its underlying. */
    ISIN,
    /** The ticker of its underlying. */
    TICKER,
    /** The composite FIGI of its underlying. */
    FIGI,
    /** A ticker or ISIN that its underlying had, and no other has or had. */
    FORMER
  }
}
