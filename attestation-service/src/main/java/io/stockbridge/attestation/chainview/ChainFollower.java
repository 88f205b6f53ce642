package io.stockbridge.attestation.chainview;

import io.stockbridge.attestation.assets.AssetCatalogue;
import io.stockbridge.attestation.network.ChainReaders;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.ChainReader;
import io.stockbridge.chains.EventCursor;
import io.stockbridge.chains.EventPage;
import io.stockbridge.chains.SupplyReading;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Follows one chain: replays its finalized events into the ledger and compares the state's supplies
 * with the replay. All it remembers is in the database; RPC calls stand outside transactions.
 */
final class ChainFollower {
  private static final int MAX_PAGES_PER_LOOK = 50;

  private final ChainReader reader;
  private final ActionReadings actions;
  private final Database database;
  private final ChainLedger ledger;
  private final AssetCatalogue catalogue;
  private final ChainViewSettings settings;
  private final Clock clock;
  private Instant nextSupplies = Instant.EPOCH;
  private Set<Isin> comparedAssets = Set.of();

  ChainFollower(
      ChainReaders.Ports ports,
      Database database,
      ChainLedger ledger,
      AssetCatalogue catalogue,
      ChainViewSettings settings,
      Clock clock) {
    this.reader = ports.reader();
    this.actions = new ActionReadings(ports.multipliers(), database, clock);
    this.database = database;
    this.ledger = ledger;
    this.catalogue = catalogue;
    this.settings = settings;
    this.clock = clock;
  }

  DomainId domain() {
    return reader.domain();
  }

  /**
   * Looks once: replay up to the finalized head, and from time to time the comparison.
   *
   * @throws io.stockbridge.chains.ChainException when the chain's state is not known; the view then
   *     grows old and nothing is signed
   */
  void look() {
    Instant now = clock.instant();
    ChainPosition head = reader.finalizedHead();
    Set<Isin> assets = Set.copyOf(catalogue.current().keySet());
    boolean due = !now.isBefore(nextSupplies) || !assets.equals(comparedAssets);
    Optional<SupplyReading> supplies =
        due && !assets.isEmpty() ? Optional.of(reader.suppliesAt(head, assets)) : Optional.empty();
    ChainPosition target =
        supplies
            .map(SupplyReading::position)
            .filter(position -> position.height() > head.height())
            .orElse(head);
    supplies.ifPresent(reading -> actions.read(reading.position(), assets));
    if (replay(target) && supplies.isPresent()) {
      compare(supplies.get());
      nextSupplies = now.plus(settings.supplyInterval());
      comparedAssets = assets;
    }
  }

  private boolean replay(ChainPosition target) {
    EventCursor cursor =
        database.inTransaction(tx -> ledger.cursor(tx, domain())).orElseGet(reader::startCursor);
    for (int page = 0; page < MAX_PAGES_PER_LOOK; page++) {
      EventPage events = reader.eventsAfter(cursor, target, settings.pageEvents());
      database.change(tx -> store(tx, events, target));
      if (events.complete()) {
        return true;
      }
      cursor = events.next();
    }
    return false;
  }

  private void store(Tx tx, EventPage page, ChainPosition target) {
    // One writer per message: a burn and its mint are stored by followers of two chains.
    if (!page.events().isEmpty()) {
      tx.lock(MessageFlows.LOCK);
    }
    Instant now = clock.instant();
    ledger.store(tx, page.events(), now);
    if (page.complete()) {
      ledger.progress(tx, page.next(), target, now);
    } else {
      ledger.partial(tx, page.next());
    }
  }

  private void compare(SupplyReading reading) {
    Instant now = clock.instant();
    database.change(tx -> SupplyQueries.compare(tx, domain(), reading, now));
  }
}
