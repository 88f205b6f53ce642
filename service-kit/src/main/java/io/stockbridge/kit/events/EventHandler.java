package io.stockbridge.kit.events;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** The effect of an event inside the transaction that also records the event as seen. */
@FunctionalInterface
public interface EventHandler {

  /**
   * Applies the event. No network call here; whatever it must cause goes through the outbox.
   *
   * @throws PoisonRecordException (also as the Uni's failure) when the content is wrong
   */
  Uni<Void> handle(Mutiny.Session session, EventEnvelope event);
}
