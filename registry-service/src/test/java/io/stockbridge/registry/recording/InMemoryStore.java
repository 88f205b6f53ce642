package io.stockbridge.registry.recording;

import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.EntryContent;
import io.stockbridge.registry.assets.Impostor;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.catalogue.CatalogueBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A model of the store: it keeps every statement in a list and replays them for each read. */
final class InMemoryStore implements StoreContract.Store {

  private static final Comparator<EntryId> ORDER = EntryId.BY_KIND.thenComparing(EntryId::key);

  private final Map<EntryId, List<Statement>> history = new LinkedHashMap<>();
  private long number;

  @Override
  public Asset put(AssetContent content, @Nullable Instant validFrom) {
    Draft draft = draft();
    AssetRecorder.Outcome outcome =
        AssetRecorder.put(
            draft, new AssetRecorder.AssetChange(content, stored -> content, validFrom));
    commit(draft);
    return outcome.asset();
  }

  @Override
  public boolean put(Underlying underlying, @Nullable Instant validFrom) {
    Draft draft = draft();
    boolean changed = AssetRecorder.put(draft, List.of(underlying), validFrom);
    commit(draft);
    return changed;
  }

  @Override
  public void withdraw(EntryId id, Instant validFrom) {
    Draft draft = draft();
    draft.withdraw(id, validFrom);
    commit(draft);
  }

  @Override
  public Catalogue read(Instant asOf, @Nullable Instant knownAt) {
    CatalogueBuilder builder = Catalogue.builder();
    history.keySet().stream().sorted(ORDER).forEach(id -> add(builder, id, asOf, knownAt));
    return builder.build(number);
  }

  @Override
  public Catalogue page(AssetStore.Page page, Instant asOf) {
    CatalogueBuilder builder = Catalogue.builder();
    history.keySet().stream()
        .filter(id -> id.kind() == page.kind() && id.key().compareTo(page.after()) > 0)
        .filter(id -> Replay.at(history.get(id), asOf, null) != null)
        .sorted(ORDER)
        .limit(page.limit())
        .forEach(id -> add(builder, id, asOf, null));
    return builder.build(number);
  }

  @Override
  public long number() {
    return number;
  }

  private Draft draft() {
    Draft draft = new Draft(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    // The later of two statements for one time is the one that is open.
    history.forEach(draft::load);
    return draft;
  }

  private void commit(Draft draft) {
    refuseClaimed(draft);
    draft.repeatOn(draft.changedUnderlyings());
    number += DraftChanges.of(draft).size();
    for (EntryId id : draft.changed()) {
      history.computeIfAbsent(id, entry -> new ArrayList<>()).addAll(draft.added(id));
    }
  }

  private static void refuseClaimed(Draft draft) {
    Map<String, EntryId> owners = new LinkedHashMap<>();
    for (EntryId id : draft.known()) {
      for (Statement statement : draft.wanted(id).holding()) {
        EntryContent content = Objects.requireNonNull(draft.contentOf(id, statement));
        for (EntryNames.Name name : EntryNames.of(content)) {
          EntryId owner = name.exclusive() ? owners.putIfAbsent(name.name(), id) : null;
          if (owner != null && !owner.equals(id)) {
            throw new InvalidAssetException(
                "deployments", name.name() + " is already known as one of " + owner.key());
          }
        }
      }
    }
  }

  private void add(CatalogueBuilder builder, EntryId id, Instant asOf, @Nullable Instant knownAt) {
    Statement statement = Replay.at(history.get(id), asOf, knownAt);
    if (statement == null) {
      return;
    }
    EntryContent content =
        StoredForm.read(
            id.kind(),
            Objects.requireNonNull(statement.content()),
            key -> underlying(key, asOf, knownAt));
    switch (content) {
      case Underlying underlying -> builder.add(underlying);
      case Impostor impostor -> builder.add(impostor);
      case AssetContent asset ->
          builder.add(
              new Asset(asset, statement.version(), statement.validFrom(), statement.recordedAt()));
    }
  }

  /** Where it became known later, its first statement stands in. */
  private Underlying underlying(String key, Instant asOf, @Nullable Instant knownAt) {
    List<Statement> said = history.getOrDefault(EntryId.underlying(key), List.of());
    Statement statement = Replay.at(said, asOf, knownAt);
    if (statement == null) {
      statement = Replay.first(said, knownAt);
    }
    if (statement == null || statement.content() == null) {
      throw new IllegalStateException("no underlying " + key);
    }
    return (Underlying)
        StoredForm.read(
            EntryKind.UNDERLYING,
            statement.content(),
            none -> {
              throw new IllegalStateException("an underlying stands on none");
            });
  }
}
