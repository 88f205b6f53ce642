package io.stockbridge.attestation.snapshots;

import io.stockbridge.attestation.AttestationProblem;
import io.stockbridge.attestation.Examples;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

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

  /** One page of the messages in flight of a snapshot. */
  public record InFlightPage(
      @Schema(description = "Root that a quorum signed over all of them") String inFlightRoot,
      @Schema(description = "How many there are", examples = "1") int count,
      List<Map<String, Object>> items,
      @Schema(description = "Cursor of the next page, null on the last") @Nullable String next) {}

  @GET
  @Path("/{epoch}/in-flight")
  @Operation(
      summary = "All messages in flight of a snapshot, page by page",
      description =
          "The signed root stands for all of them in any order. Reads and records of a snapshot list"
              + " the first 500 only.")
  @APIResponse(
      responseCode = "200",
      description = "Up to 500 entries; burnedAt is in Unix seconds",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = InFlightPage.class),
              examples = @ExampleObject(name = "example", value = Examples.IN_FLIGHT_PAGE)))
  @APIResponse(responseCode = "400", description = "INVALID_FIELD: epoch or cursor")
  @APIResponse(responseCode = "404", description = "SNAPSHOT_UNKNOWN")
  @APIResponse(responseCode = "410", description = "SNAPSHOT_PRUNED")
  @APIResponse(
      responseCode = "503",
      description = "LIST_NOT_HELD: this attester did not compute it; ask one that signed")
  public String inFlight(
      @Parameter(example = "58795200") @PathParam("epoch") String epoch,
      @Parameter(description = "next of the page before", example = "500") @QueryParam("cursor")
          @Nullable String cursor) {
    AgreedSnapshot agreed = known(archive.find(EpochParameter.parse(epoch)));
    if (!agreed.isWhole()) {
      throw ProblemException.of(
          AttestationProblem.LIST_NOT_HELD,
          "attesters that signed it hold it: " + String.join(", ", agreed.signatures().keySet()));
    }
    return agreed.inFlightPage(offset(cursor)).toString();
  }

  private static int offset(@Nullable String cursor) {
    if (cursor == null) {
      return 0;
    }
    if (!cursor.matches("[0-9]{1,9}")) {
      throw ProblemException.inField(CommonProblem.INVALID_FIELD, "cursor", "not a page's next");
    }
    return Integer.parseInt(cursor);
  }

  private static AgreedSnapshot known(Optional<AgreedSnapshot> snapshot) {
    return snapshot.orElseThrow(
        () ->
            ProblemException.of(
                AttestationProblem.SNAPSHOT_UNKNOWN, "no snapshot was agreed for that epoch"));
  }

  private String render(Optional<AgreedSnapshot> snapshot) {
    return known(snapshot).toJson(network.environment()).toString();
  }
}
