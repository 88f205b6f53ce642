package io.stockbridge.attestation.proofs;

import io.stockbridge.attestation.AttestationProblem;
import io.stockbridge.attestation.Examples;
import io.stockbridge.attestation.log.AttestationLog;
import io.stockbridge.attestation.log.Checkpoints;
import io.stockbridge.attestation.snapshots.AgreedSnapshot;
import io.stockbridge.attestation.snapshots.EpochParameter;
import io.stockbridge.attestation.snapshots.SnapshotArchive;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.chains.proof.ProofFile;
import io.stockbridge.kit.log.TransparencyLog;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.proof.SupplyProof;
import io.stockbridge.protocol.snapshot.AssetLeaf;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
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

/** Everything that proves one asset's supply offline, in one file. */
@Path("/v1/proofs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "snapshots")
public class ProofResource {
  private final SnapshotArchive archive;
  private final Checkpoints checkpoints;
  private final NetworkDescription network;

  ProofResource(SnapshotArchive archive, Checkpoints checkpoints, NetworkDescription network) {
    this.archive = archive;
    this.checkpoints = checkpoints;
    this.network = network;
  }

  @GET
  @Path("/{isin}")
  @Operation(
      summary = "The proof file of one asset",
      description =
          "Snapshot, signatures, leaf and its proof, the lists behind the roots, and the snapshot's"
              + " place in this attester's log. Without an epoch: the newest snapshot that a signed"
              + " checkpoint covers. Read by `stockbridge verify`.")
  @APIResponse(
      responseCode = "200",
      description = "The file; times are Unix seconds",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = Examples.PROOF)))
  @APIResponse(responseCode = "404", description = "ASSET_UNKNOWN, SNAPSHOT_UNKNOWN")
  @APIResponse(responseCode = "503", description = "PROOF_NOT_READY")
  public String proof(
      @Parameter(example = "CH1436219187") @PathParam("isin") String isin,
      @Parameter(example = "58795200") @QueryParam("epoch") @Nullable String epoch) {
    if (!Isin.isValid(isin)) {
      throw ProblemException.inField(CommonProblem.INVALID_FIELD, "isin", "not an ISIN");
    }
    List<AgreedSnapshot> candidates =
        epoch == null
            ? archive.newest(5)
            : archive.find(EpochParameter.parse(epoch)).stream().toList();
    if (candidates.isEmpty()) {
      throw ProblemException.of(
          AttestationProblem.SNAPSHOT_UNKNOWN, "no snapshot was agreed for that epoch");
    }
    return candidates.stream()
        .flatMap(snapshot -> fileOf(snapshot, Isin.of(isin)).stream())
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.of(
                    AttestationProblem.PROOF_NOT_READY,
                    "the snapshot is not in a signed checkpoint yet; ask again in seconds"));
  }

  private Optional<String> fileOf(AgreedSnapshot agreed, Isin isin) {
    AssetLeaf leaf =
        agreed.contents().assets().stream()
            .filter(asset -> asset.isin().equals(isin))
            .findFirst()
            .orElseThrow(
                () ->
                    ProblemException.of(
                        AttestationProblem.ASSET_UNKNOWN, isin + " is not in the snapshot"));
    return checkpoints
        .inclusion(AttestationLog.Kind.SNAPSHOT, agreed.digest(network.environment()).toString())
        .map(inclusion -> ProofFile.write(proof(agreed, leaf, inclusion)));
  }

  private SupplyProof proof(
      AgreedSnapshot agreed, AssetLeaf leaf, TransparencyLog.Inclusion inclusion) {
    return new SupplyProof(
        network.environment(),
        agreed.snapshot(),
        List.copyOf(agreed.signatures().values()),
        leaf,
        agreed.contents().assetsTree().proof(leaf.leafHash()),
        agreed.contents().cut(),
        agreed.contents().statements(),
        agreed.contents().inFlight(),
        new SupplyProof.LogInclusion(inclusion.index(), inclusion.proof(), inclusion.note()));
  }
}
