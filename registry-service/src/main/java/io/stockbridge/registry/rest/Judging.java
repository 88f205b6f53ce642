package io.stockbridge.registry.rest;

import io.stockbridge.registry.serving.Moment;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** By which policy and as of which moment a caller wants an answer. */
public class Judging {

  /** Name or {@code name@version}; null for the default one. */
  @Parameter(example = "default", description = "name or name@version")
  @QueryParam("policy")
  public @Nullable String policy;

  /** Valid time. */
  @Parameter(description = Moments.AS_OF)
  @QueryParam("asOf")
  public @Nullable String asOf;

  /** Record time. */
  @Parameter(description = Moments.KNOWN_AT)
  @QueryParam("knownAt")
  public @Nullable String knownAt;

  Moment moment() {
    return Moment.of(asOf, knownAt);
  }
}
