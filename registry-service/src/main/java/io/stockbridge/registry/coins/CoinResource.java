package io.stockbridge.registry.coins;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.protocol.identifiers.Caip19;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.TokenId;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.catalogue.KnownToken;
import io.stockbridge.registry.resolution.CanonicalTokens;
import io.stockbridge.registry.resolution.Grounds;
import io.stockbridge.registry.rest.Answers;
import io.stockbridge.registry.rest.Judges;
import io.stockbridge.registry.rest.Moments;
import io.stockbridge.registry.rest.RegistryProblem;
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

/** Tokens by contract address, for clients that speak CoinGecko already. */
@Path("/v1/coingecko/coins")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "exports", description = "The registry in the formats that others read")
public class CoinResource {

  private static final String EXAMPLE =
      """
      {"id":"CH1436219187","symbol":"aaplx","name":"Apple xStock","web_slug":"CH1436219187","asset_platform_id":"arbitrum-one",
      "platforms":{"arbitrum-one":"0x9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a"},
      "detail_platforms":{"arbitrum-one":{"decimal_place":18,"contract_address":"0x9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a"}},
      "categories":["Tokenized Stock"],"preview_listing":false,"public_notice":null,"additional_notices":[],
      "description":{"en":"Apple xStock by Backed Assets, on Apple Inc."},"contract_address":"0x9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a",
      "last_updated":"2026-11-23T00:00:00.000Z","stockbridge":{"caip19":"eip155:42161/erc20:0x9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a",
      "canonical":true,"status":"active","role":"token","unitModel":"rebasing","multiplier":"1","isin":"CH1436219187","underlying":"AAPL"}}
      """;

  private final Judges judges;
  private final Platforms platforms;
  private final CoinWriter writer;

  CoinResource(Judges judges, Platforms platforms) {
    this.judges = judges;
    this.platforms = platforms;
    this.writer = new CoinWriter(platforms);
  }

  @GET
  @Path("{platform}/contract/{address}")
  @Operation(
      operationId = "getCoinByContract",
      summary = "The token at a contract address, in CoinGecko's shape",
      description =
          "platform is ethereum, arbitrum-one, base, solana, or any chain's CAIP-2 name. EVM"
              + " addresses may have any case. An impostor is never answered as a coin. Prices and"
              + " market data are not kept; stockbridge is ours.")
  @APIResponse(
      responseCode = "200",
      description = "The coin; public_notice warns where it is retired, paused or a wrapper",
      content =
          @Content(
              schema = @Schema(ref = "Coin"),
              examples = @ExampleObject(name = "coin", value = EXAMPLE)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_CHAIN, UNKNOWN_TOKEN, IMPOSTOR_TOKEN")
  public Uni<Response> coin(
      @Context Request request,
      @Parameter(example = "arbitrum-one") @PathParam("platform") String platform,
      @Parameter(example = "0x9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a") @PathParam("address")
          String address,
      @Parameter(description = Moments.AS_OF) @QueryParam("asOf") @Nullable String asOf,
      @Parameter(description = Moments.KNOWN_AT) @QueryParam("knownAt") @Nullable String knownAt) {
    Caip2 chain =
        platforms
            .chainOf(platform)
            .orElseThrow(
                () ->
                    ProblemException.inField(
                        RegistryProblem.UNKNOWN_CHAIN, "platform", "no platform " + platform));
    TokenId token = new TokenId(chain, chain.isEvm() ? Caip19.ERC20 : Caip19.TOKEN, address);
    Moment moment = Moment.of(asOf, knownAt);
    Grounds grounds = judges.grounds(null, moment);
    return judges
        .at(moment, List.of(token.caip19()))
        .map(
            known ->
                Answers.of(
                    request, coinOf(known.catalogue(), token, grounds.seeing(known.observed()))));
  }

  private ObjectNode coinOf(Catalogue catalogue, TokenId id, Grounds grounds) {
    KnownToken token =
        catalogue
            .token(id.key())
            .orElseThrow(
                () ->
                    ProblemException.inField(
                        RegistryProblem.UNKNOWN_TOKEN, "address", "no token is known there"));
    Asset asset = token.asset();
    if (asset == null) {
      throw ProblemException.inField(
          RegistryProblem.IMPOSTOR_TOKEN,
          "address",
          "it only calls itself " + token.deployment().symbol());
    }
    return writer.coin(
        asset, token.deployment(), new CanonicalTokens(catalogue, grounds).contain(token));
  }
}
