package io.stockbridge.registry.bench;

import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Answers nothing: what the HTTP server alone costs, in the process that is measured. */
@Path("/bench/empty")
@EndpointDisabled(
    name = "stockbridge.registry.bench.enabled",
    stringValue = "false",
    disableIfMissing = true)
public class EmptyResource {

  /** An object without members. */
  @GET
  @NonBlocking
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public String empty() {
    return "{}";
  }
}
