package io.stockbridge.registry.recording;

import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Computation;
import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.registry.catalogue.Catalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Reads states of the registry out of its bitemporal table. */
@ApplicationScoped
public class AssetStore {

  /** Writers take turns, so that change numbers grow in the order of commits. */
  private static final long WRITE_LOCK = 0x5b_72656769_7374L;

  /** Above this, reading everything is quicker than reading what changed. */
  private static final int MANY_CHANGES = 10_000;

  private static final int PAGE = 2_000;
  private static final int READ_ATTEMPTS = 5;

  /**
   * The statement of each entry that holds at a time, as it was known then. An underlying that
   * became known later than an instrument on it stands in with its first statement.
   */
  private static final String HOLDING =
      "select "
          + EntryRow.SELECT
          + """
             from (select distinct on (v.kind, v.key) v.* from entry_version v
              where v.content is not null and v.recorded_at <= :knownAt
                and (v.superseded_at is null or v.superseded_at > :knownAt)
                and (v.valid_from <= :asOf or v.kind = 'underlying') %s
              order by v.kind, v.key, (v.valid_from <= :asOf) desc,
                case when v.valid_from <= :asOf then v.valid_from end desc, v.valid_from) v
            """;

  private static final String ALL_OF_KIND =
      HOLDING.formatted("and v.kind = :kind and v.key > :after") + " order by v.key";

  private static final String PRESENT_OF_KIND =
      HOLDING.formatted("and v.kind = :kind and v.key > :after and v.valid_from <= :asOf")
          + " order by v.key";

  private static final String OF_KEYS =
      HOLDING.formatted(
          "and v.kind = 'underlying' and v.key = any(string_to_array(:keys, chr(10)))");

  private static final String OF_NAMES =
      HOLDING.formatted(
          """
          and (v.kind, v.key) in (
            with related as (select n.kind, n.key from entry_name n where n.group_key in
              (select m.group_key from entry_name m
                where m.name = any(string_to_array(:names, chr(10)))))
            select kind, key from related
            union select 'underlying', g.group_key from entry_name g join related
              on (g.kind, g.key) = (related.kind, related.key))
          """);

  private static final String CHANGED =
      HOLDING.formatted(
          """
          and (v.kind, v.key) in (select c.kind, c.key from registry_change c
            where c.number > :number and c.phase = 'effective'
            union select 'underlying', n.group_key from entry_name n join registry_change c
              on (n.kind, n.key) = (c.kind, c.key)
            where c.number > :number and c.phase = 'effective')
          """);

  private static final String CHANGED_IDS =
      "select distinct kind || ' ' || key from registry_change where number > :number"
          + " and phase = 'effective'";

  /** What will be; of that there is little. */
  private static final String SCHEDULED =
      "select "
          + EntryRow.SELECT
          + " from entry_version v where v.superseded_at is null and v.content is not null"
          + " and v.valid_from > v.recorded_at and v.valid_from > :now"
          + " order by v.valid_from, v.kind desc, v.key limit 10000";

  /**
   * The time stops before what is due and not in the feed yet, so that the state of a number is
   * what all changes up to that number make.
   */
  private static final String MARK =
      "select coalesce((select max(number) from registry_change), 0) || ' '"
          + " || least(floor(extract(epoch from clock_timestamp()) * 1000),"
          + " (select floor(extract(epoch from min(v.valid_from)) * 1000) - 1 "
          + Activation.DUE.replace(":now", "clock_timestamp()")
          + "))";

  private static final String MADE_FOR =
      "select cast(version as text) from entry_version where superseded_at is null"
          + " and content is not null and kind = :kind and key = :key and valid_from = :validFrom";

  /** Waits until no other writer is at work; held until the transaction ends. */
  public Uni<Void> lockForWriting(Mutiny.Session session) {
    return session
        .createNativeQuery("select pg_advisory_xact_lock(:lock) is null", Boolean.class)
        .setParameter("lock", WRITE_LOCK)
        .getSingleResult()
        .replaceWithVoid();
  }

  /** Which version of an entry was made for exactly that time, if one is there; null is now. */
  public Uni<Optional<String>> madeFor(
      Mutiny.Session session, EntryId id, @Nullable Instant validFrom) {
    if (validFrom == null) {
      return Uni.createFrom().item(Optional.empty());
    }
    return session
        .createNativeQuery(MADE_FOR, String.class)
        .setParameter("kind", id.kind().wire())
        .setParameter("key", id.key())
        .setParameter("validFrom", validFrom.atOffset(ZoneOffset.UTC))
        .getResultList()
        .map(versions -> versions.stream().findFirst());
  }

  /** How many changes are stored. */
  public Uni<Long> number(Mutiny.Session session) {
    return mark(session).map(Mark::number);
  }

  /** Everything that holds now. */
  public Uni<Catalogue> load(Mutiny.Session session) {
    return steady(
        session,
        mark -> {
          EntryCollector collector = new EntryCollector(Catalogue.builder(), mark.now());
          return everything(session, new Times(mark.now(), null), collector)
              .chain(() -> scheduled(session, mark, collector));
        },
        READ_ATTEMPTS);
  }

  /** What holds now; {@code base} serves for all that has not changed since. */
  public Uni<Catalogue> loadSince(Mutiny.Session session, Catalogue base) {
    return number(session)
        .chain(
            number -> {
              if (number == base.number()) {
                return Uni.createFrom().item(base);
              }
              return base.number() == 0 || number - base.number() > MANY_CHANGES
                  ? load(session)
                  : steady(session, mark -> changed(session, base, mark), READ_ATTEMPTS);
            });
  }

  /** The state at a moment: what was true at {@code asOf}, as it was known at {@code knownAt}. */
  public Uni<Catalogue> loadAt(Mutiny.Session session, Instant asOf, @Nullable Instant knownAt) {
    EntryCollector collector = new EntryCollector(Catalogue.builder(), asOf);
    return everything(session, new Times(asOf, knownAt), collector)
        .chain(() -> built(session, collector));
  }

  /**
   * The part of the state at a moment that has one of the names, or shares an underlying with it.
   */
  public Uni<Catalogue> loadAt(
      Mutiny.Session session, Instant asOf, @Nullable Instant knownAt, Collection<String> names) {
    Set<String> asked = new LinkedHashSet<>();
    names.forEach(name -> asked.addAll(EntryNames.asked(name)));
    EntryCollector collector = new EntryCollector(Catalogue.builder(), asOf);
    return new Times(asOf, knownAt)
        .set(session.createNativeQuery(OF_NAMES, String.class))
        .setParameter("names", String.join("\n", asked))
        .getResultList()
        .chain(rows -> added(collector, rows))
        .chain(() -> built(session, collector));
  }

  /** The entries of a kind at a moment whose keys come after {@code after}, the first ones only. */
  public Uni<Catalogue> loadPage(
      Mutiny.Session session, Page page, Instant asOf, @Nullable Instant knownAt) {
    Times times = new Times(asOf, knownAt);
    EntryCollector collector = new EntryCollector(Catalogue.builder(), asOf);
    return page(session, PRESENT_OF_KIND, times, page)
        .chain(
            rows ->
                underlyingsOf(session, times, rows)
                    .chain(underlyings -> added(collector, underlyings))
                    .chain(() -> added(collector, rows)))
        .chain(() -> built(session, collector));
  }

  /**
   * A part of all entries of a kind.
   *
   * @param kind the kind
   * @param after the key before the first one, empty for the start
   * @param limit how many at most
   */
  public record Page(EntryKind kind, String after, int limit) {}

  private interface Read {
    Uni<EntryCollector> of(Mark mark);
  }

  /** How far the registry is, by the clock of the database, which all replicas share. */
  private record Mark(long number, Instant now) {}

  private static Uni<Mark> mark(Mutiny.Session session) {
    return session
        .createNativeQuery(MARK, String.class)
        .getSingleResult()
        .map(
            text -> {
              int space = text.indexOf(' ');
              return new Mark(
                  Long.parseLong(text.substring(0, space)),
                  Instant.ofEpochMilli(Long.parseLong(text.substring(space + 1))));
            });
  }

  /** Reads again where something was committed meanwhile, so that number and content agree. */
  private Uni<Catalogue> steady(Mutiny.Session session, Read read, int attempts) {
    return mark(session)
        .chain(
            mark ->
                read.of(mark)
                    .chain(
                        collector ->
                            number(session)
                                .chain(
                                    after ->
                                        after == mark.number() || attempts <= 1
                                            ? Computation.of(() -> collector.build(mark.number()))
                                            : steady(session, read, attempts - 1))));
  }

  private static Uni<Catalogue> built(Mutiny.Session session, EntryCollector collector) {
    return mark(session).chain(mark -> Computation.of(() -> collector.build(mark.number())));
  }

  /** Takes rows over; the last row's key. */
  private static Uni<String> added(EntryCollector collector, List<String> rows) {
    return Computation.of(() -> collector.addAll(rows));
  }

  private static Uni<EntryCollector> everything(
      Mutiny.Session session, Times times, EntryCollector collector) {
    Uni<EntryCollector> read = Uni.createFrom().item(collector);
    for (EntryKind kind : EntryId.KINDS) {
      read = read.chain(all -> pages(session, times, new Page(kind, "", PAGE), all));
    }
    return read;
  }

  private static Uni<EntryCollector> pages(
      Mutiny.Session session, Times times, Page page, EntryCollector collector) {
    return page(session, ALL_OF_KIND, times, page)
        .chain(
            rows ->
                added(collector, rows)
                    .chain(
                        last ->
                            rows.size() < page.limit()
                                ? Uni.createFrom().item(collector)
                                : pages(
                                    session,
                                    times,
                                    new Page(page.kind(), last, page.limit()),
                                    collector)));
  }

  private static Uni<List<String>> page(
      Mutiny.Session session, String sql, Times times, Page page) {
    return times
        .set(session.createNativeQuery(sql, String.class))
        .setParameter("kind", page.kind().wire())
        .setParameter("after", page.after())
        .setMaxResults(page.limit())
        .getResultList();
  }

  private static Uni<List<String>> underlyingsOf(
      Mutiny.Session session, Times times, List<String> instruments) {
    Set<String> keys = new LinkedHashSet<>();
    for (String text : instruments) {
      EntryRow row = EntryRow.of(text);
      if (row.id().kind() == EntryKind.INSTRUMENT) {
        keys.add(StoredForm.underlyingKey(Objects.requireNonNull(row.statement().content())));
      }
    }
    return times
        .set(session.createNativeQuery(OF_KEYS, String.class))
        .setParameter("keys", String.join("\n", keys))
        .getResultList();
  }

  private static Uni<EntryCollector> changed(Mutiny.Session session, Catalogue base, Mark mark) {
    EntryCollector collector = new EntryCollector(base.change(), mark.now());
    return new Times(mark.now(), null)
        .set(session.createNativeQuery(CHANGED, String.class))
        .setParameter("number", base.number())
        .getResultList()
        .chain(rows -> added(collector, rows))
        .chain(
            () ->
                session
                    .createNativeQuery(CHANGED_IDS, String.class)
                    .setParameter("number", base.number())
                    .getResultList())
        .invoke(collector::removeUnseen)
        .chain(() -> scheduled(session, mark, collector));
  }

  private static Uni<EntryCollector> scheduled(
      Mutiny.Session session, Mark mark, EntryCollector collector) {
    return session
        .createNativeQuery(SCHEDULED, String.class)
        .setParameter("now", mark.now().atOffset(ZoneOffset.UTC))
        .getResultList()
        .chain(
            rows ->
                Computation.of(
                    () -> {
                      collector.addScheduled(rows);
                      return collector;
                    }));
  }
}
