package io.stockbridge.devnet.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Kafka's topics: those that hold the newest record per key are compacted, the others keep
 * everything.
 */
public final class Topics {

  private static final int LIMIT_SECONDS = 30;
  private static final short ONE_REPLICA = 1;

  private record Topic(String name, int partitions, boolean compacted) {}

  private static final List<Topic> ALL =
      List.of(
          new Topic("registry.assets.v1", 3, true),
          new Topic("registry.instruments.v1", 3, true),
          new Topic("registry.changes.v1", 3, false),
          new Topic("registry.evidence.v1", 3, false),
          new Topic("registry.policies.v1", 1, true),
          new Topic("registry.actions.v1", 1, true),
          new Topic("bridge.transfers.v1", 3, false),
          new Topic("bridge.attestation-requests.v1", 3, false),
          new Topic("attestation.signatures.v1", 3, false),
          new Topic("attestation.snapshots.v1", 1, false),
          new Topic("attestation.verdicts.v1", 3, true),
          new Topic("custody.statements.v1", 1, false));

  private Topics() {}

  /** Creates the topics that are missing, and a dead-letter topic for each. */
  public static void ensure(String bootstrapServers) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Set<String> present = admin.listTopics().names().get(LIMIT_SECONDS, TimeUnit.SECONDS);
      var missing = new ArrayList<NewTopic>();
      for (Topic topic : ALL) {
        missing.add(newTopic(topic.name(), topic.partitions(), topic.compacted()));
        missing.add(newTopic(topic.name() + ".dlq", 1, false));
      }
      missing.removeIf(topic -> present.contains(topic.name()));
      admin.createTopics(missing).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while creating Kafka's topics", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new StackException("Kafka's topics cannot be created: " + e.getMessage(), e);
    }
  }

  private static NewTopic newTopic(String name, int partitions, boolean compacted) {
    Map<String, String> keeping =
        compacted
            ? Map.of("cleanup.policy", "compact")
            : Map.of("cleanup.policy", "delete", "retention.ms", "-1");
    return new NewTopic(name, partitions, ONE_REPLICA).configs(keeping);
  }
}
