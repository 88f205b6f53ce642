package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import java.util.Map;

/**
 * The mints to watch on Solana, as the signed registry records name them. Asked at every call, so
 * it may grow while a reader runs; a new mint is read from its first transaction.
 */
@FunctionalInterface
public interface TokenDirectory {
  /** Mint by asset. */
  Map<Isin, SolanaAddress> solanaMints();
}
