package io.stockbridge.registry.recording;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.registry.changes.ChangeType;
import io.stockbridge.registry.changes.ChangeTypes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Announces what was scheduled once its time has come: a line of the change feed and the Kafka
 * record. Reads need no announcement, they go by the clock. Done once by whichever replica is
 * first.
 */
@ApplicationScoped
public class Activation {

  private static final Logger LOG = Logger.getLogger(Activation.class);

  /** Scheduled statements whose time has come and that the feed does not call effective yet. */
  static final String DUE =
      """
      from entry_version v where v.superseded_at is null and v.content is not null
        and v.valid_from > v.recorded_at and v.valid_from <= :now
        and not exists (select 1 from registry_change c where (c.kind, c.key, c.version, c.phase)
          = (v.kind, v.key, v.version, 'effective'))
      """;

  private static final String DUE_ROWS =
      "select cast(jsonb_build_object('kind', v.kind, 'key', v.key, 'version', v.version,"
          + " 'record', v.record, 'signature', v.signature, 'keyId', v.key_id) as text) "
          + DUE
          + " order by v.valid_from, v.kind desc, v.key limit 200";

  private final AssetStore store;
  private final EntryReader reader;
  private final EntryWriter writer;
  private final FeedWriter feed;
  private final InstrumentEvents events;

  Activation(
      AssetStore store,
      EntryReader reader,
      EntryWriter writer,
      FeedWriter feed,
      InstrumentEvents events) {
    this.store = store;
    this.reader = reader;
    this.writer = writer;
    this.feed = feed;
    this.events = events;
  }

  /** Announces what is due. */
  public Uni<Void> announceDue(Mutiny.Session session) {
    return reader
        .now(session)
        .chain(now -> isDue(session, now))
        .chain(
            due ->
                due
                    ? store
                        .lockForWriting(session)
                        .chain(() -> reader.now(session))
                        .chain(now -> announceDue(session, now))
                    : Uni.createFrom().voidItem());
  }

  /**
   * Announces what is due at a time, of which there may be several batches.
   *
   * @param now the time that the caller, who holds the write lock, records at
   */
  Uni<Void> announceDue(Mutiny.Session session, Instant now) {
    return isDue(session, now)
        .chain(
            due ->
                due
                    ? announce(session, now).chain(() -> announceDue(session, now))
                    : Uni.createFrom().voidItem());
  }

  private static Uni<Boolean> isDue(Mutiny.Session session, Instant now) {
    return session
        .createNativeQuery("select exists (select 1 " + DUE + ")", Boolean.class)
        .setParameter("now", now.atOffset(ZoneOffset.UTC))
        .getSingleResult();
  }

  /** Read under the lock: another replica may have been first. */
  private Uni<Void> announce(Mutiny.Session session, Instant now) {
    return session
        .createNativeQuery(DUE_ROWS, String.class)
        .setParameter("now", now.atOffset(ZoneOffset.UTC))
        .getResultList()
        .map(rows -> rows.stream().map(Due::of).toList())
        .chain(
            due -> {
              Set<EntryId> ids = new LinkedHashSet<>();
              due.forEach(one -> ids.add(one.id()));
              return ids.isEmpty()
                  ? Uni.createFrom().voidItem()
                  : reader
                      .draft(session, now, ids, List.of())
                      .chain(draft -> withInstruments(session, draft, ids))
                      .chain(draft -> announce(session, draft, due));
            });
  }

  private Uni<Draft> withInstruments(Mutiny.Session session, Draft draft, Set<EntryId> ids) {
    Set<String> underlyings = new LinkedHashSet<>();
    ids.stream()
        .filter(id -> id.kind() == EntryKind.UNDERLYING)
        .forEach(id -> underlyings.add(id.key()));
    return underlyings.isEmpty()
        ? Uni.createFrom().item(draft)
        : reader
            .addInstruments(session, draft, underlyings)
            .invoke(
                all -> {
                  Set<String> others = new LinkedHashSet<>(underlyings);
                  all.repeatOn(others, ids);
                });
  }

  private Uni<Void> announce(Mutiny.Session session, Draft draft, List<Due> due) {
    List<Change> changes = new ArrayList<>();
    Map<String, Registrar.Signed> records = new LinkedHashMap<>();
    for (Due one : due) {
      changes.add(one.change(draft));
      records.put(EntryWriter.recordOf(one.id(), one.version()), one.signed());
      LOG.infof(
          "scheduled version took effect kind=%s key=%s version=%d",
          one.id().kind().wire(), one.id().key(), one.version());
    }
    DraftChanges.of(draft).forEach(change -> changes.add(onChangedUnderlying(change)));
    var cause = new AssetRecorder.Cause("registry", "the underlying changed as scheduled");
    return writer
        .write(session, draft, cause)
        .invoke(records::putAll)
        .chain(() -> feed.append(session, draft, changes, records))
        .chain(() -> events.append(session, draft, changes, records));
  }

  /** By its clock the underlying has changed already, so the versions beside it look alike. */
  private static Change onChangedUnderlying(Change change) {
    return change.types().isEmpty()
        ? new Change(
            change.id(),
            change.version(),
            change.phase(),
            EnumSet.of(ChangeType.UNDERLYING_CHANGED))
        : change;
  }

  private record Due(EntryId id, int version, Registrar.Signed signed) {

    static Due of(String text) {
      JsonNode row = StoredForm.parse(text);
      return new Due(
          EntryId.of(row.get("kind").textValue(), row.get("key").textValue()),
          row.get("version").intValue(),
          new Registrar.Signed(
              row.get("record").textValue(),
              row.get("signature").textValue(),
              row.get("keyId").textValue()));
    }

    Change change(Draft draft) {
      Instant from =
          draft.stored(id).holding().stream()
              .filter(statement -> statement.version() == version)
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("a due version is open: " + id))
              .validFrom();
      return new Change(
          id,
          version,
          Change.Phase.EFFECTIVE,
          ChangeTypes.between(draft.storedAt(id, from.minusMillis(1)), draft.storedAt(id, from)));
    }
  }
}
