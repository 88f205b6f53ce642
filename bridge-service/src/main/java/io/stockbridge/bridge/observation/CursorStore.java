package io.stockbridge.bridge.observation;

import io.stockbridge.chains.ChainEvent;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.EventCursor;
import io.stockbridge.kit.database.Row;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.identifiers.DomainId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rows that say how far each chain was read, and what was odd on it. */
@ApplicationScoped
class CursorStore {
  /** How far a chain was read. */
  record Mark(EventCursor cursor, long height, long version, Instant advancedAt) {}

  Optional<Mark> find(Tx tx, DomainId domain) {
    return tx.queryOne("select * from chain_cursors where domain = ?1", domain.value())
        .map(CursorStore::toMark);
  }

  List<Mark> list(Tx tx) {
    return tx.query("select * from chain_cursors order by domain").stream()
        .map(CursorStore::toMark)
        .toList();
  }

  /** Inserts the first cursor unless another process did. */
  void start(Tx tx, EventCursor cursor) {
    tx.update(
        "insert into chain_cursors (domain, cursor, height, version, advanced_at)"
            + " values (?1, ?2, 0, 0, now()) on conflict do nothing",
        cursor.domain().value(),
        cursor.value());
  }

  /** Moves the cursor if nobody else did meanwhile. */
  boolean advance(Tx tx, Mark from, EventCursor next, ChainPosition readTo) {
    return tx.update(
            "update chain_cursors set cursor = ?1, height = ?2, version = version + 1,"
                + " advanced_at = now() where domain = ?3 and version = ?4",
            next.value(),
            readTo.height(),
            next.domain().value(),
            from.version())
        == 1;
  }

  /** Remembers something odd; once per place and kind. */
  boolean recordAnomaly(Tx tx, ChainEvent event, String kind, String detail) {
    return tx.update(
            "insert into observed_anomalies (domain, tx_id, event_index, kind, detail, observed_at)"
                + " values (?1, ?2, ?3, ?4, ?5, now()) on conflict do nothing",
            event.domain().value(),
            event.location().txId(),
            event.location().index(),
            kind,
            detail)
        == 1;
  }

  private static Mark toMark(Row row) {
    return new Mark(
        new EventCursor(DomainId.of(row.number("domain")), row.text("cursor")),
        row.number("height"),
        row.number("version"),
        row.time("advanced_at"));
  }
}
