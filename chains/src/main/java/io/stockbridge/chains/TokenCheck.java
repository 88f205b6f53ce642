package io.stockbridge.chains;

import java.util.List;

/** Whether the chain itself says that a token is the canonical one of an asset. */
public sealed interface TokenCheck {

  /**
   * It is.
   *
   * @param evidence what was read, one fact per line
   */
  record Canonical(List<String> evidence) implements TokenCheck {
    /** Copies the list. */
    public Canonical {
      evidence = List.copyOf(evidence);
    }
  }

  /** It is not, and why. */
  record NotCanonical(String reason) implements TokenCheck {}
}
