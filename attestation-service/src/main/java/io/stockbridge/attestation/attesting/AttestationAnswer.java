package io.stockbridge.attestation.attesting;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.stockbridge.protocol.gates.GateVerdict;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data of {@code AttestationAnswered}.
 *
 * @param outcome {@code signed}, {@code ready} (the gates hold, not among this round's signers) or
 *     {@code refused}
 * @param scheme {@code eip712}, {@code solana-tx} or null
 * @param signature hex of 65 bytes or base58 of 64
 * @param replaySignature the replay authority's, base58 of 64 bytes
 * @param transactionDigest SHA-256 of the Solana message bytes
 */
public record AttestationAnswer(
    String messageId,
    String purpose,
    int round,
    String attester,
    String outcome,
    @Nullable String scheme,
    @Nullable String signature,
    @Nullable String replaySignature,
    @Nullable String transactionDigest,
    @Nullable Refusal refusal) {

  /** Why not, and when asking again makes sense. */
  public record Refusal(String code, String detail, @Nullable Instant retryAt) {
    static Refusal of(GateVerdict.Refuse refuse) {
      return new Refusal(refuse.code().name(), refuse.detail(), refuse.retryAt().orElse(null));
    }

    static Refusal of(String code, String detail, Optional<Instant> retryAt) {
      return new Refusal(code, detail, retryAt.orElse(null));
    }
  }

  static AttestationAnswer refused(AttestationRequest request, String attester, Refusal refusal) {
    return new AttestationAnswer(
        request.messageId(),
        request.purpose(),
        request.round(),
        attester,
        "refused",
        null,
        null,
        null,
        null,
        refusal);
  }

  static AttestationAnswer ready(AttestationRequest request, String attester, String digest) {
    return new AttestationAnswer(
        request.messageId(),
        request.purpose(),
        request.round(),
        attester,
        "ready",
        "solana-tx",
        null,
        null,
        digest,
        null);
  }

  @JsonIgnore
  boolean isSigned() {
    return outcome.equals("signed");
  }
}
