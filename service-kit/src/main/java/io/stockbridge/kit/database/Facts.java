package io.stockbridge.kit.database;

import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Takes facts that others learn after the commit of the transaction they were appended to. */
public interface Facts {

  /**
   * Appends one fact to the transaction of {@code session}.
   *
   * @param topic Kafka topic, not empty
   * @param key Kafka key; facts of one key stay in order
   * @param type type of the fact, past tense
   * @param data written as JSON into the envelope's {@code data}
   * @return the event id
   * @throws IllegalArgumentException when {@code data} cannot be written as JSON
   */
  Uni<UUID> append(Mutiny.Session session, String topic, String key, String type, Object data);
}
