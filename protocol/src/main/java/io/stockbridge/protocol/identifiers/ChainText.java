package io.stockbridge.protocol.identifiers;

/** Addresses in the notation of their chain. */
final class ChainText {
  private ChainText() {}

  /** The one text for an address; texts of chains we do not know stay as they are. */
  static String canonicalAddress(Caip2 chain, String text) {
    if (chain.isEvm()) {
      return EvmAddress.of(text).toString();
    }
    return chain.isSolana() ? SolanaAddress.of(text).toString() : text;
  }

  static UniversalAddress parse(Caip2 chain, String text) {
    if (chain.isEvm()) {
      return EvmAddress.of(text).toUniversal();
    }
    if (chain.isSolana()) {
      return SolanaAddress.of(text).toUniversal();
    }
    throw new IllegalArgumentException("neither an EVM chain nor Solana: " + chain);
  }

  static String render(Caip2 chain, UniversalAddress address) {
    if (chain.isEvm()) {
      return EvmAddress.of(address).toString();
    }
    if (chain.isSolana()) {
      return SolanaAddress.of(address).toString();
    }
    throw new IllegalArgumentException("neither an EVM chain nor Solana: " + chain);
  }
}
