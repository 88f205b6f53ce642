package io.stockbridge.registry.catalogue;

import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.Deployment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The assets on one underlying and their tokens; never changed. An answer compares the tokens of a
 * stock: they lie side by side, so that not each of them is another place in memory.
 */
public final class Stock {

  /** Nothing on an underlying. */
  static final Stock NONE = new Stock(List.of());

  private static final Comparator<Asset> BY_KEY =
      Comparator.comparing(asset -> asset.content().key());

  private final List<Asset> assets;
  private final List<KnownToken> tokens;

  private Stock(List<Asset> sorted) {
    assets = sorted;
    List<KnownToken> all = new ArrayList<>();
    for (Asset asset : sorted) {
      Listing listing = new Listing(this, asset);
      for (Deployment deployment : asset.content().deployments()) {
        all.add(new KnownToken(deployment, listing));
      }
    }
    tokens = List.copyOf(all);
  }

  /** The assets, in the order of their keys. */
  public List<Asset> assets() {
    return assets;
  }

  /** The tokens of all assets, asset by asset in the order of their CAIP-19 names. */
  public List<KnownToken> tokens() {
    return tokens;
  }

  /** This stock without an asset of that key. */
  Stock without(Asset asset) {
    return new Stock(rest(asset));
  }

  /** This stock with an asset beside the others or in the place of the one of its key. */
  Stock with(Asset asset) {
    List<Asset> all = new ArrayList<>(rest(asset));
    all.add(asset);
    all.sort(BY_KEY);
    return new Stock(List.copyOf(all));
  }

  private List<Asset> rest(Asset asset) {
    String key = asset.content().key();
    return assets.stream().filter(other -> !other.content().key().equals(key)).toList();
  }
}
