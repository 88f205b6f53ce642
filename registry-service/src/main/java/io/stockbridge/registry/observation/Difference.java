package io.stockbridge.registry.observation;

/**
 * One point in which a chain and the registry say different things.
 *
 * @param code which point
 * @param expected what the registry says
 * @param found what the chain says
 */
public record Difference(Code code, String expected, String found) {

  /** The points that are compared. */
  public enum Code {
    /** There is nothing at the address of a live token, or no token. */
    NO_TOKEN,
    /** An answer of the contract is not of the function's form. */
    MALFORMED,
    /** The symbol. */
    SYMBOL,
    /** The decimals. */
    DECIMALS,
    /** Transfers are stopped on one side only. */
    PAUSED,
    /** What a wrapper wraps. */
    WRAPS,
    /** How a raw balance becomes shares. */
    UNIT_MODEL,
    /** The program that owns a mint. */
    TOKEN_PROGRAM,
    /** An own token that our canonical registry contract does not call canonical. */
    NOT_CANONICAL,
    /** The asset that an own token names. */
    ASSET,
    /** Who may mint an own mint. */
    MINT_AUTHORITY,
    /** The group of an own mint. */
    GROUP
  }
}
