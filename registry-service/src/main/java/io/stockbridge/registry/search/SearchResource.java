package io.stockbridge.registry.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.catalogue.KnownToken;
import io.stockbridge.registry.resolution.CanonicalTokens;
import io.stockbridge.registry.resolution.Grounds;
import io.stockbridge.registry.rest.Answers;
import io.stockbridge.registry.rest.Judges;
import io.stockbridge.registry.rest.Moments;
import io.stockbridge.registry.serving.Moment;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Finds what a person means. */
@Path("/v1/search")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "reads", description = "Public; strong ETags, If-None-Match answers 304")
public class SearchResource {

  private static final int MAX_QUERY = 100;
  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 100;
  private static final String EXAMPLE =
      """
      {"query":"aple","items":[{"kind":"underlying","key":"AAPL","impostor":false,"name":"Apple Inc.","ticker":"AAPL",
      "isin":"US0378331005","figi":null,"match":{"field":"name","value":"Apple Inc.","how":"typo","distance":1}},
      {"kind":"asset","key":"CH1436219187","impostor":false,"name":"Apple xStock","symbol":"AAPLx","issuer":"Backed Assets",
      "isin":"CH1436219187","status":"active","underlying":"AAPL","own":false,
      "match":{"field":"name","value":"Apple xStock","how":"typo","distance":1}}]}
      """;

  private final SearchIndexes indexes;
  private final Judges judges;

  SearchResource(SearchIndexes indexes, Judges judges) {
    this.indexes = indexes;
    this.judges = judges;
  }

  @GET
  @Operation(
      operationId = "search",
      summary = "Finds stocks, instruments and tokens by what a person types",
      description =
          "By ticker, symbol, name or issuer with one or two typing mistakes, by exact ISIN, FIGI,"
              + " key, CAIP-19 name or address. match says which text matched and how: identifier, equal,"
              + " words, prefix, typo or partly. Impostors are marked and stand below everything"
              + " genuine; an address is found only where the token is, never in a name.")
  @APIResponse(
      responseCode = "200",
      description = "The best answers, best first; there is no next page",
      content =
          @Content(
              schema = @Schema(ref = "Found"),
              examples = @ExampleObject(name = "found", value = EXAMPLE)))
  @APIResponse(responseCode = "400", description = "INVALID_FIELD")
  public Uni<Response> search(
      @Context Request request,
      @Parameter(description = "1 to 100 characters", example = "aple") @QueryParam("q")
          @Nullable String q,
      @Parameter(description = "1 to 100, default 20") @QueryParam("limit") @Nullable String limit,
      @Parameter(description = Moments.AS_OF) @QueryParam("asOf") @Nullable String asOf,
      @Parameter(description = Moments.KNOWN_AT) @QueryParam("knownAt") @Nullable String knownAt) {
    if (q == null || q.isBlank() || q.length() > MAX_QUERY) {
      throw ProblemException.inField(
          CommonProblem.INVALID_FIELD, "q", "1 to " + MAX_QUERY + " characters");
    }
    int most = limitOf(limit);
    Moment moment = Moment.of(asOf, knownAt);
    // What was canonical is judged by the rules that are known by now to have been in force.
    Grounds grounds = judges.grounds(null, new Moment(moment.asOf(), null));
    return indexes
        .find(moment, q, most)
        .map(found -> Answers.of(request, answer(q, found, grounds)));
  }

  private static int limitOf(@Nullable String limit) {
    if (limit == null) {
      return DEFAULT_LIMIT;
    }
    int parsed = limit.matches("[0-9]{1,3}") ? Integer.parseInt(limit) : 0;
    if (parsed < 1 || parsed > MAX_LIMIT) {
      throw ProblemException.inField(
          CommonProblem.INVALID_FIELD, "limit", "not a number from 1 to " + MAX_LIMIT);
    }
    return parsed;
  }

  private static ObjectNode answer(String query, SearchIndexes.Found found, Grounds grounds) {
    CanonicalTokens canonicals =
        new CanonicalTokens(found.known().catalogue(), grounds.seeing(found.known().observed()));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("query", query);
    ArrayNode items = answer.putArray("items");
    for (Hit hit : found.hits()) {
      ObjectNode item =
          switch (hit.entry()) {
            case Entry.Stock stock -> stock(stock.underlying());
            case Entry.Instrument instrument -> instrument(instrument.asset().content());
            case Entry.Token token -> token(canonicals, token.token());
          };
      item.putObject("match")
          .put("field", hit.match().field())
          .put("value", hit.match().value())
          .put("how", hit.match().how().name().toLowerCase(Locale.ROOT))
          .put("distance", hit.match().distance());
      items.add(item);
    }
    return answer;
  }

  private static ObjectNode item(String kind, String key, boolean impostor) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("kind", kind)
        .put("key", key)
        .put("impostor", impostor);
  }

  private static ObjectNode stock(Underlying underlying) {
    return item("underlying", underlying.key(), false)
        .put("name", underlying.name())
        .put("ticker", underlying.ticker())
        .put("isin", underlying.isin() == null ? null : underlying.isin().value())
        .put("figi", underlying.figi() == null ? null : underlying.figi().value());
  }

  private static ObjectNode instrument(AssetContent content) {
    return item("asset", content.key(), false)
        .put("name", content.name())
        .put("symbol", content.symbol())
        .put("issuer", content.issuer())
        .put("isin", content.isin() == null ? null : content.isin().value())
        .put("status", content.status().wire())
        .put("underlying", content.underlying().ticker())
        .put("own", content.isOwn());
  }

  private static ObjectNode token(CanonicalTokens canonicals, KnownToken token) {
    Deployment deployment = token.deployment();
    boolean impostor = token.asset() == null;
    return item(impostor ? "impostor" : "token", deployment.token().caip19(), impostor)
        .put("symbol", deployment.symbol())
        .put("status", deployment.status().wire())
        .put("asset", token.owner().map(asset -> asset.content().key()).orElse(null))
        .put("canonical", canonicals.contain(token));
  }
}
