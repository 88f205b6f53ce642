package io.stockbridge.registry.recording;

import io.smallrye.mutiny.Uni;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.EntryKind;
import io.stockbridge.registry.assets.Impostor;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.catalogue.CatalogueBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
                case when v.valid_from <= :asOf then v.valid_from end desc, v.valid_from %s) v
            """;

  private static final String ALL_OF_KIND =
      HOLDING.formatted("and v.kind = :kind and v.key > :after", "limit " + PAGE);

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
          """,
          "");

  private static final String CHANGED =
      HOLDING.formatted(
          """
          and (v.kind, v.key) in (select c.kind, c.key from registry_change c
            where c.number > :number and c.phase = 'effective'
            union select 'underlying', n.group_key from entry_name n join registry_change c
              on (n.kind, n.key) = (c.kind, c.key)
            where c.number > :number and c.phase = 'effective')
          """,
          "");

  /** Waits until no other writer is at work; held until the transaction ends. */
  public Uni<Void> lockForWriting(Mutiny.Session session) {
    return session
        .createNativeQuery("select pg_advisory_xact_lock(:lock) is null", Boolean.class)
        .setParameter("lock", WRITE_LOCK)
        .getSingleResult()
        .replaceWithVoid();
  }

  /** How many changes are stored. */
  public Uni<Long> number(Mutiny.Session session) {
    return session
        .createNativeQuery("select coalesce(max(number), 0) from registry_change", Long.class)
        .getSingleResult();
  }

  /** Everything that holds now. */
  public Uni<Catalogue> load(Mutiny.Session session) {
    return steady(session, number -> everything(session, Times.NOW, number), READ_ATTEMPTS);
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
                  : steady(session, n -> changed(session, base, n), READ_ATTEMPTS);
            });
  }

  /** The state at a moment: what was true at {@code asOf}, as it was known at {@code knownAt}. */
  public Uni<Catalogue> loadAt(Mutiny.Session session, Instant asOf, @Nullable Instant knownAt) {
    Times times = new Times(asOf, knownAt);
    return number(session).chain(number -> everything(session, times, number));
  }

  /**
   * The part of the state at a moment that has one of the names, or shares an underlying with it.
   */
  public Uni<Catalogue> loadAt(
      Mutiny.Session session, Instant asOf, @Nullable Instant knownAt, Collection<String> names) {
    Times times = new Times(asOf, knownAt);
    Set<String> asked = new LinkedHashSet<>();
    names.forEach(name -> asked.addAll(EntryNames.asked(name)));
    return number(session)
        .chain(
            number ->
                times
                    .set(session.createNativeQuery(OF_NAMES, String.class))
                    .setParameter("names", String.join("\n", asked))
                    .getResultList()
                    .map(
                        rows -> {
                          Collector collector = new Collector(Catalogue.builder(), times.asOf());
                          collector.addAll(rows);
                          return collector.builder.build(number);
                        }));
  }

  private interface Read {
    Uni<Catalogue> of(long number);
  }

  /** Reads again where something was committed meanwhile, so that number and content agree. */
  private Uni<Catalogue> steady(Mutiny.Session session, Read read, int attempts) {
    return number(session)
        .chain(
            number ->
                read.of(number)
                    .chain(
                        catalogue ->
                            number(session)
                                .chain(
                                    after ->
                                        after.longValue() == number || attempts <= 1
                                            ? Uni.createFrom().item(catalogue)
                                            : steady(session, read, attempts - 1))));
  }

  private Uni<Catalogue> everything(Mutiny.Session session, Times times, long number) {
    Collector collector = new Collector(Catalogue.builder(), times.asOf());
    Uni<Void> read = Uni.createFrom().voidItem();
    for (EntryKind kind : EntryKind.values()) {
      read = read.chain(() -> pages(session, times, kind, "", collector));
    }
    return read.map(done -> collector.builder.build(number));
  }

  private Uni<Void> pages(
      Mutiny.Session session, Times times, EntryKind kind, String after, Collector collector) {
    return times
        .set(session.createNativeQuery(ALL_OF_KIND, String.class))
        .setParameter("kind", kind.wire())
        .setParameter("after", after)
        .getResultList()
        .chain(
            rows -> {
              String last = collector.addAll(rows);
              return rows.size() < PAGE
                  ? Uni.createFrom().voidItem()
                  : pages(session, times, kind, last, collector);
            });
  }

  private Uni<Catalogue> changed(Mutiny.Session session, Catalogue base, long number) {
    return session
        .createNativeQuery(
            "select distinct kind || ' ' || key from registry_change where number > :number"
                + " and phase = 'effective'",
            String.class)
        .setParameter("number", base.number())
        .getResultList()
        .chain(
            changed ->
                Times.NOW
                    .set(session.createNativeQuery(CHANGED, String.class))
                    .setParameter("number", base.number())
                    .getResultList()
                    .map(
                        rows -> {
                          Collector collector = new Collector(base.change(), Times.NOW.asOf());
                          collector.addAll(rows);
                          collector.removeAllBut(new HashSet<>(changed));
                          return collector.builder.build(number);
                        }));
  }

  /** The two times of a read; open ends are the database's present and all that is known. */
  private record Times(@Nullable Instant asOf, @Nullable Instant knownAt) {

    static final Times NOW = new Times(null, null);

    /** Later than anything that is recorded. */
    private static final Instant FOREVER = Instant.parse("9999-12-31T23:59:59.999Z");

    Mutiny.SelectionQuery<String> set(Mutiny.SelectionQuery<String> query) {
      return query
          .setParameter("asOf", or(asOf, Instant.now()).atOffset(ZoneOffset.UTC))
          .setParameter("knownAt", or(knownAt, FOREVER).atOffset(ZoneOffset.UTC));
    }

    private static Instant or(@Nullable Instant time, Instant other) {
      return time == null ? other : time;
    }
  }

  /** Joins rows of underlyings and of instruments on them into entries. */
  private static final class Collector {

    private final CatalogueBuilder builder;
    private final Instant asOf;
    private final Map<String, Underlying> known = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    Collector(CatalogueBuilder builder, @Nullable Instant asOf) {
      this.builder = builder;
      this.asOf = asOf == null ? Instant.MAX : asOf;
    }

    String addAll(List<String> texts) {
      String last = "";
      List<EntryRow> rows = texts.stream().map(EntryRow::of).toList();
      for (EntryRow row : rows) {
        if (row.id().kind() == EntryKind.UNDERLYING) {
          add(row);
        }
        last = row.id().key();
      }
      for (EntryRow row : rows) {
        if (row.id().kind() != EntryKind.UNDERLYING) {
          add(row);
        }
      }
      return last;
    }

    private void add(EntryRow row) {
      Statement statement = row.statement();
      seen.add(row.id().kind().wire() + " " + row.id().key());
      switch (StoredForm.read(
          row.id().kind(), Objects.requireNonNull(statement.content()), this::underlying)) {
        case Underlying underlying -> {
          known.put(underlying.key(), underlying);
          if (!statement.validFrom().isAfter(asOf)) {
            builder.add(underlying);
          }
        }
        case AssetContent content ->
            builder.add(
                new Asset(
                    content, statement.version(), statement.validFrom(), statement.recordedAt()));
        case Impostor impostor -> builder.add(impostor);
      }
    }

    void removeAllBut(Set<String> changed) {
      for (String id : changed) {
        if (!seen.contains(id)) {
          int space = id.indexOf(' ');
          builder.remove(EntryKind.ofWire(id.substring(0, space)), id.substring(space + 1));
        }
      }
    }

    private Underlying underlying(String key) {
      Underlying found = known.get(key);
      Underlying joined = found == null ? builder.underlying(key) : found;
      if (joined == null) {
        throw new IllegalStateException("an instrument stands on no underlying: " + key);
      }
      return joined;
    }
  }
}
