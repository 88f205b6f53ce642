package io.stockbridge.registry.observation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.registry.assets.TokenId;
import io.stockbridge.registry.rest.Answers;
import io.stockbridge.registry.rest.Pages;
import io.stockbridge.registry.rest.RegistryProblem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What chains say of tokens. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "evidence", description = "What chains say of tokens, and of this registry")
public class ObservationResource {

  private static final int HISTORY = 100;
  private static final String STATUSES =
      Arrays.stream(Observation.Status.values())
          .map(Observation.Status::wire)
          .collect(Collectors.joining(", "));

  private static final String ITEM =
      """
      {"caip19":"eip155:412346/erc20:0x9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a","status":"mismatch",
      "differences":[{"code":"DECIMALS","expected":"8","found":"18"}],
      "position":"812 0x5fe7f977e71dba2ea1a68e21057beebb9be2ac30c6410aa38d4f3fbe41dcffd2",
      "readAt":"2026-11-23T00:00:00.000Z","firstSeen":"2026-11-22T08:00:00.000Z",
      "lastVerified":"2026-11-22T23:50:00.000Z","failure":null}
      """;
  private static final String PAGE = "{\"items\":[" + ITEM + "],\"nextCursor\":null}";
  private static final String FACTS =
      """
      {"codeHash":"0x5fe7f977e71dba2ea1a68e21057beebb9be2ac30c6410aa38d4f3fbe41dcffd2","kind":"contract",
      "name":"Apple xStock","symbol":"AAPLx","decimals":18,"totalSupply":"1000000000000000000000","paused":false}
      """;
  private static final String HISTORY_EXAMPLE =
      """
      {"items":[{"number":41,"status":"verified","differences":[],"facts":"""
          + FACTS
          + """
      ,"position":{"height":812,"hash":"0x5fe7f977e71dba2ea1a68e21057beebb9be2ac30c6410aa38d4f3fbe41dcffd2",
      "time":"2026-11-23T00:00:00.000Z"},"readAt":"2026-11-23T00:00:05.000Z"}],"nextBefore":null}
      """;

  private final ObservationBook book;
  private final ObservationStore store;
  private final Transactions transactions;

  ObservationResource(ObservationBook book, ObservationStore store, Transactions transactions) {
    this.book = book;
    this.store = store;
    this.transactions = transactions;
  }

  @GET
  @Path("observations")
  @Operation(
      operationId = "listObservations",
      summary = "Tokens whose chain is read: verified, or where chain and registry differ",
      description =
          "status is that of the newest reading; failure says that the newest attempt gave none,"
              + " which is neither verified nor a mismatch.")
  @APIResponse(
      responseCode = "200",
      description = "One page, by chain and address",
      content =
          @Content(
              schema = @Schema(ref = "ObservationPage"),
              examples = @ExampleObject(name = "page", value = PAGE)))
  public Response list(
      @Context Request request,
      @Parameter(description = "not_read, verified or mismatch") @QueryParam("status")
          @Nullable String status,
      @Parameter(description = "nextCursor of the page before") @QueryParam("cursor")
          @Nullable String cursor,
      @Parameter(description = "1 to 1000, default 100") @QueryParam("limit")
          @Nullable String limit) {
    NavigableMap<String, Observation> all = book.all();
    if (status != null) {
      Observation.Status wanted = statusOf(status);
      NavigableMap<String, Observation> some = new TreeMap<>();
      all.forEach(
          (key, observation) -> {
            if (observation.status() == wanted) {
              some.put(key, observation);
            }
          });
      all = some;
    }
    return Answers.of(request, Pages.page(all, cursor, limit, ObservationView::of));
  }

  @GET
  @Path("observations/{caip19: .+}")
  @Operation(
      operationId = "getObservation",
      summary = "What a token's chain said at the newest reading")
  @APIResponse(
      responseCode = "200",
      description = "The comparison and the facts it stands on",
      content =
          @Content(
              schema = @Schema(ref = "Observation"),
              examples = @ExampleObject(name = "observation", value = ITEM)))
  @APIResponse(responseCode = "400", description = "INVALID_TOKEN")
  @APIResponse(responseCode = "404", description = "NOT_OBSERVED")
  public Uni<Response> get(@Context Request request, @PathParam("caip19") String caip19) {
    Observation observation = observation(caip19);
    return transactions
        .run(session -> store.facts(session, observation.tokenKey()))
        .map(
            facts -> {
              ObjectNode json = ObservationView.of(observation);
              json.set("facts", facts.orElse(null));
              return Answers.of(request, json);
            });
  }

  @GET
  @Path("observation-history/{caip19: .+}")
  @Operation(
      operationId = "listObservationHistory",
      summary = "The readings of a token, newest first",
      description = "Each reading that said something new, and at least one a day.")
  @APIResponse(
      responseCode = "200",
      description = "At most " + HISTORY + " readings",
      content =
          @Content(
              schema = @Schema(ref = "Readings"),
              examples = @ExampleObject(name = "history", value = HISTORY_EXAMPLE)))
  @APIResponse(responseCode = "400", description = "INVALID_TOKEN")
  @APIResponse(responseCode = "404", description = "NOT_OBSERVED")
  public Uni<Response> history(
      @Context Request request,
      @PathParam("caip19") String caip19,
      @Parameter(description = "nextBefore of the page before") @QueryParam("before")
          @Nullable String before) {
    Observation observation = observation(caip19);
    long number = before == null ? Long.MAX_VALUE : numberOf(before);
    return transactions
        .run(session -> store.history(session, observation.tokenKey(), number, HISTORY))
        .map(rows -> Answers.of(request, page(rows)));
  }

  private static ObjectNode page(List<JsonNode> rows) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode items = json.putArray("items");
    rows.forEach(items::add);
    boolean more = rows.size() == HISTORY;
    json.set("nextBefore", more ? rows.get(HISTORY - 1).path("number") : null);
    return json;
  }

  private Observation observation(String caip19) {
    int slash = caip19.indexOf('/');
    int colon = caip19.indexOf(':', slash + 1);
    if (slash <= 0 || colon < 0) {
      throw ProblemException.inField(
          RegistryProblem.INVALID_TOKEN, "caip19", "not a CAIP-19 name: chain/namespace:address");
    }
    String key = TokenId.keyOf(caip19.substring(0, slash), caip19.substring(colon + 1));
    return book.observation(key)
        .orElseThrow(
            () ->
                ProblemException.inField(
                    RegistryProblem.NOT_OBSERVED,
                    "caip19",
                    "no known token of a chain that is read here"));
  }

  private static Observation.Status statusOf(String text) {
    return Arrays.stream(Observation.Status.values())
        .filter(status -> status.wire().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.inField(
                    CommonProblem.INVALID_FIELD, "status", "one of " + STATUSES));
  }

  private static long numberOf(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw ProblemException.inField(
          CommonProblem.INVALID_FIELD, "before", "use nextBefore as it was given");
    }
    return Long.parseLong(text);
  }
}
