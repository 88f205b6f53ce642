package io.stockbridge.kit.events;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka producer and a thread for each topic: a producer blocks its caller while it looks for a
 * topic that is not there, and must not block another topic's sends with it.
 */
@ApplicationScoped
class TopicProducers {

  private static final Duration CLOSING_LIMIT = Duration.ofSeconds(1);

  private final Map<String, Object> settings;
  private final Map<String, TopicProducer> producers = new ConcurrentHashMap<>();

  TopicProducers(
      @Identifier("default-kafka-broker") Map<String, Object> broker,
      OutboxConfiguration configuration) {
    this.settings = settings(broker, configuration);
  }

  private static Map<String, Object> settings(
      Map<String, Object> broker, OutboxConfiguration configuration) {
    Map<String, Object> settings = new HashMap<>(broker);
    int timeoutMs = Math.toIntExact(configuration.sendTimeoutMs());
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeoutMs / 2);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMs / 2);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeoutMs);
    return settings;
  }

  /**
   * Sends one record; done when Kafka acknowledged it, failed when it is certain not to, in any
   * thread. Both within one and a half times the send timeout.
   */
  Uni<Void> send(ProducerRecord<String, String> record) {
    return Uni.createFrom()
        .emitter(
            emitter ->
                producers
                    .computeIfAbsent(record.topic(), name -> new TopicProducer(name, settings))
                    .send(record, emitter));
  }

  @PreDestroy
  void close() {
    producers.values().forEach(TopicProducer::close);
  }

  private static final class TopicProducer {
    private final Map<String, Object> settings;
    private final ExecutorService thread;
    private @Nullable KafkaProducer<String, String> producer;

    TopicProducer(String topic, Map<String, Object> settings) {
      this.settings = settings;
      this.thread =
          Executors.newSingleThreadExecutor(
              Thread.ofPlatform().daemon().name("producer-" + topic).factory());
    }

    void send(ProducerRecord<String, String> record, UniEmitter<? super Void> emitter) {
      thread.execute(
          () -> {
            try {
              // the callback tells more than the future, and at once
              var unused = producer().send(record, (sent, failure) -> finish(emitter, failure));
            } catch (RuntimeException failure) {
              emitter.fail(failure);
            }
          });
    }

    /** Made by its own thread: it takes long enough to hold up an event loop. */
    private synchronized KafkaProducer<String, String> producer() {
      KafkaProducer<String, String> made = producer;
      if (made == null) {
        made = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
        producer = made;
      }
      return made;
    }

    private static void finish(UniEmitter<? super Void> emitter, @Nullable Exception failure) {
      if (failure == null) {
        emitter.complete(null);
      } else {
        emitter.fail(failure);
      }
    }

    synchronized void close() {
      thread.shutdownNow();
      if (producer != null) {
        producer.close(CLOSING_LIMIT);
      }
    }
  }
}
