package io.stockbridge.registry.catalogue;

import io.stockbridge.registry.assets.Asset;

/** An asset among those on its stock. */
public final class Listing extends Part<Listing> {

  private final Stock stock;
  private final Asset asset;
  private final String issuer;

  Listing(Stock stock, Asset asset) {
    this.stock = stock;
    this.asset = asset;
    this.issuer = asset.content().issuer();
  }

  @Override
  Listing self() {
    return this;
  }

  /** The asset. */
  public Asset asset() {
    return asset;
  }

  /** Who issues it; at hand, because each comparison asks. */
  public String issuer() {
    return issuer;
  }

  /** All assets and tokens of the same stock. */
  public Stock stock() {
    return stock;
  }
}
