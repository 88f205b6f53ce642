package io.stockbridge.chains;

import io.stockbridge.chains.solana.SolanaTransaction;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Raw pieces of sending on Solana. The transactions come from {@link
 * io.stockbridge.chains.solana.SolanaMintTransaction} and {@link
 * io.stockbridge.chains.solana.SolanaBurnTransaction}.
 *
 * <p>Blocking, bounded, safe from many threads. Throws {@link ChainException} for faults of nodes.
 */
public interface SolanaSubmitter {

  /** The cluster. */
  DomainId domain();

  /** A fresh blockhash at commitment confirmed. */
  BlockhashLease latestBlockhash();

  /** Whether a transaction that names it can still land. */
  boolean isBlockhashValid(Bytes32 blockhash);

  /** The newest confirmed block height, to compare with {@code lastValidBlockHeight}. */
  long blockHeight();

  /** Lamports that make an account of {@code dataLength} bytes rent-exempt. */
  long rentExemption(int dataLength);

  /** Median of recent priority fees for writing {@code account}, in micro-lamports per unit. */
  long computeUnitPrice(SolanaAddress account);

  /** What the fully signed transaction would do now. */
  SolanaSimulation simulate(SolanaTransaction transaction);

  /** Gives the fully signed transaction to every node; the best answer counts. */
  SendOutcome send(SolanaTransaction transaction);

  /** What became of the transaction with that first signature, or empty when it is not known. */
  Optional<SolanaSignatureStatus> status(String signature);

  /** The account's lamports, confirmed. */
  BigInteger balance(SolanaAddress account);
}
