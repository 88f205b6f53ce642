package io.stockbridge.registry.actions;

import io.stockbridge.registry.assets.Wire;

/** How far a corporate action is. */
public enum ActionState {
  /** Known, without the time at which it takes effect. */
  ANNOUNCED,
  /** It will take effect: entries say so and the chains are being told. */
  SCHEDULED,
  /** Its time has come; some chain does not show it at finality yet. */
  EFFECTIVE,
  /** All chains show it, and so does the registry. */
  COMPLETED,
  /** Taken back; some chain may still show it as pending. */
  CANCELLING,
  /** Taken back everywhere. */
  CANCELLED;

  /** Whether nothing follows any more. */
  public boolean isEnd() {
    return this == COMPLETED || this == CANCELLED;
  }

  /** The name on the wire and in the database. */
  public String wire() {
    return Wire.of(this);
  }

  /**
   * The constant of a wire name.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static ActionState ofWire(String text) {
    return Wire.parse(ActionState.class, text);
  }
}
