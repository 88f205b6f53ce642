package io.stockbridge.attestation.custody;

import io.stockbridge.attestation.AttestationProblem;
import io.stockbridge.attestation.Examples;
import io.stockbridge.attestation.custody.StatementReceiver.Outcome;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.protocol.custody.CustodyStatement;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Statements in, newest statements out. The signature is the authorisation. */
@Path("/v1/custody")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "custody")
public class CustodyResource {

  /** A signed statement. */
  public record SignedStatement(
      @Schema(description = "base64 of the exact JSON bytes", examples = "eyJzY2hlbWEiOjF9")
          @NotBlank
          String payload,
      @Schema(description = "base64 Ed25519 over those bytes", examples = "ZmFrZQ==") @NotBlank
          String signature) {}

  /** What became of it. */
  public record Receipt(
      @Schema(examples = "accepted") String outcome,
      @Schema(examples = "custodian-local") String custodian,
      @Schema(examples = "7") long sequence,
      String digest) {}

  /** One position. */
  public record PositionView(String isin, String settled, String pendingIn, String pendingOut) {}

  /** The newest statement of one custodian. */
  public record StatementView(
      String custodian,
      long sequence,
      Instant asOf,
      String digest,
      List<PositionView> positions,
      int orders,
      int settledOrders,
      int releases) {}

  private final Database database;
  private final StatementReceiver receiver;
  private final StatementStore store;

  CustodyResource(Database database, StatementReceiver receiver, StatementStore store) {
    this.database = database;
    this.receiver = receiver;
    this.store = store;
  }

  @POST
  @Path("/statements")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Deliver a custody statement",
      description =
          "Checked by this attester, stored as exact bytes and passed to the others, who check it"
              + " again. The same statement again changes nothing.")
  @APIResponse(
      responseCode = "200",
      description = "Accepted, or known already",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Receipt.class),
              examples = @ExampleObject(name = "example", value = Examples.RECEIPT)))
  @APIResponse(responseCode = "400", description = "INVALID_STATEMENT with the field at fault")
  @APIResponse(responseCode = "403", description = "UNKNOWN_CUSTODIAN, INVALID_SIGNATURE")
  @APIResponse(responseCode = "413", description = "STATEMENT_TOO_LARGE")
  @APIResponse(responseCode = "409", description = "STALE_STATEMENT, STATEMENT_CONFLICT")
  public Receipt deliver(
      @RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(implementation = SignedStatement.class),
                      examples = @ExampleObject(name = "example", value = Examples.STATEMENT)))
          @Valid
          @NotNull
          SignedStatement statement) {
    byte[] payload = base64("payload", statement.payload());
    byte[] signature = base64("signature", statement.signature());
    return switch (database.inTransaction(tx -> receiver.receive(tx, payload, signature, true))) {
      case Outcome.Accepted accepted -> receipt("accepted", accepted.statement());
      case Outcome.Repeated repeated -> receipt("repeated", repeated.statement());
      case Outcome.Stale stale ->
          throw ProblemException.of(AttestationProblem.STALE_STATEMENT, stale.detail());
      case Outcome.Refused refused ->
          throw ProblemException.inField(
              AttestationProblem.valueOf(refused.reason().name()),
              refused.field(),
              refused.detail());
    };
  }

  @GET
  @Operation(summary = "The newest statement of every custodian, as this attester holds it")
  @APIResponse(
      responseCode = "200",
      description = "One per custodian",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = StatementView.class),
              examples = @ExampleObject(name = "example", value = Examples.CUSTODY)))
  public List<StatementView> newest() {
    return database.inTransaction(store::newest).stream().map(CustodyResource::view).toList();
  }

  private static Receipt receipt(String outcome, CustodyStatement statement) {
    return new Receipt(
        outcome, statement.custodian(), statement.sequence(), statement.digest().toString());
  }

  private static StatementView view(CustodyStatement statement) {
    return new StatementView(
        statement.custodian(),
        statement.sequence(),
        statement.asOf(),
        statement.digest().toString(),
        statement.positions().stream()
            .map(
                position ->
                    new PositionView(
                        position.isin().value(),
                        position.settled().toString(),
                        position.pendingIn().toString(),
                        position.pendingOut().toString()))
            .toList(),
        statement.orders().size(),
        (int) statement.orders().stream().filter(order -> order.isSettled()).count(),
        statement.releases().size());
  }

  private static byte[] base64(String field, String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.inField(CommonProblem.INVALID_FIELD, field, "not base64");
    }
  }
}
