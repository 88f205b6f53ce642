package io.stockbridge.registry.recording;

import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.EntryContent;
import io.stockbridge.registry.assets.Impostor;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.catalogue.CatalogueBuilder;
import io.stockbridge.registry.catalogue.Scheduled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Joins rows of underlyings and of instruments on them into the entries of a state. */
final class EntryCollector {

  private final CatalogueBuilder builder;
  private final Instant asOf;
  private final Map<String, Underlying> known = new HashMap<>();
  private final Set<String> seen = new HashSet<>();

  EntryCollector(CatalogueBuilder builder, Instant asOf) {
    this.builder = builder;
    this.asOf = asOf;
  }

  /** Takes rows, underlyings before instruments on them; the last row's key. */
  String addAll(List<String> texts) {
    List<EntryRow> rows = texts.stream().map(EntryRow::of).toList();
    rows.stream().filter(EntryCollector::isUnderlying).forEach(this::add);
    rows.stream().filter(row -> !isUnderlying(row)).forEach(this::add);
    return rows.isEmpty() ? "" : rows.get(rows.size() - 1).id().key();
  }

  /** Takes rows of what will be, in the order of their times. */
  void addScheduled(List<String> texts) {
    List<EntryRow> rows = texts.stream().map(EntryRow::of).toList();
    for (EntryRow row : rows) {
      if (isUnderlying(row)
          && read(row) instanceof Underlying underlying
          && builder.underlying(underlying.key()) == null) {
        known.putIfAbsent(underlying.key(), underlying);
      }
    }
    List<Scheduled> scheduled = new ArrayList<>();
    for (EntryRow row : rows) {
      EntryContent content = read(row);
      Asset asset = content instanceof AssetContent instrument ? asset(row, instrument) : null;
      scheduled.add(new Scheduled(row.statement().validFrom(), content, asset));
    }
    builder.scheduled(scheduled);
  }

  /** Entries that have changed and of which no row came are gone. */
  void removeUnseen(Collection<String> changed) {
    for (String id : changed) {
      if (!seen.contains(id)) {
        int space = id.indexOf(' ');
        EntryId gone = EntryId.of(id.substring(0, space), id.substring(space + 1));
        builder.remove(gone.kind(), gone.key());
      }
    }
  }

  Catalogue build(long number) {
    return builder.build(number);
  }

  private void add(EntryRow row) {
    seen.add(row.id().kind().wire() + " " + row.id().key());
    switch (read(row)) {
      case Underlying underlying -> {
        known.put(underlying.key(), underlying);
        if (!row.statement().validFrom().isAfter(asOf)) {
          builder.add(underlying);
        }
      }
      case AssetContent content -> builder.add(asset(row, content));
      case Impostor impostor -> builder.add(impostor);
    }
  }

  private EntryContent read(EntryRow row) {
    return StoredForm.read(
        row.id().kind(), Objects.requireNonNull(row.statement().content()), this::underlying);
  }

  private static Asset asset(EntryRow row, AssetContent content) {
    Statement statement = row.statement();
    return new Asset(content, statement.version(), statement.validFrom(), statement.recordedAt());
  }

  private static boolean isUnderlying(EntryRow row) {
    return row.id().kind() == EntryKind.UNDERLYING;
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
