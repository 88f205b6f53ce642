package io.stockbridge.bridge.network;

import io.stockbridge.kit.database.TransientFailures;
import io.stockbridge.protocol.identifiers.DomainId;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One virtual thread per chain that looks, pauses and looks again, so that a slow chain delays no
 * other. A look that fails is done again after the pause; its cause is logged when it is new.
 */
public final class PerChainLoop {
  private static final Logger LOG = Logger.getLogger(PerChainLoop.class);

  private final String name;
  private final Duration pause;
  private final Consumer<DomainId> look;
  private final Map<DomainId, String> causes = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean running;

  /** A loop that is not running yet. */
  public PerChainLoop(String name, Duration pause, Consumer<DomainId> look) {
    this.name = name;
    this.pause = pause;
    this.look = look;
  }

  /** Starts looking at those chains. */
  public void start(Collection<DomainId> domains) {
    running = true;
    domains.forEach(domain -> threads.execute(() -> run(domain)));
  }

  /** Stops; a look under way is interrupted. */
  public void stop() {
    running = false;
    threads.shutdownNow();
  }

  private void run(DomainId domain) {
    while (running) {
      try {
        look.accept(domain);
        if (causes.remove(domain) != null) {
          LOG.infof("works again loop=%s domain=%s", name, domain);
        }
      } catch (RuntimeException e) {
        report(domain, e);
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void report(DomainId domain, RuntimeException failure) {
    String cause = TransientFailures.describe(failure);
    if (running && !cause.equals(causes.put(domain, cause))) {
      LOG.warnf(failure, "look failed loop=%s domain=%s cause=\"%s\"", name, domain, cause);
    }
  }
}
