package io.stockbridge.registry.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.network.Network;
import io.stockbridge.registry.recording.AssetJson;
import io.stockbridge.registry.recording.AssetRecorder;
import io.stockbridge.registry.recording.AssetStore;
import io.stockbridge.registry.recording.EntryId;
import io.stockbridge.registry.recording.InvalidAssetException;
import io.stockbridge.registry.serving.Moment;
import io.stockbridge.registry.writes.Author;
import io.stockbridge.registry.writes.WriteAnswer;
import io.stockbridge.registry.writes.WriteKind;
import io.stockbridge.registry.writes.Writes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Writes of the registrar. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "writes", description = "Bearer token with the role registrar")
public class WriteResource {

  private final Writes writes;
  private final AssetStore store;
  private final AssetRecorder recorder;
  private final Author author;
  private final Views views;

  WriteResource(
      Writes writes, AssetStore store, AssetRecorder recorder, Author author, Network network) {
    this.writes = writes;
    this.store = store;
    this.recorder = recorder;
    this.author = author;
    this.views = new Views(network);
  }

  @PUT
  @Path("assets/{isin}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("registrar")
  @Operation(
      operationId = "putAsset",
      summary = "Records an asset or a new version of it",
      description =
          "The body is the whole asset. A known asset needs If-Match with the ETag of GET; the same"
              + " content again is no new version, so the call can be repeated. A deployment never"
              + " disappears: set its status to retired.")
  @APIResponse(
      responseCode = "200",
      description = "The newest version; unchanged when the content was the same",
      content =
          @Content(
              schema = @Schema(ref = "Asset"),
              examples = @ExampleObject(name = "asset", value = Examples.ASSET)))
  @APIResponse(responseCode = "201", description = "The first version")
  @APIResponse(responseCode = "412", description = "VERSION_CONFLICT")
  @APIResponse(
      responseCode = "422",
      description = "INVALID_ASSET, DEPLOYMENT_MISSING, MASS_REMOVAL")
  @APIResponse(responseCode = "428", description = "PRECONDITION_REQUIRED")
  public Uni<Response> put(
      @PathParam("isin") String isin,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @BeanParam Recording recording,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(ref = "AssetInput"),
                      examples = @ExampleObject(name = "asset", value = Examples.PUT_BODY)))
          @Nullable ObjectNode body) {
    AssetContent wanted = read(isin, body);
    Instant from = Moment.parse("validFrom", recording.validFrom);
    var cause =
        new AssetRecorder.Cause(
            author.subject(),
            author.reason(recording.reason, "put by the registrar"),
            Inputs.removals(recording.confirmRemovals));
    return writes.perform(
        WriteKind.ASSETS,
        body,
        session ->
            store
                .lockForWriting(session)
                .chain(() -> store.madeFor(session, EntryId.of(wanted), from))
                .chain(
                    found ->
                        recorder
                            .recordAssets(
                                session,
                                List.of(
                                    new AssetRecorder.AssetChange(
                                        wanted, stored -> checked(stored, wanted, ifMatch), from)),
                                cause)
                            .map(outcomes -> answer(outcomes.get(0)).having(found.orElse(null)))));
  }

  private static AssetContent read(String isin, @Nullable ObjectNode body) {
    if (!Isin.isValid(isin)) {
      throw ProblemException.inField(CommonProblem.INVALID_FIELD, "isin", "not an ISIN: " + isin);
    }
    if (body == null) {
      throw ProblemException.of(CommonProblem.MALFORMED_JSON, "the body is empty");
    }
    if (!body.path("isin").asText(isin).equals(isin)) {
      throw new InvalidAssetException("isin", "not the ISIN of the path");
    }
    body.put("isin", isin);
    return AssetJson.read(body);
  }

  private AssetContent checked(
      Optional<Asset> stored, AssetContent wanted, @Nullable String ifMatch) {
    if (stored.isEmpty()) {
      if (ifMatch != null) {
        throw ProblemException.of(RegistryProblem.VERSION_CONFLICT, "the asset does not exist");
      }
      return wanted;
    }
    Asset asset = stored.get();
    if (sameOnItsUnderlying(asset.content(), wanted)) {
      return wanted;
    }
    for (Deployment known : asset.content().deployments()) {
      if (wanted.deploymentOf(known.token()).isEmpty()) {
        throw ProblemException.inField(
            RegistryProblem.DEPLOYMENT_MISSING, "deployments", known.token().caip19());
      }
    }
    Answers.requireMatch(ifMatch, views.asset(asset), asset.version());
    return wanted;
  }

  /** A body may name the underlying with less than what is known of it. */
  private static boolean sameOnItsUnderlying(AssetContent stored, AssetContent wanted) {
    return stored.underlying().equals(stored.underlying().filledFrom(wanted.underlying()))
        && stored.underlying().ticker().equals(wanted.underlying().ticker())
        && stored.equals(wanted.withUnderlying(stored.underlying()));
  }

  private WriteAnswer answer(AssetRecorder.Outcome outcome) {
    return WriteAnswer.of(outcome.created() ? 201 : 200, views.asset(outcome.asset()));
  }
}
