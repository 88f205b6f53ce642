package io.stockbridge.registry.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import io.stockbridge.registry.writes.Author;
import io.stockbridge.registry.writes.WriteAnswer;
import io.stockbridge.registry.writes.WriteKind;
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
  private final Author author;

  UnderlyingResource(
      Writes writes,
      Catalogues catalogues,
      AssetStore store,
      AssetRecorder recorder,
      Author author) {
    this.writes = writes;
    this.catalogues = catalogues;
    this.store = store;
    this.recorder = recorder;
    this.author = author;
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
          @Content(
              schema = @Schema(ref = "Underlying"),
              examples = @ExampleObject(name = "underlying", value = Examples.UNDERLYING)))
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
          @Content(
              schema = @Schema(ref = "Underlying"),
              examples = @ExampleObject(name = "underlying", value = Examples.UNDERLYING)))
  @APIResponse(responseCode = "412", description = "VERSION_CONFLICT")
  @APIResponse(responseCode = "422", description = "INVALID_ASSET")
  @APIResponse(responseCode = "428", description = "PRECONDITION_REQUIRED")
  public Uni<Response> put(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Parameter(description = Recording.VALID_FROM) @QueryParam("validFrom")
          @Nullable String validFrom,
      @Parameter(description = Recording.REASON) @QueryParam("reason") @Nullable String reason,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(ref = "UnderlyingInput"),
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
    AssetRecorder.Cause cause = cause(reason, "put by the registrar");
    return writes.perform(
        WriteKind.UNDERLYINGS,
        body,
        session ->
            store
                .lockForWriting(session)
                .chain(() -> store.madeFor(session, EntryId.of(wanted), from))
                .call(
                    () ->
                        recorder.recordUnderlying(
                            session, wanted, stored -> check(stored, wanted, ifMatch), from, cause))
                .map(
                    found ->
                        WriteAnswer.of(200, AssetJson.write(wanted)).having(found.orElse(null))));
  }

  @DELETE
  @Path("underlyings/{id}/scheduled/{validFrom}")
  @RolesAllowed("registrar")
  @Operation(
      operationId = "cancelUnderlyingVersion",
      summary = "Takes back the version of an underlying that is scheduled for a time")
  @APIResponse(
      responseCode = "204",
      description = "It will not take effect; it stays in the history")
  @APIResponse(
      responseCode = "422",
      description = "INVALID_ASSET",
      content =
          @Content(
              mediaType = "application/problem+json",
              examples = @ExampleObject(name = "problem", value = NOTHING_SCHEDULED)))
  public Uni<Response> cancelUnderlying(
      @PathParam("id") String id,
      @PathParam("validFrom") String validFrom,
      @Parameter(description = Recording.REASON) @QueryParam("reason") @Nullable String reason) {
    return cancel(WriteKind.UNDERLYINGS, new EntryId(EntryKind.UNDERLYING, id), validFrom, reason);
  }

  @DELETE
  @Path("assets/{isin}/scheduled/{validFrom}")
  @RolesAllowed("registrar")
  @Operation(
      operationId = "cancelAssetVersion",
      summary = "Takes back the version of an asset that is scheduled for a time")
  @APIResponse(
      responseCode = "204",
      description = "It will not take effect; it stays in the history")
  @APIResponse(
      responseCode = "422",
      description = "INVALID_ASSET",
      content =
          @Content(
              mediaType = "application/problem+json",
              examples = @ExampleObject(name = "problem", value = NOTHING_SCHEDULED)))
  public Uni<Response> cancelAsset(
      @PathParam("isin") String isin,
      @PathParam("validFrom") String validFrom,
      @Parameter(description = Recording.REASON) @QueryParam("reason") @Nullable String reason) {
    return cancel(WriteKind.ASSETS, new EntryId(EntryKind.INSTRUMENT, isin), validFrom, reason);
  }

  private Uni<Response> cancel(
      WriteKind kind, EntryId id, String validFrom, @Nullable String reason) {
    Instant from = Moment.required("validFrom", validFrom);
    AssetRecorder.Cause cause = cause(reason, "cancelled by the registrar");
    return writes.perform(
        kind,
        null,
        session ->
            store
                .lockForWriting(session)
                .invoke(() -> requireFuture(from))
                .chain(() -> store.madeFor(session, id, from))
                .call(() -> recorder.withdraw(session, id, from, cause))
                .map(found -> WriteAnswer.empty().having(found.orElse(null))));
  }

  private static void requireFuture(Instant validFrom) {
    if (!validFrom.isAfter(Instant.now())) {
      throw new InvalidAssetException("validFrom", "what holds already cannot be cancelled");
    }
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

  private AssetRecorder.Cause cause(@Nullable String reason, String otherwise) {
    return new AssetRecorder.Cause(author.subject(), author.reason(reason, otherwise));
  }
}
