package io.stockbridge.kit.events;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.TransientFailures;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Sends rows of one topic: keys side by side, the rows of one key one after the other. */
@ApplicationScoped
class OutboxPublisher {

  private final OutboxConfiguration configuration;
  private final TopicProducers producers;

  OutboxPublisher(OutboxConfiguration configuration, TopicProducers producers) {
    this.configuration = configuration;
    this.producers = producers;
  }

  /**
   * Sends the rows, which are of one topic and in id order; completes in the caller's context,
   * never fails. After a failure that is the topic's and not a row's, no further row is sent.
   */
  Uni<PublishOutcome> publish(List<OutboxRow> rows) {
    Map<String, List<OutboxRow>> byKey = new LinkedHashMap<>();
    for (OutboxRow row : rows) {
      byKey.computeIfAbsent(row.recordKey, key -> new ArrayList<>()).add(row);
    }
    Context caller = Vertx.currentContext();
    AtomicBoolean topicDown = new AtomicBoolean();
    return Multi.createFrom()
        .iterable(byKey.values())
        .onItem()
        .transformToUni(ofOneKey -> publishInOrder(ofOneKey, topicDown))
        .merge(configuration.parallelKeys())
        .collect()
        .asList()
        .map(OutboxPublisher::join)
        .emitOn(command -> caller.runOnContext(ignored -> command.run()));
  }

  private Uni<PublishOutcome> publishInOrder(List<OutboxRow> rows, AtomicBoolean topicDown) {
    Uni<PublishOutcome> outcome =
        Uni.createFrom().item(() -> new PublishOutcome(new ArrayList<>(), new ArrayList<>()));
    for (OutboxRow row : rows) {
      outcome =
          outcome.chain(
              soFar ->
                  soFar.failures().isEmpty() && !topicDown.get()
                      ? sendNext(row, soFar, topicDown)
                      : Uni.createFrom().item(soFar));
    }
    return outcome;
  }

  private Uni<PublishOutcome> sendNext(
      OutboxRow row, PublishOutcome soFar, AtomicBoolean topicDown) {
    return producers
        .send(new ProducerRecord<>(row.topic, row.recordKey, row.payload))
        .map(
            sent -> {
              soFar.published().add(row.id);
              return soFar;
            })
        .onFailure()
        .recoverWithItem(
            failure -> {
              PublishOutcome.Failure kept = failureOf(row, failure);
              soFar.failures().add(kept);
              if (kept.isTopicDown()) {
                topicDown.set(true);
              }
              return soFar;
            });
  }

  private static PublishOutcome.Failure failureOf(OutboxRow row, Throwable failure) {
    return new PublishOutcome.Failure(
        row.id,
        row.eventId,
        row.topic,
        row.recordKey,
        row.attempts + 1,
        TransientFailures.describe(failure),
        !(failure instanceof RecordTooLargeException));
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
