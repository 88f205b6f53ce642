package io.stockbridge.registry.catalogue;

import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.EntryContent;
import io.stockbridge.registry.assets.Impostor;
import io.stockbridge.registry.assets.Underlying;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects entries one by one, underlyings before the assets on them, and makes a state of them:
 * the whole of one, or what has changed since another. Of two contents of one entry the later
 * stays.
 */
public final class CatalogueBuilder {

  private final Catalogue base;
  private final Sharing sharing = new Sharing();
  private final Map<String, Underlying> underlyings = new LinkedHashMap<>();
  private final Map<String, Asset> assets = new LinkedHashMap<>();
  private final Map<String, Deployment> impostors = new LinkedHashMap<>();
  private final Set<String> gone = new HashSet<>();
  private List<Scheduled> scheduled;

  CatalogueBuilder(Catalogue base) {
    this.base = base;
    this.scheduled = base.scheduled();
  }

  /** An underlying as it is now. */
  public void add(Underlying underlying) {
    String key = underlying.key();
    gone.remove(id(EntryKind.UNDERLYING, key));
    if (underlying.equals(base.underlyings().get(key))) {
      underlyings.remove(key);
    } else {
      underlyings.put(key, underlying);
    }
  }

  /** An asset as it is now. */
  public void add(Asset asset) {
    String key = asset.content().key();
    gone.remove(id(EntryKind.INSTRUMENT, key));
    Underlying named = asset.content().underlying();
    Underlying underlying = underlying(named.key());
    assets.put(key, sharing.asset(asset, underlying == null ? named : underlying));
  }

  /** An impostor as it is now. */
  public void add(Impostor impostor) {
    gone.remove(id(EntryKind.IMPOSTOR, impostor.key()));
    impostors.put(impostor.key(), sharing.deployment(impostor.deployment()));
  }

  /** An entry that is not there any more. */
  public void remove(EntryKind kind, String key) {
    gone.add(id(kind, key));
    switch (kind) {
      case UNDERLYING -> underlyings.remove(key);
      case INSTRUMENT -> assets.remove(key);
      case IMPOSTOR -> impostors.remove(key);
    }
  }

  /** What will be, in the order of its times, in place of what was known of that. */
  public void scheduled(List<Scheduled> entries) {
    scheduled = List.copyOf(entries);
  }

  /** An entry whose time has come. */
  void add(Scheduled due) {
    switch (due.content()) {
      case Underlying underlying -> add(underlying);
      case Impostor impostor -> add(impostor);
      case AssetContent content -> add(Objects.requireNonNull(due.asset()));
    }
  }

  List<Scheduled> scheduled() {
    return scheduled;
  }

  /** The underlying of a key among those added and those of the base. */
  public @Nullable Underlying underlying(String key) {
    Underlying added = underlyings.get(key);
    return added == null ? base.underlyings().get(key) : added;
  }

  /** The state with that many changes. */
  public Catalogue build(long number) {
    rejoin();
    return base.with(number, this);
  }

  Collection<Asset> assets() {
    return assets.values();
  }

  Collection<Underlying> underlyings() {
    return underlyings.values();
  }

  Collection<Deployment> impostors() {
    return impostors.values();
  }

  boolean isGone(EntryContent entry) {
    return !gone.isEmpty() && gone.contains(id(entry.kind(), entry.key()));
  }

  boolean removes() {
    return !gone.isEmpty();
  }

  /** All assets on an underlying that has changed stand on what it is now. */
  private void rejoin() {
    for (Underlying changed : underlyings.values()) {
      for (Asset asset : base.assetsOn(changed)) {
        if (!isGone(asset.content())) {
          assets.computeIfAbsent(asset.content().key(), key -> sharing.asset(asset, changed));
        }
      }
    }
    assets.replaceAll(
        (key, asset) -> {
          Underlying named = asset.content().underlying();
          Underlying underlying = underlying(named.key());
          return underlying == null || underlying.equals(named)
              ? asset
              : sharing.asset(asset, underlying);
        });
  }

  private static String id(EntryKind kind, String key) {
    return kind.wire() + " " + key;
  }
}
