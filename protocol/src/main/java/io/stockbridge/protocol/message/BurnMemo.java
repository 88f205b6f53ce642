package io.stockbridge.protocol.message;

import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.UniversalAddress;

/**
 * Where a burn on Solana goes, as the memo right after it says: {@code
 * sb1:<destinationDomain>:<recipient>}.
 *
 * @param destinationDomain where the shares go; never a Solana cluster
 * @param recipient who receives them, never zero
 */
public record BurnMemo(DomainId destinationDomain, UniversalAddress recipient) {

  /** What every memo starts with. */
  public static final String PREFIX = "sb1:";

  private static final int MAX_LENGTH = 128;

  /**
   * Checks that a burn on Solana can go there.
   *
   * @throws InvalidBurnMemoException when it cannot
   */
  public BurnMemo {
    if (destinationDomain.isSolana()) {
      throw new InvalidBurnMemoException(
          BurnMemoError.SAME_CHAIN, "a burn on Solana cannot go to Solana");
    }
    if (recipient.isZero()) {
      throw new InvalidBurnMemoException(BurnMemoError.INVALID_RECIPIENT, "the recipient is zero");
    }
    checkRecipient(destinationDomain, recipient);
  }

  /**
   * Parses a memo.
   *
   * @throws InvalidBurnMemoException with the reason why the burn is unroutable
   */
  public static BurnMemo parse(String memo) {
    if (memo.length() > MAX_LENGTH) {
      throw new InvalidBurnMemoException(
          BurnMemoError.MALFORMED, "longer than " + MAX_LENGTH + " characters");
    }
    if (!memo.startsWith(PREFIX)) {
      throw new InvalidBurnMemoException(BurnMemoError.NOT_A_BURN_MEMO, "does not start with sb1:");
    }
    int colon = memo.indexOf(':', PREFIX.length());
    if (colon < 0) {
      throw new InvalidBurnMemoException(BurnMemoError.MALFORMED, "no recipient");
    }
    DomainId domain = parseDomain(memo.substring(PREFIX.length(), colon));
    return new BurnMemo(domain, parseRecipient(domain, memo.substring(colon + 1)));
  }

  /** The memo's text. */
  public String render() {
    return PREFIX + destinationDomain + ":" + recipient.render(destinationDomain);
  }

  @Override
  public String toString() {
    return render();
  }

  private static DomainId parseDomain(String text) {
    try {
      return DomainId.of(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidBurnMemoException(BurnMemoError.INVALID_DOMAIN, e.getMessage(), e);
    }
  }

  private static UniversalAddress parseRecipient(DomainId domain, String text) {
    try {
      return UniversalAddress.parse(domain, text);
    } catch (IllegalArgumentException e) {
      throw new InvalidBurnMemoException(BurnMemoError.INVALID_RECIPIENT, e.getMessage(), e);
    }
  }

  private static void checkRecipient(DomainId domain, UniversalAddress recipient) {
    try {
      recipient.render(domain);
    } catch (IllegalArgumentException e) {
      throw new InvalidBurnMemoException(BurnMemoError.INVALID_RECIPIENT, e.getMessage(), e);
    }
  }
}
