package io.stockbridge.bridge.observation;

import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.ChainReader;
import io.stockbridge.chains.EventPage;
import io.stockbridge.kit.database.Database;
import io.stockbridge.protocol.identifiers.DomainId;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * One look at one chain: what became final since the cursor. Several processes may look at once;
 * only the first to move the cursor has an effect, the others' transactions do nothing.
 */
@ApplicationScoped
public class ChainWatch {
  private final ChainPorts ports;
  private final Database database;
  private final CursorStore cursors;
  private final ObservedEvents effects;
  private final ObservationConfiguration configuration;
  private final ChainProgress progress;

  ChainWatch(
      ChainPorts ports,
      Database database,
      CursorStore cursors,
      ObservedEvents effects,
      ObservationConfiguration configuration,
      ChainProgress progress) {
    this.ports = ports;
    this.database = database;
    this.cursors = cursors;
    this.effects = effects;
    this.configuration = configuration;
    this.progress = progress;
  }

  /** Reads pages until the chain's final head, at most as many as configured. */
  public void look(DomainId domain) {
    try {
      ChainReader reader = ports.reader(domain);
      ChainPosition head = reader.finalizedHead();
      boolean complete = false;
      for (int page = 0; page < configuration.maxPages() && !complete; page++) {
        complete = readPage(reader, head);
      }
      progress.looked(domain, head.height(), complete);
    } catch (RuntimeException e) {
      progress.failed(domain, e);
      throw e;
    }
  }

  private boolean readPage(ChainReader reader, ChainPosition head) {
    CursorStore.Mark mark = markOf(reader);
    EventPage page = reader.eventsAfter(mark.cursor(), head, configuration.maxEvents());
    boolean unchanged = page.events().isEmpty() && page.next().equals(mark.cursor());
    if (unchanged) {
      return true;
    }
    return database.inTransaction(
        tx -> {
          if (!cursors.advance(tx, mark, page.next(), head)) {
            return true;
          }
          page.events().forEach(event -> effects.apply(tx, event));
          return page.complete();
        });
  }

  private CursorStore.Mark markOf(ChainReader reader) {
    return database
        .inTransaction(tx -> cursors.find(tx, reader.domain()))
        .orElseGet(
            () -> {
              var start = reader.startCursor();
              return database.inTransaction(
                  tx -> {
                    cursors.start(tx, start);
                    return cursors.find(tx, reader.domain()).orElseThrow();
                  });
            });
  }
}
