package io.stockbridge.attestation.clearing;

import io.quarkus.security.identity.SecurityIdentity;
import io.stockbridge.attestation.Examples;
import io.stockbridge.attestation.halts.Halts;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The operator's way out of a latch; what halts on chain stays governance's to resume. */
@Path("/v1/halts/clearings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "halts")
public class ClearingsResource {
  private static final int NEWEST = 100;

  /** What to lift and why. */
  public record ClearingOrder(
      @Schema(description = "An ISIN, or * for everything", examples = "CH1436219187") @NotBlank
          String scope,
      @Schema(
              description = "guardian, breach, or the attester whose verdict it is",
              examples = "breach")
          @NotBlank
          @Size(max = 100)
          String origin,
      @Schema(examples = "custody statement 8 corrects the position; see incident 12")
          @NotBlank
          @Size(max = 500)
          String reason) {}

  private final Database database;
  private final Clearings clearings;
  private final SecurityIdentity identity;

  ClearingsResource(Database database, Clearings clearings, SecurityIdentity identity) {
    this.database = database;
    this.clearings = clearings;
    this.identity = identity;
  }

  @GET
  @Operation(summary = "The newest 100 latches that were lifted, as this attester signed them")
  @APIResponse(
      responseCode = "200",
      description = "Signed records, newest first",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY),
              examples = @ExampleObject(name = "example", value = Examples.CLEARINGS)))
  public String newest() {
    List<String> records = database.inTransaction(tx -> clearings.newest(tx, NEWEST));
    return "[" + String.join(",", records) + "]";
  }

  @POST
  @RolesAllowed("operator")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Lift a latch of this attester",
      description =
          "The reason is signed with the log key, published and logged for ever. A breach is lifted"
              + " only while all checks hold on data newer than the breach. Halts on chain stay:"
              + " governance resumes them.")
  @APIResponse(
      responseCode = "200",
      description = "The signed record, alone in a list",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY),
              examples = @ExampleObject(name = "example", value = Examples.CLEARINGS)))
  @APIResponse(responseCode = "404", description = "HALT_UNKNOWN, ASSET_UNKNOWN")
  @APIResponse(responseCode = "409", description = "CHECKS_DO_NOT_HOLD, with what was found")
  public String clear(
      @RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(implementation = ClearingOrder.class),
                      examples = @ExampleObject(name = "example", value = Examples.CLEARING_ORDER)))
          @Valid
          @NotNull
          ClearingOrder order) {
    if (!Halts.isScope(order.scope())) {
      throw ProblemException.inField(CommonProblem.INVALID_FIELD, "scope", "neither an ISIN nor *");
    }
    String operator = "operator " + identity.getPrincipal().getName();
    return "["
        + database.inTransaction(
            tx ->
                clearings.clear(
                    tx,
                    new Clearings.Order(order.scope(), order.origin(), order.reason(), operator)))
        + "]";
  }
}
