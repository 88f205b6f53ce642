package io.stockbridge.attestation.attesting;

import io.stockbridge.attestation.AttestationProblem;
import io.stockbridge.attestation.Examples;
import io.stockbridge.attestation.network.OwnKeys;
import io.stockbridge.chains.Attester;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.protocol.log.Checkpoint;
import io.stockbridge.protocol.log.NoteVerifier;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What this attester answered, and who the attesters are. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "attestations")
public class AttestationResource {

  /** The newest answers on one message. */
  public record Answers(
      @Schema(examples = "0x1111111111111111111111111111111111111111111111111111111111111111")
          String messageId,
      List<AttestationAnswer> answers) {}

  /** One attester's public keys. */
  public record AttesterView(
      @Schema(examples = "attester-1") String id,
      boolean self,
      String evm,
      String solana,
      String logKey) {}

  /** The pinned set. */
  public record AttesterSet(String environment, int threshold, List<AttesterView> attesters) {}

  private final Database database;
  private final RequestStore store;
  private final NetworkDescription network;
  private final OwnKeys keys;

  AttestationResource(
      Database database, RequestStore store, NetworkDescription network, OwnKeys keys) {
    this.database = database;
    this.store = store;
    this.network = network;
    this.keys = keys;
  }

  @GET
  @Path("/attestations/{messageId}")
  @Operation(summary = "This attester's newest answer on a message, per purpose")
  @APIResponse(
      responseCode = "200",
      description = "One answer per purpose",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Answers.class),
              examples = @ExampleObject(name = "example", value = Examples.ATTESTATIONS)))
  @APIResponse(responseCode = "404", description = "ATTESTATION_UNKNOWN")
  public Answers answers(@PathParam("messageId") String messageId) {
    if (!messageId.matches("0x[0-9a-f]{64}")) {
      throw ProblemException.inField(
          CommonProblem.INVALID_FIELD, "messageId", "not 32 bytes of lower-case 0x-hex");
    }
    List<AttestationAnswer> answers = database.inTransaction(tx -> store.answers(tx, messageId));
    if (answers.isEmpty()) {
      throw ProblemException.of(
          AttestationProblem.ATTESTATION_UNKNOWN, "nothing was answered for " + messageId);
    }
    return new Answers(messageId, answers);
  }

  @GET
  @Path("/attesters")
  @Operation(summary = "The pinned attester set, as this attester knows it")
  @APIResponse(
      responseCode = "200",
      description = "Public keys only",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = AttesterSet.class),
              examples = @ExampleObject(name = "example", value = Examples.ATTESTERS)))
  public AttesterSet attesters() {
    return new AttesterSet(
        network.environment(),
        network.threshold(),
        network.attesters().stream().map(this::view).toList());
  }

  private AttesterView view(Attester attester) {
    String origin = Checkpoint.origin(network.environment(), attester.id());
    return new AttesterView(
        attester.id(),
        attester.id().equals(keys.id()),
        attester.evm().toString(),
        attester.solana().toString(),
        new NoteVerifier(origin, attester.log()).verifierKey());
  }
}
