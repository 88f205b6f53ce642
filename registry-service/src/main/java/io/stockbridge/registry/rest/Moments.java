package io.stockbridge.registry.rest;

/** What OpenAPI says of the two parameters that every read of a past or coming state has. */
public final class Moments {

  /** Of {@code asOf}. */
  public static final String AS_OF =
      "what was or will be true then, RFC 3339; without it, what is true now";

  /** Of {@code knownAt}. */
  public static final String KNOWN_AT =
      "as it was known then, RFC 3339, not in the future; without it, all that is known";

  private Moments() {}
}
