package io.stockbridge.attestation.attesting;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockbridge.chains.SolanaMintPlan;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data of {@code AttestationRequested}. Written by the relayer, who is not trusted: the message
 * and the place are hints where to look.
 *
 * @param messageId key of the answer
 * @param message hex of 130 bytes
 * @param purpose {@code mint}, {@code redeem} or {@code cancel}
 * @param emittedAt where the source event is said to be
 * @param round of the relayer
 * @param solana the plan of a Solana mint
 */
record AttestationRequest(
    String messageId,
    String message,
    String purpose,
    EmittedAt emittedAt,
    int round,
    @Nullable SolanaPlan solana) {

  /** Where the source event is said to be: a transaction, or an order of the custodian. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record EmittedAt(
      long domain, @Nullable String txId, @Nullable Integer index, @Nullable String orderId) {}

  /** The relayer's plan for one round. */
  record SolanaPlan(
      String recentBlockhash,
      long lastValidBlockHeight,
      String feePayer,
      List<String> signers,
      long computeUnitPriceMicroLamports,
      int computeUnitLimit,
      long markerRentLamports) {

    /**
     * The plan in checked types.
     *
     * @throws IllegalArgumentException when a part is out of form or range
     */
    SolanaMintPlan toPlan() {
      return new SolanaMintPlan(
          Bytes32.ofBytes(Base58.decode(recentBlockhash, Bytes32.LENGTH)),
          lastValidBlockHeight,
          SolanaAddress.of(feePayer),
          signers.stream().map(SolanaAddress::of).toList(),
          computeUnitPriceMicroLamports,
          computeUnitLimit,
          markerRentLamports);
    }
  }
}
