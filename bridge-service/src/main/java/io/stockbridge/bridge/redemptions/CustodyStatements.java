package io.stockbridge.bridge.redemptions;

import io.smallrye.mutiny.Uni;
import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.bridge.transfers.Outcome;
import io.stockbridge.bridge.transfers.Transfer;
import io.stockbridge.bridge.transfers.TransferBook;
import io.stockbridge.bridge.transfers.TransferStore;
import io.stockbridge.chains.records.InvalidStatementException;
import io.stockbridge.chains.records.StatementReader;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.kit.events.EventConsumer;
import io.stockbridge.kit.events.EventEnvelope;
import io.stockbridge.kit.events.PoisonRecordException;
import io.stockbridge.protocol.custody.CustodyOrder;
import io.stockbridge.protocol.custody.CustodyStatement;
import io.stockbridge.protocol.custody.Release;
import io.stockbridge.protocol.gates.RefusalCode;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.message.Message;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes custody statements: a listed release completes its redemption, and issues that were refused
 * for want of backing are tried again.
 */
@ApplicationScoped
class CustodyStatements {
  private static final Logger LOG = Logger.getLogger(CustodyStatements.class);

  private final EventConsumer events;
  private final Database database;
  private final TransferStore transfers;
  private final TransferBook book;
  private final ChainPorts ports;
  private final Duration attestersPause;

  CustodyStatements(
      EventConsumer events,
      Database database,
      TransferStore transfers,
      TransferBook book,
      ChainPorts ports,
      // attesters take the same statement from the same topic: asking before them is in vain
      @ConfigProperty(name = "stockbridge.issuances.statement-pause", defaultValue = "1s")
          Duration attestersPause) {
    this.events = events;
    this.database = database;
    this.transfers = transfers;
    this.book = book;
    this.ports = ports;
    this.attestersPause = attestersPause;
  }

  @Incoming("custody")
  Uni<Void> onRecord(ConsumerRecord<String, String> record) {
    return events.consume(
        "bridge-custody",
        record,
        (session, event) -> database.within(session, tx -> apply(tx, event)));
  }

  private boolean apply(Tx tx, EventEnvelope event) {
    if (!event.type().equals("StatementReceived")) {
      return false;
    }
    CustodyStatement statement = read(event);
    if (!isNewer(tx, statement)) {
      LOG.infof(
          "statement is not newer custodian=%s sequence=%d",
          statement.custodian(), statement.sequence());
      return false;
    }
    statement.releases().forEach(release -> complete(tx, statement, release));
    int woken =
        transfers.wakeHeldIssues(
            tx,
            RefusalCode.UNBACKED.name(),
            settledOrders(statement),
            book.now().plus(attestersPause));
    LOG.infof(
        "statement custodian=%s sequence=%d releases=%d issuesWoken=%d",
        statement.custodian(), statement.sequence(), statement.releases().size(), woken);
    return true;
  }

  private CustodyStatement read(EventEnvelope event) {
    try {
      return new StatementReader(ports.network())
          .readSigned(base64(event, "payload"), base64(event, "signature"));
    } catch (InvalidStatementException e) {
      throw new PoisonRecordException(e.reason() + " " + e.field() + ": " + e.getMessage(), e);
    }
  }

  private static byte[] base64(EventEnvelope event, String field) {
    try {
      return Base64.getDecoder().decode(event.data().path(field).asText());
    } catch (IllegalArgumentException e) {
      throw new PoisonRecordException(field + ": not base64", e);
    }
  }

  private static List<String> settledOrders(CustodyStatement statement) {
    return statement.orders().stream()
        .filter(CustodyOrder::isSettled)
        .map(CustodyOrder::orderId)
        .toList();
  }

  private static boolean isNewer(Tx tx, CustodyStatement statement) {
    return tx.update(
            "insert into custody_statements (custodian, sequence, as_of, digest, received_at)"
                + " values (?1, ?2, ?3, ?4, now()) on conflict (custodian) do update set"
                + " sequence = excluded.sequence, as_of = excluded.as_of,"
                + " digest = excluded.digest, received_at = now()"
                + " where custody_statements.sequence < excluded.sequence",
            statement.custodian(),
            statement.sequence(),
            statement.asOf(),
            statement.digest().toString())
        == 1;
  }

  private void complete(Tx tx, CustodyStatement statement, Release release) {
    Optional<Message> redemption =
        transfers.find(tx, release.messageId().toString()).flatMap(Transfer::message);
    if (redemption.isEmpty() || !release.answers(redemption.get())) {
      LOG.errorf(
          "release answers no redemption custodian=%s sequence=%d transferId=%s known=%s",
          statement.custodian(), statement.sequence(), release.messageId(), redemption.isPresent());
      return;
    }
    String reference = statement.custodian() + "#" + statement.sequence();
    book.settle(
        tx, release.messageId(), new Outcome(DomainId.CUSTODY, Outcome.Result.RELEASED, reference));
  }
}
