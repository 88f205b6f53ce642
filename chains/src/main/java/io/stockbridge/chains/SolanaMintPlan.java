package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import java.util.HashSet;
import java.util.List;

/**
 * What the relayer chooses for one round of a mint on Solana; with the message and the mint it
 * determines every byte of the transaction.
 *
 * @param recentBlockhash the blockhash the transaction names
 * @param lastValidBlockHeight the last block height at which it can land
 * @param feePayer pays fees, the marker's and the token account's rent: the relayer
 * @param signers exactly m attesters' multisig keys, in attester-set order
 * @param computeUnitPriceMicroLamports priority fee, ≥ 0
 * @param computeUnitLimit 1 … 1,400,000
 * @param markerRentLamports what makes an account without data rent-exempt, > 0
 */
public record SolanaMintPlan(
    Bytes32 recentBlockhash,
    long lastValidBlockHeight,
    SolanaAddress feePayer,
    List<SolanaAddress> signers,
    long computeUnitPriceMicroLamports,
    int computeUnitLimit,
    long markerRentLamports) {

  private static final int MAX_SIGNERS = 11;
  private static final int MAX_COMPUTE_UNITS = 1_400_000;

  /** Checks the ranges. */
  public SolanaMintPlan {
    signers = List.copyOf(signers);
    if (signers.isEmpty() || signers.size() > MAX_SIGNERS) {
      throw new IllegalArgumentException("1 to 11 signers, not " + signers.size());
    }
    if (new HashSet<>(signers).size() != signers.size() || signers.contains(feePayer)) {
      throw new IllegalArgumentException("a signer is listed twice or pays the fee");
    }
    if (lastValidBlockHeight < 0 || computeUnitPriceMicroLamports < 0) {
      throw new IllegalArgumentException("block height or compute-unit price below zero");
    }
    if (computeUnitLimit < 1 || computeUnitLimit > MAX_COMPUTE_UNITS) {
      throw new IllegalArgumentException("compute-unit limit out of range: " + computeUnitLimit);
    }
    if (markerRentLamports <= 0) {
      throw new IllegalArgumentException("marker rent not above zero: " + markerRentLamports);
    }
  }
}
