package io.stockbridge.registry.catalogue;

import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.Underlying;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An underlying, the assets on it and their tokens; never changed. An answer compares the tokens of
 * a stock: they lie side by side, so that not each of them is another place in memory.
 */
public final class Stock {

  /** Nothing on an underlying. */
  static final Stock NONE = new Stock("", null, List.of());

  private static final Comparator<Asset> BY_KEY =
      Comparator.comparing(asset -> asset.content().key());

  private final String key;
  private final @Nullable Underlying underlying;
  private final byte @Nullable [] plainName;
  private final KnownToken[] tokens;
  private final List<Asset> assets;

  private Stock(String key, @Nullable Underlying underlying, List<Asset> sorted) {
    this.key = key;
    this.underlying = underlying;
    this.assets = sorted;
    this.plainName = underlying == null ? null : PlainText.bytesOf(underlying.name());
    this.tokens =
        new KnownToken
            [sorted.stream().mapToInt(asset -> asset.content().deployments().size()).sum()];
    int at = 0;
    for (Asset asset : sorted) {
      Listing listing = new Listing(this, asset);
      for (Deployment deployment : asset.content().deployments()) {
        tokens[at++] = new KnownToken(deployment, listing, tokens);
      }
    }
  }

  /** The key of the underlying. */
  public String key() {
    return key;
  }

  /** The underlying; null where only assets on it are known here. */
  public @Nullable Underlying underlying() {
    return underlying;
  }

  /** The name of the underlying; empty where only assets on it are known here. */
  public CharSequence name() {
    if (plainName != null) {
      return PlainText.of(plainName);
    }
    return underlying == null ? "" : underlying.name();
  }

  /** The assets, in the order of their keys. */
  public List<Asset> assets() {
    return assets;
  }

  /** The tokens of all assets, asset by asset in the order of their CAIP-19 names. */
  public List<KnownToken> tokens() {
    return Collections.unmodifiableList(Arrays.asList(tokens));
  }

  /** The same assets on an underlying. */
  Stock of(Underlying other) {
    return new Stock(other.key(), other, assets);
  }

  /** This stock without an asset of that key. */
  Stock without(Asset asset) {
    return new Stock(key, underlying, rest(asset));
  }

  /** This stock with an asset beside the others or in the place of the one of its key. */
  Stock with(Asset asset) {
    List<Asset> all = new ArrayList<>(rest(asset));
    all.add(asset);
    all.sort(BY_KEY);
    return new Stock(asset.content().underlying().key(), underlying, List.copyOf(all));
  }

  private List<Asset> rest(Asset asset) {
    String gone = asset.content().key();
    return assets.stream().filter(other -> !other.content().key().equals(gone)).toList();
  }
}
