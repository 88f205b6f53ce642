package io.stockbridge.attestation.attesting;

import io.stockbridge.attestation.network.OwnKeys;
import io.stockbridge.chains.ChainException;
import io.stockbridge.chains.SourceDisagreementException;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.gates.GateInput;
import io.stockbridge.protocol.gates.GateVerdict;
import io.stockbridge.protocol.gates.GateVerdict.Refuse;
import io.stockbridge.protocol.gates.Gates;
import io.stockbridge.protocol.gates.RefusalCode;
import io.stockbridge.protocol.gates.SourceAnswer;
import io.stockbridge.protocol.message.InvalidMessageException;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageCodec;
import io.stockbridge.protocol.message.MessageKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Decides one request: find the source event, ask the gates, commit the signing record, and only
 * then use the key. Nothing the relayer said is believed.
 */
@ApplicationScoped
class Attesting {
  private static final Logger LOG = Logger.getLogger(Attesting.class);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final Duration RETRY_AFTER_FAULT = Duration.ofMinutes(1);
  private static final String ATTESTER_FAULT = "ATTESTER_FAULT";

  /** An answer and the log entry that belongs to it. */
  record Decision(AttestationAnswer answer, Optional<byte[]> logEntry) {}

  private final SourceVerification sources;
  private final GateFacts facts;
  private final Signing signing;
  private final SigningRecords records;
  private final Database database;
  private final OwnKeys keys;
  private final Clock clock;

  Attesting(
      SourceVerification sources,
      GateFacts facts,
      Signing signing,
      SigningRecords records,
      Database database,
      OwnKeys keys,
      Clock clock) {
    this.sources = sources;
    this.facts = facts;
    this.signing = signing;
    this.records = records;
    this.database = database;
    this.keys = keys;
    this.clock = clock;
  }

  /** The answer to one request. */
  Decision decide(AttestationRequest request) {
    Optional<Purpose> purpose = Purpose.of(request.purpose());
    if (purpose.isEmpty()) {
      return refused(
          request,
          AttestationAnswer.Refusal.of(
              "PURPOSE_UNKNOWN", "not signed here: " + request.purpose(), Optional.empty()));
    }
    Message message;
    try {
      message = decode(request, purpose.get());
    } catch (IllegalArgumentException e) {
      return refused(request, unverified("the message does not decode: " + e.getMessage()));
    }
    try {
      return decide(request, message, purpose.get());
    } catch (SourceDisagreementException e) {
      LOG.errorf(
          "independent nodes disagree transfer=%s cause=\"%s\"",
          request.messageId(), e.getMessage());
      return refused(request, refusal(RefusalCode.SOURCE_DISAGREEMENT, e, Optional.empty()));
    } catch (ChainException e) {
      return refused(
          request, refusal(RefusalCode.STALE_VIEW, e, Optional.of(clock.instant().plus(RETRY))));
    }
  }

  /** The answer to a request that failed here unexpectedly, again and again. */
  Decision giveUp(AttestationRequest request, int attempts) {
    return refused(
        request,
        AttestationAnswer.Refusal.of(
            ATTESTER_FAULT,
            "this attester failed " + attempts + " times on the request; its log says why",
            Optional.of(clock.instant().plus(RETRY_AFTER_FAULT))));
  }

  private Decision decide(AttestationRequest request, Message message, Purpose purpose) {
    return switch (sources.find(message, request.emittedAt())) {
      case SourceVerification.Finding.Refused refused ->
          refused(request, AttestationAnswer.Refusal.of(refused.refusal()));
      case SourceVerification.Finding.Answer answer ->
          gate(request, message, purpose, answer.answer());
    };
  }

  private Decision gate(
      AttestationRequest request, Message message, Purpose purpose, SourceAnswer source) {
    GateInput input = facts.gather(message, purpose, source);
    return switch (Gates.evaluate(input, clock.instant())) {
      case GateVerdict.Refuse refuse -> refused(request, AttestationAnswer.Refusal.of(refuse));
      case GateVerdict.Sign ignored -> sign(request, message, purpose);
    };
  }

  private Decision sign(AttestationRequest request, Message message, Purpose purpose) {
    Signing.Prepared prepared = signing.prepare(message, purpose, request);
    if (prepared instanceof Signing.Prepared.Refused refused) {
      return refused(
          request,
          AttestationAnswer.Refusal.of(refused.code(), refused.detail(), Optional.empty()));
    }
    Optional<Refuse> refusal = database.inTransaction(tx -> claim(tx, message, purpose));
    if (refusal.isPresent()) {
      if (refusal.get().code() == RefusalCode.EQUIVOCATION) {
        LOG.errorf(
            "equivocation transfer=%s detail=\"%s\"", request.messageId(), refusal.get().detail());
      }
      return refused(request, AttestationAnswer.Refusal.of(refusal.get()));
    }
    Signing.Signed signed = signing.sign(message, purpose, request, prepared);
    return new Decision(signed.answer(), signed.logEntry());
  }

  /** Once more inside the transaction what may have changed since the gates looked. */
  private Optional<Refuse> claim(Tx tx, Message message, Purpose purpose) {
    Instant now = clock.instant();
    Optional<String> halt = facts.latched(tx, message, purpose);
    if (halt.isPresent()) {
      return Optional.of(new Refuse(RefusalCode.HALTED, halt.get(), Optional.empty()));
    }
    return records.claim(tx, message, purpose, now);
  }

  private static Message decode(AttestationRequest request, Purpose purpose) {
    Message message;
    try {
      message = MessageCodec.decode(Hex.decode(request.message()));
    } catch (InvalidMessageException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
    if (!message.messageId().toString().equals(request.messageId())) {
      throw new IllegalArgumentException("the message is " + message.messageId());
    }
    boolean redeem = message.kind() == MessageKind.REDEEM;
    if (message.kind() == MessageKind.REFUND || redeem != (purpose == Purpose.REDEEM)) {
      throw new IllegalArgumentException(
          "a message of kind " + message.kind() + " is not for purpose " + purpose.wireName());
    }
    return message;
  }

  private Decision refused(AttestationRequest request, AttestationAnswer.Refusal refusal) {
    return new Decision(AttestationAnswer.refused(request, keys.id(), refusal), Optional.empty());
  }

  private static AttestationAnswer.Refusal unverified(String detail) {
    return AttestationAnswer.Refusal.of(
        RefusalCode.UNVERIFIED_SOURCE.name(), detail, Optional.empty());
  }

  private static AttestationAnswer.Refusal refusal(
      RefusalCode code, ChainException fault, Optional<Instant> retryAt) {
    return AttestationAnswer.Refusal.of(code.name(), String.valueOf(fault.getMessage()), retryAt);
  }
}
