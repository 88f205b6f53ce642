package io.stockbridge.registry.catalogue;

import io.stockbridge.registry.assets.Asset;

/** An asset among those on its stock. */
public final class Listing extends Part<Listing> {

  private static final byte[] KEY = opening("asset");
  private static final byte[] NAME = opening("name");

  private final Stock stock;
  private final Asset asset;

  // Where its key and its name stand in what is kept: a length of 0 when they have to be escaped or
  // are longer than fits here. Written before what is kept is published, read after that.
  private byte keyLength;
  private byte nameLength;
  private short nameFrom;

  Listing(Stock stock, Asset asset) {
    this.stock = stock;
    this.asset = asset;
  }

  @Override
  Listing self() {
    return this;
  }

  @Override
  void placeTexts(byte[] bytes) {
    PlainText plainKey = PlainText.member(bytes, KEY);
    if (plainKey != null && plainKey.from() == KEY.length && fits(plainKey.length())) {
      keyLength = (byte) plainKey.length();
    }
    PlainText plainName = PlainText.member(bytes, NAME);
    if (plainName != null && plainName.from() <= Short.MAX_VALUE && fits(plainName.length())) {
      nameFrom = (short) plainName.from();
      nameLength = (byte) plainName.length();
    }
  }

  private static boolean fits(int length) {
    return length <= Byte.MAX_VALUE;
  }

  /** The asset. */
  public Asset asset() {
    return asset;
  }

  /** The asset's key. */
  public CharSequence key() {
    byte[] kept = kept();
    return kept == null || keyLength == 0
        ? asset.content().key()
        : PlainText.at(kept, KEY.length, keyLength);
  }

  /** The asset's name. */
  public CharSequence name() {
    byte[] kept = kept();
    return kept == null || nameLength == 0
        ? asset.content().name()
        : PlainText.at(kept, nameFrom, nameLength);
  }

  /** All assets and tokens of the same stock. */
  public Stock stock() {
    return stock;
  }
}
