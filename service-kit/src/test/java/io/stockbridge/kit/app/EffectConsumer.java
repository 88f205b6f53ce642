package io.stockbridge.kit.app;

import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.events.EventConsumer;
import io.stockbridge.kit.events.EventEnvelope;
import io.stockbridge.kit.events.PoisonRecordException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes one row per event; {@code data} says whether and how often it fails first. */
@ApplicationScoped
public class EffectConsumer {

  private final EventConsumer events;
  private final Map<String, AtomicInteger> tries = new ConcurrentHashMap<>();

  EffectConsumer(EventConsumer events) {
    this.events = events;
  }

  @Incoming("effects")
  Uni<Void> onEffect(ConsumerRecord<String, String> record) {
    return events.consume("kit-test", record, this::apply);
  }

  /** How often the handler saw the name. */
  public int triesOf(String name) {
    AtomicInteger count = tries.get(name);
    return count == null ? 0 : count.get();
  }

  private Uni<Void> apply(Mutiny.Session session, EventEnvelope event) {
    String name = event.data().path("name").textValue();
    if (name == null) {
      throw new PoisonRecordException("data.name is missing");
    }
    int attempt = tries.computeIfAbsent(name, n -> new AtomicInteger()).incrementAndGet();
    int failures = event.data().path("failures").asInt(0);
    boolean unexpected = event.data().path("unexpected").asBoolean(false);
    return session
        .createNativeQuery("insert into effect (name, times) values (:name, :times)")
        .setParameter("name", name)
        .setParameter("times", attempt)
        .executeUpdate()
        .chain(
            inserted -> {
              if (unexpected) {
                return Uni.createFrom().failure(new IllegalStateException("defect for " + name));
              }
              return attempt <= failures
                  ? Uni.createFrom().failure(new TimeoutException("away for the moment"))
                  : Uni.createFrom().voidItem();
            });
  }
}
