package io.stockbridge.attestation.snapshots;

import io.stockbridge.attestation.AttestationProblem;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.kit.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
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
  @APIResponse(responseCode = "404", description = "SNAPSHOT_UNKNOWN")
  public String latest() {
    return render(archive.newest(1).stream().findFirst());
  }

  @GET
  @Path("/{epoch}")
  @Operation(summary = "The snapshot of one epoch")
  @APIResponse(responseCode = "404", description = "SNAPSHOT_UNKNOWN")
  public String byEpoch(@Parameter(example = "352345678") @PathParam("epoch") long epoch) {
    return render(archive.find(epoch));
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
