package io.stockbridge.attestation.attesting;

import io.stockbridge.protocol.message.MessageCodec;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form of a request, checked before it is stored: a request of another form can never be
 * decided, and its texts could not even be stored in an answer. What a well-formed request claims
 * is judged later, by the gates.
 */
final class RequestForm {
  /** The most signers a plan may name; more than any attester set has. */
  static final int MAX_SIGNERS = 32;

  private static final Pattern MESSAGE_ID = Pattern.compile("0x[0-9a-f]{64}");
  private static final Pattern MESSAGE =
      Pattern.compile("0x[0-9a-fA-F]{" + 2 * MessageCodec.LENGTH + "}");
  private static final Pattern PURPOSE = Pattern.compile("mint|redeem|cancel");
  private static final Pattern TRANSACTION_ID = Pattern.compile("[0-9A-Za-z]{1,100}");
  private static final Pattern ORDER_ID = Pattern.compile("[^\\p{Cntrl}]{1,200}");
  private static final Pattern BASE58_32_BYTES = Pattern.compile("[1-9A-HJ-NP-Za-km-z]{32,44}");

  private RequestForm() {}

  /** What is wrong with the request's form, naming the field; empty when nothing is. */
  static Optional<String> problemOf(AttestationRequest request) {
    if (!matches(MESSAGE_ID, request.messageId())) {
      return Optional.of("messageId: not 32 bytes of lower-case 0x-hex");
    }
    if (!matches(MESSAGE, request.message())) {
      return Optional.of("message: not " + MessageCodec.LENGTH + " bytes of hex");
    }
    if (!matches(PURPOSE, request.purpose())) {
      return Optional.of("purpose: not mint, redeem or cancel");
    }
    if (request.round() < 0) {
      return Optional.of("round: below zero");
    }
    AttestationRequest.EmittedAt place = request.emittedAt();
    if (place == null) {
      return Optional.of("emittedAt: missing");
    }
    if (place.txId() != null && !matches(TRANSACTION_ID, place.txId())) {
      return Optional.of("emittedAt.txId: not a transaction id");
    }
    if (place.orderId() != null && !matches(ORDER_ID, place.orderId())) {
      return Optional.of("emittedAt.orderId: empty, longer than 200 or with control characters");
    }
    return request.solana() == null ? Optional.empty() : problemOf(request.solana());
  }

  private static Optional<String> problemOf(AttestationRequest.SolanaPlan plan) {
    if (!matches(BASE58_32_BYTES, plan.recentBlockhash())) {
      return Optional.of("solana.recentBlockhash: not 32 bytes of base58");
    }
    if (!matches(BASE58_32_BYTES, plan.feePayer())) {
      return Optional.of("solana.feePayer: not an address");
    }
    List<String> signers = plan.signers();
    if (signers == null || signers.isEmpty() || signers.size() > MAX_SIGNERS) {
      return Optional.of("solana.signers: not a list of 1 to " + MAX_SIGNERS + " addresses");
    }
    if (!signers.stream().allMatch(signer -> matches(BASE58_32_BYTES, signer))) {
      return Optional.of("solana.signers: one is not an address");
    }
    boolean negative =
        plan.lastValidBlockHeight() < 0
            || plan.computeUnitPriceMicroLamports() < 0
            || plan.computeUnitLimit() < 0
            || plan.markerRentLamports() < 0;
    return negative ? Optional.of("solana: a figure is below zero") : Optional.empty();
  }

  /** Fields read from JSON may be null whatever their type says. */
  private static boolean matches(Pattern form, @Nullable String text) {
    return text != null && form.matcher(text).matches();
  }
}
