package io.stockbridge.registry.assets;

import java.time.LocalDate;

/**
 * Where a fact about a deployment was found.
 *
 * @param source who says it
 * @param notedOn when it was noted
 */
public record Evidence(String source, LocalDate notedOn) {

  /** Checks the length. */
  public Evidence {
    if (source.isBlank() || source.length() > 300) {
      throw new IllegalArgumentException("a source has 1 to 300 characters");
    }
  }
}
