package io.stockbridge.registry.rest;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** How a version of an asset is to be recorded. */
public class Recording {

  static final String VALID_FROM =
      "since when it is so, RFC 3339: a past time corrects, a future one schedules; without it, now";

  static final String REASON = "why, for the history, up to 300 characters";

  /** Valid time. */
  @Parameter(description = VALID_FROM)
  @QueryParam("validFrom")
  public @Nullable String validFrom;

  /** How many removals the caller means. */
  @Parameter(
      description =
          "how many entries and tokens may end by this, as the problem MASS_REMOVAL counted them")
  @QueryParam("confirmRemovals")
  public @Nullable String confirmRemovals;

  /** Why. */
  @Parameter(description = REASON)
  @QueryParam("reason")
  public @Nullable String reason;

  /** As the framework makes it. */
  public Recording() {}

  /** As a proposal has it. */
  public Recording(
      @Nullable String validFrom, @Nullable String confirmRemovals, @Nullable String reason) {
    this.validFrom = validFrom;
    this.confirmRemovals = confirmRemovals;
    this.reason = reason;
  }
}
