package io.stockbridge.registry.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.registry.network.Network;
import io.stockbridge.registry.recording.AssetJson;
import io.stockbridge.registry.serving.Catalogues;
import io.stockbridge.registry.serving.Moment;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Public reads, answered from memory. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "reads", description = "Public; strong ETags, If-None-Match answers 304")
public class ReadResource {

  private final Catalogues catalogues;
  private final Network network;
  private final Views views;

  ReadResource(Catalogues catalogues, Network network) {
    this.catalogues = catalogues;
    this.network = network;
    this.views = new Views(network);
  }

  @GET
  @Path("chains")
  @Operation(operationId = "listChains", summary = "The chains on which tokens are known")
  @APIResponse(
      responseCode = "200",
      description = "All chains",
      content =
          @Content(
              schema = @Schema(ref = "ChainList"),
              examples = @ExampleObject(name = "chains", value = Examples.CHAINS)))
  public Response chains(@Context Request request) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode items = answer.putArray("items");
    network.chains().values().forEach(chain -> items.add(views.chain(chain)));
    return Answers.of(request, answer);
  }

  @GET
  @Path("underlyings")
  @Operation(
      operationId = "listUnderlyings",
      summary = "The securities behind the assets, by ticker")
  @APIResponse(
      responseCode = "200",
      description = "One page",
      content =
          @Content(
              schema = @Schema(ref = "UnderlyingPage"),
              examples = @ExampleObject(name = "page", value = Examples.UNDERLYINGS)))
  public Uni<Response> underlyings(
      @Context Request request,
      @Parameter(description = "nextCursor of the page before") @QueryParam("cursor")
          @Nullable String cursor,
      @Parameter(description = "1 to 1000, default 100") @QueryParam("limit")
          @Nullable String limit,
      @Parameter(description = Moments.AS_OF) @QueryParam("asOf") @Nullable String asOf,
      @Parameter(description = Moments.KNOWN_AT) @QueryParam("knownAt") @Nullable String knownAt) {
    return catalogues
        .at(Moment.of(asOf, knownAt), Pages.read(EntryKind.UNDERLYING, cursor, limit))
        .map(
            all ->
                Answers.of(
                    request, Pages.page(all.underlyings(), cursor, limit, AssetJson::write)));
  }

  @GET
  @Path("assets")
  @Operation(operationId = "listAssets", summary = "All assets with their deployments, by key")
  @APIResponse(
      responseCode = "200",
      description = "One page",
      content =
          @Content(
              schema = @Schema(ref = "AssetPage"),
              examples = @ExampleObject(name = "page", value = Examples.ASSETS)))
  public Uni<Response> assets(
      @Context Request request,
      @Parameter(description = "nextCursor of the page before") @QueryParam("cursor")
          @Nullable String cursor,
      @Parameter(description = "1 to 1000, default 100") @QueryParam("limit")
          @Nullable String limit,
      @Parameter(description = Moments.AS_OF) @QueryParam("asOf") @Nullable String asOf,
      @Parameter(description = Moments.KNOWN_AT) @QueryParam("knownAt") @Nullable String knownAt) {
    return catalogues
        .at(Moment.of(asOf, knownAt), Pages.read(EntryKind.INSTRUMENT, cursor, limit))
        .map(all -> Answers.of(request, Pages.page(all.assets(), cursor, limit, views::asset)));
  }

  @GET
  @Path("assets/{isin}")
  @Operation(operationId = "getAsset", summary = "One asset by its ISIN or other key")
  @APIResponse(
      responseCode = "200",
      description = "The newest version",
      content =
          @Content(
              schema = @Schema(ref = "Asset"),
              examples = @ExampleObject(name = "asset", value = Examples.ASSET)))
  @APIResponse(
      responseCode = "404",
      description = "UNKNOWN_ASSET",
      content =
          @Content(
              mediaType = "application/problem+json",
              examples = @ExampleObject(name = "problem", value = Examples.PROBLEM)))
  public Uni<Response> asset(
      @Context Request request,
      @PathParam("isin") String isin,
      @Parameter(description = Moments.AS_OF) @QueryParam("asOf") @Nullable String asOf,
      @Parameter(description = Moments.KNOWN_AT) @QueryParam("knownAt") @Nullable String knownAt) {
    return catalogues
        .at(Moment.of(asOf, knownAt), List.of(isin))
        .map(
            all ->
                all.asset(isin)
                    .map(asset -> Answers.of(request, views.asset(asset)))
                    .orElseThrow(
                        () ->
                            ProblemException.inField(
                                RegistryProblem.UNKNOWN_ASSET, "isin", "no asset " + isin)));
  }
}
