package io.stockbridge.registry.actions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.rest.Answers;
import io.stockbridge.registry.rest.Moments;
import io.stockbridge.registry.rest.Pages;
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
import java.util.List;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Reads of corporate actions, from the database. */
@Path("/v1/actions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "actions", description = "Corporate actions and how far each chain is")
public class ActionReadResource {

  private final Database database;
  private final ActionStore actions;
  private final ChainTargets targets;
  private final CatalogueHolder holder;
  private final ActionConfiguration times;

  ActionReadResource(
      Database database,
      ActionStore actions,
      ChainTargets targets,
      CatalogueHolder holder,
      ActionConfiguration times) {
    this.database = database;
    this.actions = actions;
    this.targets = targets;
    this.holder = holder;
    this.times = times;
  }

  @GET
  @Operation(
      operationId = "listActions",
      summary = "Corporate actions, the newest announcement first")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content =
          @Content(
              schema = @Schema(ref = "ActionPage"),
              examples = @ExampleObject(name = "page", value = ActionExamples.PAGE)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_UNDERLYING")
  public Response list(
      @Context Request request,
      @Parameter(description = "key, ISIN, FIGI or ticker") @QueryParam("underlying")
          @Nullable String underlying,
      @Parameter(description = "split, cash_dividend …") @QueryParam("kind") @Nullable String kind,
      @Parameter(description = "announced, scheduled, effective, completed, cancelling, cancelled")
          @QueryParam("state")
          @Nullable String state,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable String limit,
      @Parameter(description = Moments.AS_OF) @QueryParam("asOf") @Nullable String asOf,
      @Parameter(description = Moments.KNOWN_AT) @QueryParam("knownAt") @Nullable String knownAt) {
    Moment moment = Moment.of(asOf, knownAt);
    ActionStore.Query query =
        new ActionStore.Query(
            underlying == null ? "" : keyOf(underlying),
            known("kind", kind, text -> ActionKind.ofWire(text).wire()),
            known("state", state, text -> ActionState.ofWire(text).wire()),
            "",
            moment.asOf(),
            moment.knownAt());
    int size = Pages.parseLimit(limit);
    long before = Pages.number(cursor, Long.MAX_VALUE);
    // One transaction, so that actions and what chains show of them are of one moment.
    ObjectNode page =
        database.inTransaction(
            tx ->
                Pages.numbered(
                    actions.page(tx, query, before, size + 1),
                    size,
                    ActionStore.Shown::number,
                    shown -> view(tx, shown, moment)));
    return Answers.of(request, page);
  }

  @GET
  @Path("{id}")
  @Operation(
      operationId = "getAction",
      summary = "One corporate action, how far each chain is, and which one lags")
  @APIResponse(
      responseCode = "200",
      description =
          "The action; chains as they are now, left out where another moment is asked for",
      content =
          @Content(
              schema = @Schema(ref = "Action"),
              examples = @ExampleObject(name = "split", value = ActionExamples.ACTION)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_ACTION")
  public Response get(
      @Context Request request,
      @PathParam("id") String id,
      @Parameter(description = Moments.AS_OF) @QueryParam("asOf") @Nullable String asOf,
      @Parameter(description = Moments.KNOWN_AT) @QueryParam("knownAt") @Nullable String knownAt) {
    Moment moment = Moment.of(asOf, knownAt);
    ActionStore.Query query =
        new ActionStore.Query("", "", "", named(id), moment.asOf(), moment.knownAt());
    ObjectNode action =
        database.inTransaction(
            tx ->
                actions.page(tx, query, Long.MAX_VALUE, 1).stream()
                    .findFirst()
                    .map(shown -> view(tx, shown, moment))
                    .orElseThrow(() -> unknown(id)));
    return Answers.of(request, action);
  }

  @GET
  @Path("{id}/versions")
  @Operation(
      operationId = "listActionVersions",
      summary = "All versions of a corporate action, newest first, as signed by the registrar")
  @APIResponse(
      responseCode = "200",
      description = "Ed25519 signatures over the UTF-8 bytes of record",
      content =
          @Content(
              schema = @Schema(ref = "ActionVersions"),
              examples = @ExampleObject(name = "versions", value = ActionExamples.VERSIONS)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_ACTION")
  public Response versions(@Context Request request, @PathParam("id") String id) {
    String name = named(id);
    List<ActionStore.SignedVersion> versions =
        database.inTransaction(tx -> actions.versions(tx, name));
    if (versions.isEmpty()) {
      throw unknown(id);
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode items = json.putArray("items");
    versions.forEach(
        version ->
            items
                .addObject()
                .put("record", version.record())
                .put("signature", version.signature())
                .put("keyId", version.keyId()));
    return Answers.of(request, json);
  }

  private ObjectNode view(Tx tx, ActionStore.Shown shown, Moment moment) {
    CorporateAction action = shown.action();
    List<ChainTarget> chains = moment.isNow() ? targets.of(tx, action.id()) : List.of();
    ActionView view = new ActionView(Instant.now().minus(times.overdueAfter()));
    return view.of(action, chains).put("state", shown.state().wire());
  }

  private String keyOf(String underlying) {
    return holder
        .catalogue()
        .underlying(underlying)
        .map(Underlying::key)
        .orElseThrow(
            () ->
                ProblemException.inField(
                    RegistryProblem.UNKNOWN_UNDERLYING,
                    "underlying",
                    "nothing known has the name " + underlying));
  }

  private static String known(String field, @Nullable String text, UnaryOperator<String> parser) {
    try {
      return text == null ? "" : parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.inField(
          CommonProblem.INVALID_FIELD, field, String.valueOf(e.getMessage()));
    }
  }

  /** What cannot be an id is none; the database is not asked. */
  static String named(String id) {
    try {
      return ActionJson.id(id);
    } catch (IllegalArgumentException e) {
      throw unknown(id);
    }
  }

  private static ProblemException unknown(String id) {
    return ProblemException.inField(ActionProblem.UNKNOWN_ACTION, "id", "no action " + id);
  }
}
