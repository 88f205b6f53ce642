package io.stockbridge.registry.catalogue;

import io.stockbridge.registry.assets.Asset;

/** An asset among those on its stock. */
public final class Listing extends Part<Listing> {

  private final Stock stock;
  private final Asset asset;

  Listing(Stock stock, Asset asset) {
    this.stock = stock;
    this.asset = asset;
  }

  @Override
  Listing self() {
    return this;
  }

  /** The asset. */
  public Asset asset() {
    return asset;
  }

  /** All assets and tokens of the same stock. */
  public Stock stock() {
    return stock;
  }
}
