package io.stockbridge.registry.recording;

import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Computation;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.EntryContent;
import io.stockbridge.registry.assets.Underlying;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Records new versions of entries: state, history, signature, line of the change feed and outbox
 * row in one transaction. The same content again is no new version. The caller holds the write lock
 * ({@link AssetStore#lockForWriting}).
 */
@ApplicationScoped
public class AssetRecorder {

  /** Topic of the assets that this deployment bridges, as bridge and attesters read them. */
  public static final String ASSETS_TOPIC = "registry.assets.v1";

  /** Topic of everything that is known, for mirrors. */
  public static final String INSTRUMENTS_TOPIC = "registry.instruments.v1";

  private static final Logger LOG = Logger.getLogger(AssetRecorder.class);

  private final EntryReader reader;
  private final EntryWriter writer;
  private final FeedWriter feed;
  private final InstrumentEvents events;
  private final Activation activation;
  private final RemovalGuard guard;

  AssetRecorder(
      EntryReader reader,
      EntryWriter writer,
      FeedWriter feed,
      InstrumentEvents events,
      Activation activation,
      RemovalGuard guard) {
    this.reader = reader;
    this.writer = writer;
    this.feed = feed;
    this.events = events;
    this.activation = activation;
    this.guard = guard;
  }

  /**
   * What became of an asset.
   *
   * @param asset the version that says what was recorded, or the one that said so already
   * @param changed whether that version is new
   * @param created whether the asset is new
   */
  public record Outcome(Asset asset, boolean changed, boolean created) {}

  /**
   * Who changes what, and why; part of the history.
   *
   * @param confirmedRemovals how many entries and tokens may end by it, see {@link RemovalGuard}
   */
  public record Cause(String subject, String reason, long confirmedRemovals) {

    /** A cause that confirms no removal. */
    public Cause(String subject, String reason) {
      this(subject, reason, 0);
    }
  }

  /**
   * A change of an asset.
   *
   * @param proposed names the asset and its underlying
   * @param change makes the wanted content of what is stored
   * @param validFrom since when it is so: null for now, the past to correct, the future to schedule
   */
  public record AssetChange(
      AssetContent proposed,
      Function<Optional<Asset>, AssetContent> change,
      @Nullable Instant validFrom) {}

  /**
   * Records changes of assets, and their underlyings where they are new or more is known of them.
   *
   * @throws InvalidAssetException (as failure) when content contradicts what is stored
   */
  public Uni<List<Outcome>> recordAssets(
      Mutiny.Session session, List<AssetChange> changes, Cause cause) {
    return draft(session, changes)
        .chain(
            draft ->
                Computation.of(() -> changes.stream().map(change -> put(draft, change)).toList())
                    .call(() -> finish(session, draft, cause)));
  }

  /** How many live entries and tokens would end by changes that are not recorded yet. */
  public Uni<Long> removedBy(Mutiny.Session session, List<AssetChange> changes) {
    return draft(session, changes)
        .chain(
            draft ->
                Computation.of(
                    () -> {
                      changes.forEach(change -> put(draft, change));
                      return RemovalGuard.removedBy(draft);
                    }));
  }

  /** The same of underlyings and impostors. */
  public Uni<Long> removedByEntries(
      Mutiny.Session session, Collection<? extends EntryContent> contents) {
    return draft(session, contents.stream().map(EntryId::of).toList(), List.of())
        .chain(
            draft ->
                Computation.of(
                    () -> {
                      contents.forEach(content -> draft.put(content, draft.now()));
                      return RemovalGuard.removedBy(draft);
                    }));
  }

  /**
   * Refuses a change set that is recorded in several transactions.
   *
   * @throws MassRemovalException (as failure) when it ends too much
   */
  public Uni<Void> refuseMassRemoval(Mutiny.Session session, long removed, long confirmed) {
    return reader.now(session).chain(now -> guard.check(session, now, removed, confirmed));
  }

  /**
   * Records content of underlyings or impostors.
   *
   * @return whether anything of it is new
   */
  public Uni<Boolean> recordEntries(
      Mutiny.Session session,
      Collection<? extends EntryContent> contents,
      @Nullable Instant validFrom,
      Cause cause) {
    List<EntryId> ids = contents.stream().map(EntryId::of).toList();
    Set<String> names = new LinkedHashSet<>();
    for (EntryContent content : contents) {
      if (content instanceof Underlying underlying) {
        names.addAll(UnderlyingMatch.names(underlying));
      }
    }
    return draft(session, ids, names)
        .chain(
            draft ->
                Computation.of(() -> put(draft, contents, validFrom))
                    .call(() -> finish(session, draft, cause)));
  }

  /**
   * Records an underlying once {@code check} has seen what is stored of it, null for nothing.
   *
   * @throws InvalidAssetException (as failure) when another one has its ticker
   */
  public Uni<Boolean> recordUnderlying(
      Mutiny.Session session,
      Underlying wanted,
      Consumer<@Nullable Underlying> check,
      @Nullable Instant validFrom,
      Cause cause) {
    EntryId id = EntryId.of(wanted);
    return draft(session, List.of(id), UnderlyingMatch.names(wanted))
        .chain(
            draft -> {
              check.accept(draft.at(id, draft.now()) instanceof Underlying stored ? stored : null);
              UnderlyingMatch.refuseSharedTicker(draft, wanted);
              boolean changed = draft.put(wanted, validFrom == null ? draft.now() : validFrom);
              return finish(session, draft, cause).replaceWith(changed);
            });
  }

  /**
   * Takes back what was said of an entry for a time: something scheduled, or all that was ever
   * said.
   *
   * @throws InvalidAssetException (as failure) when nothing was said for that time
   */
  public Uni<Void> withdraw(Mutiny.Session session, EntryId id, Instant validFrom, Cause cause) {
    return draft(session, List.of(id), List.of())
        .chain(
            draft -> {
              draft.withdraw(id, validFrom);
              return finish(session, draft, cause);
            });
  }

  private Uni<Draft> draft(Mutiny.Session session, List<AssetChange> changes) {
    Set<EntryId> ids = new LinkedHashSet<>();
    Set<String> names = new LinkedHashSet<>();
    for (AssetChange change : changes) {
      ids.add(EntryId.instrument(change.proposed().key()));
      names.addAll(UnderlyingMatch.names(change.proposed().underlying()));
    }
    return draft(session, ids, names);
  }

  /** What came true by the clock is in the feed before what is recorded on top of it. */
  private Uni<Draft> draft(
      Mutiny.Session session, Collection<EntryId> ids, Collection<String> names) {
    return reader
        .now(session)
        .chain(
            now ->
                activation
                    .announceDue(session, now)
                    .chain(() -> reader.draft(session, now, ids, names)));
  }

  static boolean put(
      Draft draft, Collection<? extends EntryContent> contents, @Nullable Instant validFrom) {
    Instant from = validFrom == null ? draft.now() : validFrom;
    for (EntryContent content : contents) {
      if (content instanceof Underlying underlying) {
        UnderlyingMatch.refuseSharedTicker(draft, underlying);
      }
      draft.put(content, from);
    }
    return !draft.changed().isEmpty();
  }

  static Outcome put(Draft draft, AssetChange change) {
    Optional<Asset> stored = draft.asset(change.proposed().key());
    AssetContent wanted = change.change().apply(stored);
    Underlying underlying = UnderlyingMatch.of(draft, wanted.underlying());
    Instant from = change.validFrom() == null ? draft.now() : change.validFrom();
    boolean known = draft.at(EntryId.of(underlying), draft.now()) != null;
    // More about a known underlying holds from now on; a new one is there before its instrument.
    draft.put(underlying, known || from.isAfter(draft.now()) ? draft.now() : from);
    boolean changed = draft.put(wanted.withUnderlying(underlying), from);
    EntryId id = EntryId.instrument(wanted.key());
    Asset asset = draft.assetAt(id, from);
    return new Outcome(asset, changed, stored.isEmpty() && changed);
  }

  /** Instruments on an underlying that has changed get a version of their own, which says so. */
  private Uni<Void> finish(Mutiny.Session session, Draft draft, Cause cause) {
    Set<String> moved = draft.changedUnderlyings();
    Uni<Draft> complete =
        moved.isEmpty()
            ? Uni.createFrom().item(draft)
            : reader.addInstruments(session, draft, moved);
    return complete
        .chain(
            all ->
                Computation.of(
                    () -> {
                      all.repeatOn(moved);
                      return DraftChanges.of(all);
                    }))
        .chain(
            changes ->
                changes.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : write(session, draft, changes, cause));
  }

  private Uni<Void> write(Mutiny.Session session, Draft draft, List<Change> changes, Cause cause) {
    changes.forEach(change -> logged(change, cause));
    return guard
        .check(session, draft, cause.confirmedRemovals())
        .chain(() -> writer.write(session, draft, cause))
        .call(records -> feed.append(session, draft, changes, records))
        .chain(records -> events.append(session, draft, changes, records));
  }

  private static void logged(Change change, Cause cause) {
    LOG.debugf(
        "entry recorded kind=%s key=%s version=%d phase=%s types=%s subject=%s reason=\"%s\"",
        change.id().kind().wire(),
        change.id().key(),
        change.version(),
        change.phase().wire(),
        change.types(),
        cause.subject(),
        cause.reason());
  }
}
