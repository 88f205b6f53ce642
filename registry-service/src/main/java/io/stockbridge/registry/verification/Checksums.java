package io.stockbridge.registry.verification;

import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.registry.catalogue.KnownToken;
import io.stockbridge.registry.verification.Verdict.Checksum;
import java.util.Locale;

/** What the case of the letters of an address says (EIP-55). */
final class Checksums {

  private static final int EVM_LENGTH = 42;

  private Checksums() {}

  /** Of an address as asked for a known token. Only an impostor's address can be no address. */
  static Checksum of(KnownToken known, String asked) {
    if (!known.chain().isEvm() || asked.length() != EVM_LENGTH) {
      return Checksum.NOT_APPLICABLE;
    }
    if (isOneCase(asked)) {
      return Checksum.ABSENT;
    }
    if (known.asset() != null && known.isAt(asked)) {
      return Checksum.VALID;
    }
    return right(asked).equals(asked) ? Checksum.VALID : Checksum.WRONG;
  }

  /**
   * Of an address that is not known.
   *
   * @throws IllegalArgumentException when the chain cannot have it
   */
  static Checksum of(Caip2 chain, String address) {
    if (chain.isEvm()) {
      String right = right(address);
      if (isOneCase(address)) {
        return Checksum.ABSENT;
      }
      return right.equals(address) ? Checksum.VALID : Checksum.WRONG;
    }
    if (chain.isSolana()) {
      SolanaAddress.of(address);
    }
    return Checksum.NOT_APPLICABLE;
  }

  /** {@code 0X} is not how addresses are written. */
  static boolean hasUpperCasePrefix(String address) {
    return address.startsWith("0X");
  }

  private static String right(String address) {
    int prefix = 2;
    String lower =
        address.length() < prefix
            ? address
            : address.substring(0, prefix) + address.substring(prefix).toLowerCase(Locale.ROOT);
    return EvmAddress.of(lower).toString();
  }

  private static boolean isOneCase(String address) {
    boolean lower = false;
    boolean upper = false;
    for (int i = 2; i < address.length() && !(lower && upper); i++) {
      char c = address.charAt(i);
      lower |= c >= 'a' && c <= 'f';
      upper |= c >= 'A' && c <= 'F';
    }
    return !(lower && upper);
  }
}
