package io.stockbridge.registry.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.database.TransientFailures;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** The newest comparison of each own chain in memory, whichever replica made it. */
@ApplicationScoped
public class DriftBook {

  private static final Logger LOG = Logger.getLogger(DriftBook.class);

  private final Transactions transactions;
  private final DriftStore store;
  private final List<String> chains;
  private volatile List<JsonNode> rows = List.of();

  DriftBook(
      Transactions transactions, DriftStore store, Reconcilers reconcilers, MeterRegistry meters) {
    this.transactions = transactions;
    this.store = store;
    this.chains = reconcilers.chains();
    for (String chain : chains) {
      Gauge.builder("stockbridge.registry.drift", () -> findings(chain))
          .description("Differences between a chain's own registry and this one")
          .tag("chain", chain)
          .register(meters);
      Gauge.builder("stockbridge.registry.drift.unread", () -> isUnread(chain) ? 1 : 0)
          .description("1 while a chain was never compared, or not at the newest attempt")
          .tag("chain", chain)
          .register(meters);
    }
  }

  /** The rows of the own chains that are read, by name; a chain that was never due has none. */
  public List<JsonNode> chains() {
    return rows.stream().filter(row -> chains.contains(row.path("chain").asText())).toList();
  }

  /** How many own chains are read. */
  public int chainCount() {
    return chains.size();
  }

  /** Number of differences on all chains together. */
  public int findings() {
    return chains().stream().mapToInt(row -> row.path("findings").size()).sum();
  }

  /** Number of chains without a comparison at the newest attempt. */
  public long unread() {
    return chains.stream().filter(this::isUnread).count();
  }

  private int findings(String chain) {
    return row(chain).path("findings").size();
  }

  private boolean isUnread(String chain) {
    JsonNode row = row(chain);
    return !row.hasNonNull("comparedAt") || row.hasNonNull("failure");
  }

  private JsonNode row(String chain) {
    return rows.stream()
        .filter(row -> row.path("chain").asText().equals(chain))
        .findFirst()
        .orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
  }

  @Scheduled(
      every = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> refresh() {
    if (chains.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return transactions
        .run(store::all)
        .invoke(all -> rows = all)
        .onFailure()
        .invoke(
            cause ->
                LOG.warnf("drift cannot be read cause=\"%s\"", TransientFailures.describe(cause)))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }
}
