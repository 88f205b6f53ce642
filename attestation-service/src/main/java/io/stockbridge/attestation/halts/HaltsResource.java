package io.stockbridge.attestation.halts;

import io.quarkus.security.identity.SecurityIdentity;
import io.stockbridge.attestation.Examples;
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

/** The guardian's switch: it stops, it never resumes. */
@Path("/v1/halts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "halts")
public class HaltsResource {

  /** What to halt and why. */
  public record HaltOrder(
      @Schema(description = "An ISIN, or * for everything", examples = "CH1436219187") @NotBlank
          String scope,
      @Schema(examples = "custodian reports a mismatch") @NotBlank @Size(max = 500)
          String reason) {}

  private final Database database;
  private final Halts halts;
  private final SecurityIdentity identity;

  HaltsResource(Database database, Halts halts, SecurityIdentity identity) {
    this.database = database;
    this.halts = halts;
    this.identity = identity;
  }

  @GET
  @Operation(summary = "What this attester refuses to sign, since when and why")
  @APIResponse(
      responseCode = "200",
      description = "Every latch",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = Halts.Halt.class),
              examples = @ExampleObject(name = "example", value = Examples.HALTS)))
  public List<Halts.Halt> all() {
    return database.inTransaction(halts::all);
  }

  @POST
  @RolesAllowed("guardian")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Halt one asset or everything",
      description =
          "Latches at once; the same again changes nothing. See /v1/halts/clearings for lifting it.")
  @APIResponse(
      responseCode = "200",
      description = "Every latch, the new one among them",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = Halts.Halt.class),
              examples = @ExampleObject(name = "example", value = Examples.HALTS)))
  public List<Halts.Halt> halt(
      @RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(implementation = HaltOrder.class),
                      examples = @ExampleObject(name = "example", value = Examples.HALT_ORDER)))
          @Valid
          @NotNull
          HaltOrder order) {
    if (!Halts.isScope(order.scope())) {
      throw ProblemException.inField(CommonProblem.INVALID_FIELD, "scope", "neither an ISIN nor *");
    }
    String subject = identity.getPrincipal().getName();
    return database.inTransaction(
        tx -> {
          halts.set(tx, order.scope(), Halts.GUARDIAN, order.reason(), "guardian " + subject);
          return halts.all(tx);
        });
  }
}
