package io.stockbridge.kit.events;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.stockbridge.kit.database.TransientFailures;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Sends rows to Kafka: keys side by side, the rows of one key one after the other. */
@ApplicationScoped
class OutboxPublisher {

  private final OutboxConfiguration configuration;
  private final MutinyEmitter<String> emitter;

  OutboxPublisher(
      OutboxConfiguration configuration,
      @Channel("stockbridge-outbox") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<String> emitter) {
    this.configuration = configuration;
    this.emitter = emitter;
  }

  /** Sends the rows, which are in id order; completes in the caller's context, never fails. */
  Uni<PublishOutcome> publish(List<OutboxRow> rows) {
    Map<String, List<OutboxRow>> byKey = new LinkedHashMap<>();
    for (OutboxRow row : rows) {
      byKey.computeIfAbsent(row.orderKey(), key -> new ArrayList<>()).add(row);
    }
    Context caller = Vertx.currentContext();
    return Multi.createFrom()
        .iterable(byKey.values())
        .onItem()
        .transformToUni(this::publishInOrder)
        .merge(configuration.parallelKeys())
        .collect()
        .asList()
        .map(OutboxPublisher::join)
        .emitOn(command -> caller.runOnContext(ignored -> command.run()));
  }

  private Uni<PublishOutcome> publishInOrder(List<OutboxRow> rowsOfOneKey) {
    Uni<PublishOutcome> outcome =
        Uni.createFrom().item(() -> new PublishOutcome(new ArrayList<>(), new ArrayList<>()));
    for (OutboxRow row : rowsOfOneKey) {
      outcome =
          outcome.chain(soFar -> soFar.failures().isEmpty() ? sendNext(row, soFar) : keep(soFar));
    }
    return outcome;
  }

  private static Uni<PublishOutcome> keep(PublishOutcome soFar) {
    return Uni.createFrom().item(soFar);
  }

  private Uni<PublishOutcome> sendNext(OutboxRow row, PublishOutcome soFar) {
    return send(row)
        .map(
            sent -> {
              soFar.published().add(row.id);
              return soFar;
            })
        .onFailure()
        .recoverWithItem(
            failure -> {
              soFar.failures().add(failureOf(row, failure));
              return soFar;
            });
  }

  private Uni<Void> send(OutboxRow row) {
    Message<String> message =
        Message.of(row.payload)
            .addMetadata(
                OutgoingKafkaRecordMetadata.<String>builder()
                    .withTopic(row.topic)
                    .withKey(row.recordKey)
                    .build());
    return emitter
        .sendMessage(message)
        .ifNoItem()
        .after(Duration.ofMillis(configuration.sendTimeoutMs()))
        .fail();
  }

  private static PublishOutcome.Failure failureOf(OutboxRow row, Throwable failure) {
    return new PublishOutcome.Failure(
        row.id,
        row.eventId,
        row.topic,
        row.recordKey,
        row.attempts + 1,
        TransientFailures.describe(failure));
  }

  private static PublishOutcome join(Collection<PublishOutcome> outcomes) {
    List<Long> published = new ArrayList<>();
    List<PublishOutcome.Failure> failures = new ArrayList<>();
    for (PublishOutcome outcome : outcomes) {
      published.addAll(outcome.published());
      failures.addAll(outcome.failures());
    }
    return new PublishOutcome(published, failures);
  }
}
