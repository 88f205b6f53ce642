package io.stockbridge.registry.recording;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.EntryContent;
import io.stockbridge.registry.assets.Underlying;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The entries that one transaction reads and changes, as they are and as they shall be. Pure: the
 * caller has read them under the write lock and writes what comes out.
 */
final class Draft {

  private final Instant now;
  private final Map<EntryId, Timeline> stored = new LinkedHashMap<>();
  private final Map<EntryId, Timeline> wanted = new LinkedHashMap<>();
  private final Map<EntryId, List<Statement>> added = new LinkedHashMap<>();

  /** Each statement is looked at many times and read once. */
  private final IdentityHashMap<Statement, Read> read = new IdentityHashMap<>();

  /** Which underlyings have, had or will have a ticker or ISIN. */
  private final Map<String, Set<EntryId>> named = new HashMap<>();

  /** Content, and the underlying that it was joined with. */
  private record Read(EntryContent content, @Nullable Underlying underlying) {}

  Draft(Instant now) {
    this.now = now;
  }

  Instant now() {
    return now;
  }

  /** An entry as it is stored. */
  void load(EntryId id, List<Statement> open) {
    stored.put(id, Timeline.of(open));
    wanted.put(id, Timeline.of(open));
    open.forEach(statement -> name(id, statement));
  }

  /** The underlyings that perhaps have a ticker or ISIN now. */
  Set<EntryId> named(String name) {
    return named.getOrDefault(name, Set.of());
  }

  private void name(EntryId id, Statement statement) {
    JsonNode content = statement.content();
    if (id.kind() == EntryKind.UNDERLYING && content != null) {
      for (String member : List.of("ticker", "isin")) {
        named.computeIfAbsent(content.path(member).asText(), n -> new LinkedHashSet<>()).add(id);
      }
    }
  }

  /** The entries that get new statements, underlyings first. */
  Collection<EntryId> changed() {
    return added.keySet().stream().sorted(EntryId.BY_KIND).toList();
  }

  List<Statement> added(EntryId id) {
    return added.getOrDefault(id, List.of());
  }

  /** The first of the draft's later statements for the same time. */
  Optional<Statement> superseding(EntryId id, Statement statement) {
    return added(id).stream()
        .filter(later -> later.version() > statement.version())
        .filter(later -> later.validFrom().equals(statement.validFrom()))
        .findFirst();
  }

  Timeline stored(EntryId id) {
    return stored.getOrDefault(id, Timeline.EMPTY);
  }

  Timeline wanted(EntryId id) {
    return wanted.getOrDefault(id, Timeline.EMPTY);
  }

  /** The entries that were loaded or are new. */
  Collection<EntryId> known() {
    return stored.keySet();
  }

  /** What is said of an entry for a time, with this draft's changes. */
  @Nullable EntryContent at(EntryId id, Instant time) {
    return content(id, wanted(id).at(time), time, wanted);
  }

  /** What is said of an entry for a time, as stored. */
  @Nullable EntryContent storedAt(EntryId id, Instant time) {
    return content(id, stored(id).at(time), time, stored);
  }

  /** The content of a statement, its underlying as it is at that statement's time. */
  @Nullable EntryContent contentOf(EntryId id, Statement statement) {
    return content(id, statement, statement.validFrom(), wanted);
  }

  /** The asset of a key as it is now. */
  Optional<Asset> asset(String key) {
    EntryId id = EntryId.instrument(key);
    return wanted(id).at(now) == null ? Optional.empty() : Optional.of(assetAt(id, now));
  }

  /** The asset as it is at a time for which something is said. */
  Asset assetAt(EntryId id, Instant time) {
    Statement statement = wanted(id).at(time);
    if (statement == null || !(at(id, time) instanceof AssetContent content)) {
      throw new IllegalStateException("nothing is said of " + id + " for " + time);
    }
    return new Asset(content, statement.version(), statement.validFrom(), statement.recordedAt());
  }

  /**
   * Lets {@code content} hold from a time on.
   *
   * @return whether that is new
   */
  boolean put(EntryContent content, Instant validFrom) {
    EntryId id = EntryId.of(content);
    if (content.equals(at(id, validFrom))) {
      return false;
    }
    add(id, wanted(id).put(validFrom, StoredForm.of(content), now));
    return true;
  }

  /** The keys of underlyings that were known before and say something else now. */
  Set<String> changedUnderlyings() {
    Set<String> keys = new LinkedHashSet<>();
    for (EntryId id : added.keySet()) {
      if (id.kind() == EntryKind.UNDERLYING
          && storedAt(id, now) != null
          && !Objects.equals(storedAt(id, now), at(id, now))) {
        keys.add(id.key());
      }
    }
    return keys;
  }

  /** Says again what holds now of each instrument on those underlyings. */
  void repeatOn(Set<String> underlyings) {
    repeatOn(underlyings, Set.of());
  }

  /** The same, but for some that are announced anyway. */
  void repeatOn(Set<String> underlyings, Set<EntryId> but) {
    for (EntryId id : List.copyOf(stored.keySet())) {
      Statement present = wanted(id).at(now);
      if (id.kind() == EntryKind.INSTRUMENT
          && present != null
          && present.content() != null
          && !added(id).contains(present)
          && !but.contains(id)
          && underlyings.contains(StoredForm.underlyingKey(present.content()))) {
        add(id, wanted(id).put(now, present.content(), now));
      }
    }
  }

  /**
   * Takes back what was said for a time.
   *
   * @throws InvalidAssetException when nothing was, or when something else would come back to life
   */
  void withdraw(EntryId id, Instant validFrom) {
    Statement made = wanted(id).madeFor(validFrom);
    if (made == null || made.content() == null) {
      throw new InvalidAssetException("validFrom", "nothing is recorded for " + validFrom);
    }
    if (!validFrom.isAfter(now) && wanted(id).at(validFrom.minusMillis(1)) != null) {
      throw new InvalidAssetException(
          "validFrom", "what holds already is corrected by other content, not taken back");
    }
    add(id, wanted(id).withdraw(validFrom, now));
  }

  private void add(EntryId id, List<Statement> statements) {
    Timeline timeline = wanted(id);
    for (Statement statement : statements) {
      timeline = timeline.with(statement);
      name(id, statement);
    }
    wanted.put(id, timeline);
    stored.putIfAbsent(id, Timeline.EMPTY);
    added.computeIfAbsent(id, key -> new ArrayList<>()).addAll(statements);
    // What the merge made must be content too; else the whole change is refused.
    statements.forEach(statement -> contentOf(id, statement));
  }

  private @Nullable EntryContent content(
      EntryId id, @Nullable Statement statement, Instant time, Map<EntryId, Timeline> timelines) {
    if (statement == null || statement.content() == null) {
      return null;
    }
    return switch (id.kind()) {
      case UNDERLYING, IMPOSTOR -> read(id, statement, statement.content(), null);
      case INSTRUMENT ->
          read(
              id,
              statement,
              statement.content(),
              underlying(StoredForm.underlyingKey(statement.content()), time, timelines));
    };
  }

  /** Where an underlying became known after the time asked for, its first statement stands in. */
  private Underlying underlying(String key, Instant time, Map<EntryId, Timeline> timelines) {
    Timeline timeline = timelines.getOrDefault(EntryId.underlying(key), Timeline.EMPTY);
    Statement statement = timeline.at(time);
    if (statement == null) {
      statement = timeline.first();
    }
    if (statement == null || statement.content() == null) {
      throw new IllegalStateException("no underlying " + key);
    }
    return (Underlying) read(EntryId.underlying(key), statement, statement.content(), null);
  }

  private EntryContent read(
      EntryId id, Statement statement, JsonNode content, @Nullable Underlying underlying) {
    Read known = read.get(statement);
    if (known == null || !Objects.equals(known.underlying(), underlying)) {
      known =
          new Read(
              StoredForm.read(id.kind(), content, key -> Objects.requireNonNull(underlying)),
              underlying);
      read.put(statement, known);
    }
    return known.content();
  }
}
