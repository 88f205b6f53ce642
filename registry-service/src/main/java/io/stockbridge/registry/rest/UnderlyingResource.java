package io.stockbridge.registry.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.recording.AssetJson;
import io.stockbridge.registry.recording.AssetRecorder;
import io.stockbridge.registry.recording.AssetStore;
import io.stockbridge.registry.recording.EntryId;
import io.stockbridge.registry.recording.InvalidAssetException;
import io.stockbridge.registry.serving.Catalogues;
import io.stockbridge.registry.serving.Moment;
import io.stockbridge.registry.writes.IdempotencyKey;
import io.stockbridge.registry.writes.WriteAnswer;
import io.stockbridge.registry.writes.Writes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One underlying: reading it, recording a version of it, taking back what is scheduled. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
    name = "underlyings",
    description = "The securities behind the assets, with versions of their own")
public class UnderlyingResource {

  private static final String NOTHING_SCHEDULED =
      """
      {"type":"urn:stockbridge:problem:invalid-asset","title":"The asset cannot be recorded like this","status":422,
      "detail":"nothing is recorded for 2027-01-04T14:30:00Z","code":"INVALID_ASSET","field":"validFrom"}
      """;

  private final Writes writes;
  private final Catalogues catalogues;
  private final AssetStore store;
  private final AssetRecorder recorder;
  private final SecurityIdentity identity;

  UnderlyingResource(
      Writes writes,
      Catalogues catalogues,
      AssetStore store,
      AssetRecorder recorder,
      SecurityIdentity identity) {
    this.writes = writes;
    this.catalogues = catalogues;
    this.store = store;
    this.recorder = recorder;
    this.identity = identity;
  }

  @GET
  @Path("underlyings/{id}")
  @Operation(
      operationId = "getUnderlying",
      summary = "One underlying by its key, ISIN, FIGI or ticker, or by one it had alone")
  @APIResponse(
      responseCode = "200",
      description = "What is known of it",
      content =
          @Content(examples = @ExampleObject(name = "underlying", value = Examples.UNDERLYING)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_UNDERLYING")
  public Uni<Response> get(
      @Context Request request,
      @PathParam("id") String id,
      @Parameter(description = Moments.AS_OF) @QueryParam("asOf") @Nullable String asOf,
      @Parameter(description = Moments.KNOWN_AT) @QueryParam("knownAt") @Nullable String knownAt) {
    return catalogues
        .at(Moment.of(asOf, knownAt), List.of(id))
        .map(
            all ->
                all.underlying(id)
                    .map(underlying -> Answers.of(request, AssetJson.write(underlying)))
                    .orElseThrow(
                        () ->
                            ProblemException.inField(
                                RegistryProblem.UNKNOWN_UNDERLYING,
                                "id",
                                "no underlying has the name " + id)));
  }

  @PUT
  @Path("underlyings/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("registrar")
  @Parameter(
      name = IdempotencyKey.HEADER,
      in = ParameterIn.HEADER,
      description = IdempotencyKey.DESCRIPTION,
      schema = @Schema(implementation = String.class))
  @Operation(
      operationId = "putUnderlying",
      summary = "Records an underlying or a new version of it, by its key",
      description =
          "The body is the whole underlying. A known one needs If-Match with the ETag of GET; the"
              + " same content again is no new version. The assets on it get a new version with it.")
  @APIResponse(
      responseCode = "200",
      description = "As recorded",
      content =
          @Content(examples = @ExampleObject(name = "underlying", value = Examples.UNDERLYING)))
  @APIResponse(responseCode = "409", description = "IDEMPOTENCY_KEY_IN_USE")
  @APIResponse(responseCode = "412", description = "VERSION_CONFLICT")
  @APIResponse(responseCode = "422", description = "INVALID_ASSET, IDEMPOTENCY_KEY_REUSED")
  @APIResponse(responseCode = "428", description = "PRECONDITION_REQUIRED")
  public Uni<Response> put(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Parameter(description = WriteResource.VALID_FROM) @QueryParam("validFrom")
          @Nullable String validFrom,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      examples = @ExampleObject(name = "underlying", value = Examples.UNDERLYING)))
          @Nullable ObjectNode body) {
    if (body == null) {
      throw ProblemException.of(CommonProblem.MALFORMED_JSON, "the body is empty");
    }
    if (!body.path("key").asText(id).equals(id)) {
      throw new InvalidAssetException("key", "not the key of the path");
    }
    body.put("key", id);
    Underlying wanted = AssetJson.readUnderlying(body);
    Instant from = Moment.parse("validFrom", validFrom);
    return writes.perform(
        body,
        session ->
            store
                .lockForWriting(session)
                .chain(
                    () ->
                        recorder.recordUnderlying(
                            session,
                            wanted,
                            stored -> check(stored, wanted, ifMatch),
                            from,
                            cause("put by the registrar")))
                .map(recorded -> WriteAnswer.of(200, AssetJson.write(wanted))));
  }

  @DELETE
  @Path("underlyings/{id}/scheduled/{validFrom}")
  @RolesAllowed("registrar")
  @Parameter(
      name = IdempotencyKey.HEADER,
      in = ParameterIn.HEADER,
      description = IdempotencyKey.DESCRIPTION,
      schema = @Schema(implementation = String.class))
  @Operation(
      operationId = "cancelUnderlyingVersion",
      summary = "Takes back the version of an underlying that is scheduled for a time")
  @APIResponse(
      responseCode = "204",
      description = "It will not take effect; it stays in the history")
  @APIResponse(responseCode = "409", description = "IDEMPOTENCY_KEY_IN_USE")
  @APIResponse(
      responseCode = "422",
      description = "INVALID_ASSET, IDEMPOTENCY_KEY_REUSED",
      content =
          @Content(
              mediaType = "application/problem+json",
              examples = @ExampleObject(name = "problem", value = NOTHING_SCHEDULED)))
  public Uni<Response> cancelUnderlying(
      @PathParam("id") String id, @PathParam("validFrom") String validFrom) {
    return cancel(new EntryId(EntryKind.UNDERLYING, id), validFrom);
  }

  @DELETE
  @Path("assets/{isin}/scheduled/{validFrom}")
  @RolesAllowed("registrar")
  @Parameter(
      name = IdempotencyKey.HEADER,
      in = ParameterIn.HEADER,
      description = IdempotencyKey.DESCRIPTION,
      schema = @Schema(implementation = String.class))
  @Operation(
      operationId = "cancelAssetVersion",
      summary = "Takes back the version of an asset that is scheduled for a time")
  @APIResponse(
      responseCode = "204",
      description = "It will not take effect; it stays in the history")
  @APIResponse(responseCode = "409", description = "IDEMPOTENCY_KEY_IN_USE")
  @APIResponse(
      responseCode = "422",
      description = "INVALID_ASSET, IDEMPOTENCY_KEY_REUSED",
      content =
          @Content(
              mediaType = "application/problem+json",
              examples = @ExampleObject(name = "problem", value = NOTHING_SCHEDULED)))
  public Uni<Response> cancelAsset(
      @PathParam("isin") String isin, @PathParam("validFrom") String validFrom) {
    return cancel(new EntryId(EntryKind.INSTRUMENT, isin), validFrom);
  }

  private Uni<Response> cancel(EntryId id, String validFrom) {
    Instant from = Moment.required("validFrom", validFrom);
    if (!from.isAfter(Instant.now())) {
      throw new InvalidAssetException("validFrom", "what holds already cannot be cancelled");
    }
    return writes.perform(
        null,
        session ->
            store
                .lockForWriting(session)
                .chain(
                    () -> recorder.withdraw(session, id, from, cause("cancelled by the registrar")))
                .replaceWith(WriteAnswer.empty()));
  }

  private static void check(
      @Nullable Underlying stored, Underlying wanted, @Nullable String ifMatch) {
    if (stored == null && ifMatch != null) {
      throw ProblemException.of(RegistryProblem.VERSION_CONFLICT, "the underlying does not exist");
    }
    if (stored != null && !stored.equals(wanted)) {
      Answers.requireMatch(ifMatch, AssetJson.write(stored), null);
    }
  }

  private AssetRecorder.Cause cause(String reason) {
    return new AssetRecorder.Cause(identity.getPrincipal().getName(), reason);
  }
}
