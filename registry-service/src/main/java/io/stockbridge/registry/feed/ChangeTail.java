package io.stockbridge.registry.feed;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.database.TransientFailures;
import io.stockbridge.registry.recording.ChangeLine;
import io.stockbridge.registry.recording.ChangeLines;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The newest changes in memory: read once from the database for all streams of this replica,
 * whichever replica wrote them. Who is further behind reads on from the database.
 */
@ApplicationScoped
public class ChangeTail {

  private static final Logger LOG = Logger.getLogger(ChangeTail.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Lines that are kept, and read at a time. */
  private static final int KEPT = 128;

  private final Transactions transactions;
  private final FeedConfiguration configuration;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("change-tail").factory());
  private final Set<UniEmitter<? super Boolean>> waiting = ConcurrentHashMap.newKeySet();
  private volatile Newest newest = new Newest(0, List.of());
  private volatile boolean stopped;
  private boolean failing;

  /** The lines from one number to the newest, without a gap. */
  private record Newest(long head, List<ChangeLine> lines) {}

  ChangeTail(Transactions transactions, FeedConfiguration configuration) {
    this.transactions = transactions;
    this.configuration = configuration;
  }

  void start(@Observes StartupEvent event) {
    long pause = configuration.interval().toMillis();
    var unused = looks.scheduleWithFixedDelay(this::look, 0, pause, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    close();
  }

  /** Ends all streams. */
  @PreDestroy
  void close() {
    stopped = true;
    looks.shutdownNow();
    wake();
  }

  /** Whether this replica is about to end. */
  boolean isStopped() {
    return stopped;
  }

  /** The number of the newest change that was seen. */
  public long head() {
    return newest.head();
  }

  /** All lines after a number, as far as they are seen; empty where memory begins later. */
  Optional<List<ChangeLine>> after(long number) {
    Newest seen = newest;
    long first = seen.head() - seen.lines().size() + 1;
    if (number >= seen.head()) {
      return Optional.of(List.of());
    }
    return number + 1 < first
        ? Optional.empty()
        : Optional.of(
            seen.lines().subList(Math.toIntExact(number + 1 - first), seen.lines().size()));
  }

  /** True once there is more than {@code number}, or this replica ends; false after a time. */
  public Uni<Boolean> await(long number, Duration atMost) {
    return Uni.createFrom()
        .<Boolean>emitter(
            emitter -> {
              waiting.add(emitter);
              emitter.onTermination(() -> waiting.remove(emitter));
              // Looked at after the registration, so that no change falls between the two.
              if (head() > number || stopped) {
                emitter.complete(true);
              }
            })
        .ifNoItem()
        .after(atMost)
        .recoverWithItem(false);
  }

  private void look() {
    try {
      Newest seen = newest;
      long head = transactions.await(PATIENCE, ChangeLines::head);
      if (head != seen.head()) {
        newest = read(seen, head);
        wake();
      }
      failing = false;
    } catch (RuntimeException cause) {
      if (!failing && !stopped) {
        LOG.warnf("changes cannot be read cause=\"%s\"", TransientFailures.describe(cause));
      }
      failing = true;
    }
  }

  private Newest read(Newest seen, long head) {
    long from = Math.max(seen.head(), head - KEPT);
    List<ChangeLine> read =
        transactions.await(
            PATIENCE,
            session -> ChangeLines.between(session, from, head, ChangeLines.Filter.ALL, KEPT));
    if (read.size() != head - from) {
      throw new IllegalStateException("the feed has a gap between " + from + " and " + head);
    }
    List<ChangeLine> lines = new ArrayList<>(from == seen.head() ? seen.lines() : List.of());
    lines.addAll(read);
    return new Newest(
        head, List.copyOf(lines.subList(Math.max(0, lines.size() - KEPT), lines.size())));
  }

  private void wake() {
    List.copyOf(waiting).forEach(emitter -> emitter.complete(true));
  }
}
