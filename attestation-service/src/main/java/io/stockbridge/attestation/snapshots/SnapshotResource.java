package io.stockbridge.attestation.snapshots;

import io.stockbridge.attestation.AttestationProblem;
import io.stockbridge.attestation.Examples;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.kit.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Agreed snapshots with their signatures, leaves and lists. */
@Path("/v1/snapshots")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "snapshots")
public class SnapshotResource {
  private final SnapshotArchive archive;
  private final NetworkDescription network;

  SnapshotResource(SnapshotArchive archive, NetworkDescription network) {
    this.archive = archive;
    this.network = network;
  }

  @GET
  @Path("/latest")
  @Operation(summary = "The newest snapshot that a quorum signed")
  @APIResponse(
      responseCode = "200",
      description = "The data of SnapshotAgreed; times are Unix seconds",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = Examples.SNAPSHOT)))
  @APIResponse(responseCode = "404", description = "SNAPSHOT_UNKNOWN")
  public String latest() {
    return render(archive.newest(1).stream().findFirst());
  }

  @GET
  @Path("/{epoch}")
  @Operation(summary = "The snapshot of one epoch")
  @APIResponse(
      responseCode = "200",
      description = "The data of SnapshotAgreed; times are Unix seconds",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = Examples.SNAPSHOT)))
  @APIResponse(responseCode = "404", description = "SNAPSHOT_UNKNOWN")
  @APIResponse(responseCode = "410", description = "SNAPSHOT_PRUNED")
  @APIResponse(responseCode = "400", description = "INVALID_FIELD: not an epoch")
  public String byEpoch(@Parameter(example = "58795200") @PathParam("epoch") String epoch) {
    return render(archive.find(EpochParameter.parse(epoch)));
  }

  private String render(Optional<AgreedSnapshot> snapshot) {
    return snapshot
        .orElseThrow(
            () ->
                ProblemException.of(
                    AttestationProblem.SNAPSHOT_UNKNOWN, "no snapshot was agreed for that epoch"))
        .toJson(network.environment())
        .toString();
  }
}
