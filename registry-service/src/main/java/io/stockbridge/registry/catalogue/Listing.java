package io.stockbridge.registry.catalogue;

import io.stockbridge.registry.assets.Asset;

/** An asset among those on its stock. */
public final class Listing extends Part<Listing> {

  private static final byte[] KEY = opening("asset");
  private static final byte[] NAME = opening("name");

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

  /** The asset's key. */
  public CharSequence key() {
    PlainText kept = PlainText.member(kept(), KEY);
    return kept == null ? asset.content().key() : kept;
  }

  /** The asset's name. */
  public CharSequence name() {
    PlainText kept = PlainText.member(kept(), NAME);
    return kept == null ? asset.content().name() : kept;
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
