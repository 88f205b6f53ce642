package io.stockbridge.attestation.attesting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.events.EventConsumer;
import io.stockbridge.kit.events.EventEnvelope;
import io.stockbridge.kit.events.PoisonRecordException;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

/** Stores requests; the work on them, with its RPC calls, happens outside the transaction. */
@ApplicationScoped
class RequestConsumer {
  private final EventConsumer events;
  private final Database database;
  private final RequestStore store;
  private final RequestWorker worker;
  private final ObjectMapper json;

  RequestConsumer(
      EventConsumer events,
      Database database,
      RequestStore store,
      RequestWorker worker,
      ObjectMapper json) {
    this.events = events;
    this.database = database;
    this.store = store;
    this.worker = worker;
    this.json = json;
  }

  @Incoming("requests")
  Uni<Void> onRequest(ConsumerRecord<String, String> record) {
    return events.consume("attestation-requests", record, this::apply).invoke(worker::wake);
  }

  private Uni<Void> apply(Mutiny.Session session, EventEnvelope event) {
    if (!event.type().equals("AttestationRequested")) {
      return Uni.createFrom().voidItem();
    }
    AttestationRequest request;
    try {
      request = json.treeToValue(event.data(), AttestationRequest.class);
    } catch (JsonProcessingException e) {
      throw new PoisonRecordException("attestation request: " + e.getOriginalMessage(), e);
    }
    if (request == null) {
      throw new PoisonRecordException("attestation request: no data");
    }
    RequestForm.problemOf(request)
        .ifPresent(
            problem -> {
              throw new PoisonRecordException("attestation request: " + problem);
            });
    String body = event.data().toString();
    return database.within(session, tx -> store.insert(tx, event.eventId(), request, body));
  }
}
