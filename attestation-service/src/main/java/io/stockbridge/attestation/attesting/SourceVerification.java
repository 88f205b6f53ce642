package io.stockbridge.attestation.attesting;

import io.stockbridge.attestation.custody.StatementStore;
import io.stockbridge.attestation.network.ChainReaders;
import io.stockbridge.chains.ChainEvent;
import io.stockbridge.chains.ChainReader;
import io.stockbridge.chains.TransactionLookup;
import io.stockbridge.kit.database.Database;
import io.stockbridge.protocol.gates.GateVerdict.Refuse;
import io.stockbridge.protocol.gates.RefusalCode;
import io.stockbridge.protocol.gates.SourceAnswer;
import io.stockbridge.protocol.message.Message;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the source event itself: on the source chain through this attester's own nodes, or in a
 * custodian's signed statement. The request only says where to look.
 */
@ApplicationScoped
class SourceVerification {
  private static final Duration RETRY = Duration.ofSeconds(5);

  /** What was found. */
  sealed interface Finding {
    /** Something the gates decide about. */
    record Answer(SourceAnswer answer) implements Finding {}

    /** A refusal that only this attester's own view can word. */
    record Refused(Refuse refusal) implements Finding {}
  }

  private final ChainReaders readers;
  private final Database database;
  private final StatementStore statements;
  private final Clock clock;

  SourceVerification(
      ChainReaders readers, Database database, StatementStore statements, Clock clock) {
    this.readers = readers;
    this.database = database;
    this.statements = statements;
    this.clock = clock;
  }

  /**
   * Looks for the message's source event.
   *
   * @throws io.stockbridge.chains.ChainException when the source chain cannot be read
   */
  Finding find(Message message, AttestationRequest.EmittedAt emittedAt) {
    if (message.sourceDomain().isCustody()) {
      return order(message);
    }
    Optional<ChainReader> reader = readers.of(message.sourceDomain());
    if (reader.isEmpty()) {
      return refused(
          RefusalCode.UNVERIFIED_SOURCE, "domain " + message.sourceDomain() + " is not pinned");
    }
    String txId = emittedAt.txId();
    if (txId == null || emittedAt.domain() != message.sourceDomain().value()) {
      return refused(
          RefusalCode.UNVERIFIED_SOURCE, "the request names no transaction of the source chain");
    }
    return burn(message, txId, reader.get().burnsIn(txId));
  }

  private Finding burn(Message message, String txId, TransactionLookup lookup) {
    return switch (lookup) {
      case TransactionLookup.NotFound ignored ->
          new Finding.Refused(
              new Refuse(
                  RefusalCode.UNVERIFIED_SOURCE,
                  "no node knows transaction " + txId,
                  Optional.of(clock.instant().plus(RETRY))));
      case TransactionLookup.NotFinal notFinal ->
          new Finding.Refused(
              new Refuse(
                  RefusalCode.NOT_FINAL,
                  "transaction " + txId + " at " + notFinal.height() + " is not final",
                  Optional.of(notFinal.retryAt())));
      case TransactionLookup.Failed failed ->
          refused(
              RefusalCode.UNVERIFIED_SOURCE, "transaction " + txId + " failed: " + failed.reason());
      case TransactionLookup.Found found -> emitted(message, txId, found);
    };
  }

  private static Finding emitted(Message message, String txId, TransactionLookup.Found found) {
    Optional<Message> atSource =
        found.burns().stream()
            .filter(ChainEvent.Burned.class::isInstance)
            .map(ChainEvent.Burned.class::cast)
            .map(ChainEvent.Burned::message)
            .filter(burned -> burned.eventId().equals(message.eventId()))
            .findFirst();
    return atSource
        .<Finding>map(burned -> new Finding.Answer(new SourceAnswer.Emitted(burned, true)))
        .orElseGet(
            () ->
                refused(
                    RefusalCode.UNVERIFIED_SOURCE,
                    "transaction "
                        + txId
                        + " has no burn of the pinned gateway or mints with this"
                        + " source reference"));
  }

  private Finding order(Message message) {
    List<StatementStore.KnownOrder> orders =
        database.inTransaction(tx -> statements.orders(tx, message.sourceRef()));
    if (orders.isEmpty()) {
      return new Finding.Refused(
          new Refuse(
              RefusalCode.UNBACKED,
              "no custody statement holds the order: nothing has settled for it",
              Optional.of(clock.instant().plus(RETRY))));
    }
    if (orders.size() > 1) {
      // Whose it is cannot be told from the message, so neither custodian's shares may back it.
      return refused(
          RefusalCode.UNVERIFIED_SOURCE,
          "order "
              + orders.getFirst().orderId()
              + " is claimed by "
              + orders.stream()
                  .map(StatementStore.KnownOrder::custodian)
                  .collect(Collectors.joining(" and ")));
    }
    StatementStore.KnownOrder known = orders.getFirst();
    if (known.message().equals(message) && !known.settled()) {
      return new Finding.Refused(
          new Refuse(
              RefusalCode.UNBACKED,
              "order " + known.orderId() + " has not settled at the custodian",
              Optional.of(clock.instant().plus(RETRY))));
    }
    return new Finding.Answer(new SourceAnswer.Emitted(known.message(), true));
  }

  private static Finding refused(RefusalCode code, String detail) {
    return new Finding.Refused(new Refuse(code, detail, Optional.empty()));
  }
}
