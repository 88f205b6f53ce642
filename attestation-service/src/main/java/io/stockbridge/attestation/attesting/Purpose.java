package io.stockbridge.attestation.attesting;

import java.util.Locale;
import java.util.Optional;

/** What a signature is for. */
enum Purpose {
  /** Mint the message at its destination. */
  MINT,
  /** Release the shares of a redemption. */
  REDEEM;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Purpose> of(String wireName) {
    return switch (wireName) {
      case "mint" -> Optional.of(MINT);
      case "redeem" -> Optional.of(REDEEM);
      default -> Optional.empty();
    };
  }
}
