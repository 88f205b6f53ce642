package io.stockbridge.registry.writes;

import java.util.Locale;

/** What a write is about; each kind can be made subject to approval by a second registrar. */
public enum WriteKind {
  /** Assets and their scheduled versions. */
  ASSETS,
  /** Underlyings and their scheduled versions. */
  UNDERLYINGS,
  /** Policies of resolution. */
  POLICIES,
  /** Corporate actions. */
  ACTIONS;

  /** The name in configuration and answers. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
