package io.stockbridge.attestation.log;

import io.stockbridge.attestation.AttestationProblem;
import io.stockbridge.attestation.Examples;
import io.stockbridge.kit.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The log's newest signed state. */
@Path("/checkpoint")
@Tag(name = "log")
public class CheckpointResource {
  private final Checkpoints checkpoints;

  CheckpointResource(Checkpoints checkpoints) {
    this.checkpoints = checkpoints;
  }

  @GET
  @Produces(MediaType.TEXT_PLAIN)
  @Operation(summary = "The newest checkpoint as a C2SP signed note")
  @APIResponse(
      responseCode = "200",
      description = "Origin, size, root and a signature line",
      content =
          @Content(
              mediaType = MediaType.TEXT_PLAIN,
              schema = @Schema(type = SchemaType.STRING),
              examples = @ExampleObject(name = "example", value = Examples.CHECKPOINT)))
  @APIResponse(responseCode = "404", description = "CHECKPOINT_UNKNOWN")
  public String newest() {
    return checkpoints
        .newestNote()
        .orElseThrow(
            () ->
                ProblemException.of(
                    AttestationProblem.CHECKPOINT_UNKNOWN, "nothing was logged yet"));
  }
}
