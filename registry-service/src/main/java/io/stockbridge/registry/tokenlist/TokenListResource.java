package io.stockbridge.registry.tokenlist;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.registry.rest.Answers;
import io.stockbridge.registry.rest.Inputs;
import io.stockbridge.registry.rest.RegistryProblem;
import io.stockbridge.registry.serving.CatalogueHolder;
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
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The canonical tokens as Uniswap token lists. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "exports", description = "The registry in the formats that others read")
public class TokenListResource {

  private static final String EXAMPLE =
      """
      {"name":"Stockbridge canonical stocks","timestamp":"2026-11-23T00:00:00.000Z","version":{"major":1,"minor":0,"patch":0},
      "keywords":["stocks","canonical"],"tags":{"stock":{"name":"Tokenized stock","description":"One token stands for shares of a listed security"}},
      "tokens":[{"chainId":412346,"address":"0x9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a","decimals":18,"name":"Apple xStock","symbol":"AAPLx",
      "tags":["stock","bridged"],"extensions":{"caip2":"eip155:412346","issuer":"Backed Assets","underlying":"AAPL","unitModel":"erc8056","multiplier":"1"}}]}
      """;
  private static final String AT =
      "the list as it was published then, RFC 3339; without it, the newest";

  private final CatalogueHolder holder;
  private final Transactions transactions;
  private final TokenListStore store;
  private final Inputs inputs;

  TokenListResource(
      CatalogueHolder holder, Transactions transactions, TokenListStore store, Inputs inputs) {
    this.holder = holder;
    this.transactions = transactions;
    this.store = store;
    this.inputs = inputs;
  }

  @GET
  @Path("tokenlist.json")
  @Operation(
      operationId = "getTokenList",
      summary = "The canonical tokens as a Uniswap token list",
      description =
          "One list of all chains, and one per chain; each is versioned by itself by the rules of"
              + " the list: removals raise major, additions minor, everything else patch.")
  @APIResponse(
      responseCode = "200",
      description = "The list",
      content =
          @Content(
              schema = @Schema(ref = "TokenList"),
              examples = @ExampleObject(name = "list", value = EXAMPLE)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_CHAIN, NO_TOKEN_LIST")
  public Uni<Response> all(
      @Context Request request,
      @Parameter(description = "only this chain's list", example = "eip155:42161")
          @QueryParam("chain")
          @Nullable String chain,
      @Parameter(description = AT) @QueryParam("asOf") @Nullable String asOf) {
    return list(request, nameOf(inputs.chain(chain)), asOf);
  }

  @GET
  @Path("tokenlists/{chain}.json")
  @Operation(
      operationId = "getChainTokenList",
      summary = "The canonical tokens of one chain as a Uniswap token list",
      description = "The same as tokenlist.json?chain=, under an address without a query.")
  @APIResponse(
      responseCode = "200",
      description = "The list",
      content =
          @Content(
              schema = @Schema(ref = "TokenList"),
              examples = @ExampleObject(name = "list", value = EXAMPLE)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_CHAIN, NO_TOKEN_LIST")
  public Uni<Response> ofChain(
      @Context Request request,
      @Parameter(example = "eip155:42161") @PathParam("chain") String chain,
      @Parameter(description = AT) @QueryParam("asOf") @Nullable String asOf) {
    return list(request, nameOf(inputs.chain(chain)), asOf);
  }

  private Uni<Response> list(Request request, String name, @Nullable String asOf) {
    return found(name, asOf)
        .map(
            list ->
                list.map(versioned -> Answers.of(request, versioned.document()))
                    .orElseThrow(
                        () ->
                            ProblemException.of(
                                RegistryProblem.NO_TOKEN_LIST,
                                "there was or is no token to list: " + name)));
  }

  private Uni<Optional<VersionedTokenList>> found(String name, @Nullable String asOf) {
    if (asOf == null) {
      return Uni.createFrom().item(holder.state().tokenLists().of(name));
    }
    Instant at = Objects.requireNonNull(Moment.of(asOf, null).asOf());
    return transactions.run(session -> store.at(session, name, at));
  }

  private static String nameOf(@Nullable Caip2 chain) {
    return chain == null ? TokenLists.ALL : chain.toString();
  }
}
