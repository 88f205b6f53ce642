package io.stockbridge.registry.catalogue;

import io.stockbridge.registry.assets.Asset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The assets on each underlying, in the order of their keys; never changed. A hash table, because
 * each answer asks it: a binary search among many reads a dozen entries that no cache holds.
 */
final class AssetGroups {

  static final AssetGroups NONE = new AssetGroups(Map.of());

  private static final Comparator<Asset> BY_KEY =
      Comparator.comparing(asset -> asset.content().key());

  private final Map<String, List<Asset>> byUnderlying;

  private AssetGroups(Map<String, List<Asset>> byUnderlying) {
    this.byUnderlying = byUnderlying;
  }

  /** The assets on the underlying of a key. */
  List<Asset> of(String underlyingKey) {
    return byUnderlying.getOrDefault(underlyingKey, List.of());
  }

  /** These groups without some assets, and with others in place of those of the same keys. */
  AssetGroups with(Collection<Asset> gone, Collection<Asset> changed) {
    if (gone.isEmpty() && changed.isEmpty()) {
      return this;
    }
    Map<String, List<Asset>> groups = new HashMap<>(byUnderlying);
    gone.forEach(asset -> put(groups, asset, false));
    changed.forEach(asset -> put(groups, asset, true));
    return new AssetGroups(groups);
  }

  private static void put(Map<String, List<Asset>> groups, Asset asset, boolean present) {
    String underlyingKey = asset.content().underlying().key();
    List<Asset> group = new ArrayList<>(groups.getOrDefault(underlyingKey, List.of()));
    group.removeIf(other -> other.content().key().equals(asset.content().key()));
    if (present) {
      group.add(asset);
      group.sort(BY_KEY);
    }
    if (group.isEmpty()) {
      groups.remove(underlyingKey);
    } else {
      groups.put(underlyingKey, List.copyOf(group));
    }
  }
}
