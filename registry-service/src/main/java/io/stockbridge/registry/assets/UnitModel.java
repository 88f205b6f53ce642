package io.stockbridge.registry.assets;

/** How a raw balance becomes shares. */
public enum UnitModel {
  /** Balance is shares. */
  PLAIN,
  /** Balances themselves change at a corporate action. */
  REBASING,
  /** Token-2022 ScaledUiAmount: raw balance times a multiplier. */
  SCALED_UI,
  /** ERC-8056: raw balance times a multiplier. */
  ERC8056,
  /** ERC-4626 vault share: converted by the vault. */
  ERC4626_WRAPPER;

  /** The name on the wire and in the database. */
  public String wire() {
    return Wire.of(this);
  }

  /**
   * The constant of a wire name.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static UnitModel ofWire(String text) {
    return Wire.parse(UnitModel.class, text);
  }
}
