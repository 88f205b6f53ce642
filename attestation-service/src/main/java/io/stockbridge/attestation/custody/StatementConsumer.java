package io.stockbridge.attestation.custody;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.stockbridge.attestation.custody.StatementReceiver.Outcome;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.kit.events.EventConsumer;
import io.stockbridge.kit.events.EventEnvelope;
import io.stockbridge.kit.events.PoisonRecordException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Takes the statements that other attesters received; trusts none of their checks. */
@ApplicationScoped
class StatementConsumer {
  private static final Logger LOG = Logger.getLogger(StatementConsumer.class);

  private final EventConsumer events;
  private final Database database;
  private final StatementReceiver receiver;

  StatementConsumer(EventConsumer events, Database database, StatementReceiver receiver) {
    this.events = events;
    this.database = database;
    this.receiver = receiver;
  }

  @Incoming("statements")
  Uni<Void> onStatement(ConsumerRecord<String, String> record) {
    return events.consume("attestation-statements", record, this::apply);
  }

  private Uni<Void> apply(Mutiny.Session session, EventEnvelope event) {
    if (!event.type().equals("StatementReceived")) {
      return Uni.createFrom().voidItem();
    }
    byte[] payload = base64(event.data(), "payload");
    byte[] signature = base64(event.data(), "signature");
    return database.within(session, tx -> take(tx, payload, signature));
  }

  private void take(Tx tx, byte[] payload, byte[] signature) {
    switch (receiver.receive(tx, payload, signature, false)) {
      case Outcome.Accepted ignored -> {}
      case Outcome.Repeated ignored -> {}
      case Outcome.Stale stale ->
          LOG.infof("custody statement is not newer detail=\"%s\"", stale.detail());
      case Outcome.Refused refused ->
          throw new PoisonRecordException(
              refused.reason() + " " + refused.field() + ": " + refused.detail());
    }
  }

  private static byte[] base64(JsonNode data, String field) {
    JsonNode value = data.get(field);
    if (value == null || !value.isTextual()) {
      throw new PoisonRecordException(field + ": missing or not text");
    }
    try {
      return Base64.getDecoder().decode(value.textValue());
    } catch (IllegalArgumentException e) {
      throw new PoisonRecordException(field + ": not base64", e);
    }
  }
}
