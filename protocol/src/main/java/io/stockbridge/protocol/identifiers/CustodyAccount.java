package io.stockbridge.protocol.identifiers;

import io.stockbridge.protocol.crypto.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * An account in the custodian's books, the recipient of a redemption. A message carries its
 * reference, sha256("stockbridge/custody-account" ‖ name), so that account names stay off chain.
 *
 * @param name 1 to 64 characters of {@code A-Z a-z 0-9 . _ / -}
 */
public record CustodyAccount(String name) {

  private static final int MAX_LENGTH = 64;
  private static final byte[] PREFIX =
      "stockbridge/custody-account".getBytes(StandardCharsets.US_ASCII);

  /** Checks the name. */
  public CustodyAccount {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "not a custody account (1 to 64 characters of A-Z a-z 0-9 . _ / -)");
    }
  }

  /** The account of that name. */
  public static CustodyAccount of(String name) {
    return new CustodyAccount(name);
  }

  /** The reference that messages carry as recipient. */
  public UniversalAddress reference() {
    return UniversalAddress.ofBytes(Sha256.hash(PREFIX, name.getBytes(StandardCharsets.US_ASCII)));
  }

  @Override
  public String toString() {
    return name;
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= MAX_LENGTH
        && name.chars().allMatch(CustodyAccount::isNameCharacter);
  }

  private static boolean isNameCharacter(int c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || "._/-".indexOf(c) >= 0;
  }
}
