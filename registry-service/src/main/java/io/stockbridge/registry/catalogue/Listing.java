package io.stockbridge.registry.catalogue;

import io.stockbridge.registry.assets.Asset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** An asset among those on its stock. */
public final class Listing extends Part<Listing> {

  private static final byte[] KEY = opening("asset");
  private static final byte[] NAME = opening("name");

  private final Stock stock;
  private final KnownToken[] siblings;
  private final Asset asset;
  private final String issuer;

  Listing(Stock stock, KnownToken[] siblings, Asset asset) {
    this.stock = stock;
    this.siblings = siblings;
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

  /** The tokens of the same stock; at hand, because each verdict compares them. */
  public List<KnownToken> siblings() {
    return Collections.unmodifiableList(Arrays.asList(siblings));
  }

  /** All assets and tokens of the same stock. */
  public Stock stock() {
    return stock;
  }
}
