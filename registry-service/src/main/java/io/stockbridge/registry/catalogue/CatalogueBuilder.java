package io.stockbridge.registry.catalogue;

import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.EntryContent;
import io.stockbridge.registry.assets.EntryKind;
import io.stockbridge.registry.assets.Impostor;
import io.stockbridge.registry.assets.Underlying;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects entries one by one, underlyings before the assets on them, and makes a state of them:
 * the whole of one, or what has changed since another.
 */
public final class CatalogueBuilder {

  private final Catalogue base;
  private final Sharing sharing = new Sharing();
  private final Map<String, Underlying> underlyings = new HashMap<>();
  private final List<Asset> assets = new ArrayList<>();
  private final List<Deployment> impostors = new ArrayList<>();
  private final Set<String> gone = new HashSet<>();

  CatalogueBuilder(Catalogue base) {
    this.base = base;
  }

  /** An underlying as it is now. */
  public void add(Underlying underlying) {
    underlyings.put(underlying.key(), underlying);
  }

  /** An asset as it is now. */
  public void add(Asset asset) {
    Underlying named = asset.content().underlying();
    Underlying underlying = underlying(named.key());
    assets.add(sharing.asset(asset, underlying == null ? named : underlying));
  }

  /** An impostor as it is now. */
  public void add(Impostor impostor) {
    impostors.add(sharing.deployment(impostor.deployment()));
  }

  /** An entry that is not there any more. */
  public void remove(EntryKind kind, String key) {
    gone.add(id(kind, key));
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

  List<Asset> assets() {
    return assets;
  }

  Map<String, Underlying> underlyings() {
    return underlyings;
  }

  List<Deployment> impostors() {
    return impostors;
  }

  boolean isGone(EntryContent entry) {
    return !gone.isEmpty() && gone.contains(id(entry.kind(), entry.key()));
  }

  boolean removes() {
    return !gone.isEmpty();
  }

  /** Assets of the base on an underlying that has changed stand on what it is now. */
  private void rejoin() {
    Set<String> added = new HashSet<>();
    assets.forEach(asset -> added.add(asset.content().key()));
    for (Underlying changed : underlyings.values()) {
      for (Asset asset : base.assetsOn(changed)) {
        if (!added.contains(asset.content().key())) {
          assets.add(sharing.asset(asset, changed));
        }
      }
    }
  }

  private static String id(EntryKind kind, String key) {
    return kind.wire() + " " + key;
  }
}
