package io.stockbridge.registry.actions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.recording.AssetRecorder;
import io.stockbridge.registry.recording.InvalidAssetException;
import io.stockbridge.registry.rest.Answers;
import io.stockbridge.registry.rest.RegistryProblem;
import io.stockbridge.registry.serving.CatalogueHolder;
import io.stockbridge.registry.writes.Author;
import io.stockbridge.registry.writes.WriteAnswer;
import io.stockbridge.registry.writes.WriteKind;
import io.stockbridge.registry.writes.Writes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Announcing, amending and cancelling corporate actions. */
@Path("/v1/actions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "actions", description = "Corporate actions and how far each chain is")
public class ActionResource {

  private final Writes writes;
  private final ActionRecorder recorder;
  private final ChainTargets targets;
  private final Database database;
  private final CatalogueHolder holder;
  private final Author author;
  private final ActionConfiguration times;

  ActionResource(
      Writes writes,
      ActionRecorder recorder,
      ChainTargets targets,
      Database database,
      CatalogueHolder holder,
      Author author,
      ActionConfiguration times) {
    this.writes = writes;
    this.recorder = recorder;
    this.targets = targets;
    this.database = database;
    this.holder = holder;
    this.author = author;
    this.times = times;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("registrar")
  @Operation(
      operationId = "announceAction",
      summary = "Announces a corporate action; with effectiveAt it is scheduled",
      description =
          "What follows for entries and chains is scheduled with it. An id makes the call"
              + " repeatable: the same action again is 200 and changes nothing.")
  @APIResponse(
      responseCode = "201",
      description = "As recorded",
      content =
          @Content(
              schema = @Schema(ref = "Action"),
              examples = @ExampleObject(name = "split", value = ActionExamples.ACTION)))
  @APIResponse(
      responseCode = "200",
      description = "It was announced before",
      content =
          @Content(
              schema = @Schema(ref = "Action"),
              examples = @ExampleObject(name = "split", value = ActionExamples.ACTION)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_UNDERLYING")
  @APIResponse(responseCode = "409", description = "OVERLAPPING_ACTION, ACTION_CONFLICT")
  @APIResponse(responseCode = "422", description = "INVALID_ACTION, EFFECTIVE_TOO_SOON")
  public Uni<Response> announce(
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(ref = "ActionInput"),
                      examples = @ExampleObject(name = "split", value = ActionExamples.BODY)))
          @Nullable ObjectNode body) {
    ActionDraft read = read(body);
    AssetRecorder.Cause cause = cause(reason(body), "announced by the registrar");
    return perform(
        body,
        tx -> {
          ActionRecorder.Outcome outcome = recorder.announce(resolved(read), cause);
          CorporateAction action = outcome.action();
          return answer(tx, outcome.created() ? 201 : 200, action)
              .at("/v1/actions/" + action.id())
              .having(action.underlying());
        });
  }

  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("registrar")
  @Operation(
      operationId = "amendAction",
      summary = "Records other terms of an announced action, or other days and note of any",
      description =
          "The body is the whole action; a change needs If-Match with an ETag of the present version,"
              + " whose number stands before its point; what chains show may have changed since. With"
              + " effectiveAt an announced action becomes scheduled. What is scheduled keeps its"
              + " terms: cancel it and announce another.")
  @APIResponse(
      responseCode = "200",
      description = "As recorded",
      content =
          @Content(
              schema = @Schema(ref = "Action"),
              examples = @ExampleObject(name = "split", value = ActionExamples.ACTION)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_ACTION, UNKNOWN_UNDERLYING")
  @APIResponse(responseCode = "409", description = "TERMS_FIXED, TOO_LATE, OVERLAPPING_ACTION")
  @APIResponse(responseCode = "412", description = "VERSION_CONFLICT")
  @APIResponse(responseCode = "422", description = "INVALID_ACTION, EFFECTIVE_TOO_SOON")
  @APIResponse(responseCode = "428", description = "PRECONDITION_REQUIRED")
  public Uni<Response> amend(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(ref = "ActionInput"),
                      examples = @ExampleObject(name = "split", value = ActionExamples.BODY)))
          @Nullable ObjectNode body) {
    if (body != null && !body.path("id").asText(id).equals(id)) {
      throw ProblemException.inField(ActionProblem.INVALID_ACTION, "id", "not the id of the path");
    }
    ActionDraft read = read(body == null ? null : body.deepCopy().put("id", id));
    AssetRecorder.Cause cause = cause(reason(body), "amended by the registrar");
    return perform(
        body,
        tx ->
            answer(
                tx,
                200,
                recorder.amend(
                    resolved(read),
                    (known, chains) ->
                        Answers.requireVersion(
                            ifMatch, view().of(known, chains), known.stamp().version()),
                    cause)));
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed("registrar")
  @Operation(
      operationId = "cancelAction",
      summary = "Takes a corporate action back before it takes effect",
      description =
          "It stays in the history. One that chains were told of is cancelling until no chain"
              + " shows it any more. Repeating the call changes nothing.")
  @APIResponse(
      responseCode = "200",
      description = "As recorded",
      content =
          @Content(
              schema = @Schema(ref = "Action"),
              examples = @ExampleObject(name = "split", value = ActionExamples.ACTION)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_ACTION")
  @APIResponse(responseCode = "409", description = "TOO_LATE")
  public Uni<Response> cancel(
      @PathParam("id") String id,
      @Parameter(description = "why, for the history, up to 300 characters") @QueryParam("reason")
          @Nullable String reason) {
    String named = ActionReadResource.named(id);
    AssetRecorder.Cause cause = cause(reason, "cancelled by the registrar");
    return perform(
        null,
        tx -> {
          ActionRecorder.Cancelled cancelled = recorder.cancel(named, cause);
          return answer(tx, 200, cancelled.action())
              .having(Integer.toString(cancelled.found().stamp().version()));
        });
  }

  private static ActionDraft read(@Nullable ObjectNode body) {
    if (body == null) {
      throw ProblemException.of(CommonProblem.MALFORMED_JSON, "the body is empty");
    }
    return valid(() -> ActionJson.readDraft(body));
  }

  /** The draft with the key of its underlying, by whichever of its names the body calls it. */
  private ActionDraft resolved(ActionDraft read) {
    Underlying underlying =
        holder
            .catalogue()
            .underlying(read.underlying())
            .orElseThrow(
                () ->
                    ProblemException.inField(
                        RegistryProblem.UNKNOWN_UNDERLYING,
                        "underlying",
                        "nothing known has the name " + read.underlying()));
    return new ActionDraft(read.id(), read.kind(), underlying.key(), read.terms());
  }

  private static <T> T valid(java.util.function.Supplier<T> work) {
    try {
      return work.get();
    } catch (InvalidAssetException e) {
      throw ProblemException.inField(
          ActionProblem.INVALID_ACTION, e.field(), String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable String reason(@Nullable ObjectNode body) {
    return body == null || !body.hasNonNull("reason") ? null : body.get("reason").asText();
  }

  private AssetRecorder.Cause cause(@Nullable String reason, String otherwise) {
    return new AssetRecorder.Cause(author.subject(), author.reason(reason, otherwise));
  }

  private Uni<Response> perform(@Nullable ObjectNode body, Database.Work<WriteAnswer> effect) {
    return writes.perform(
        WriteKind.ACTIONS,
        body,
        session -> database.resultWithin(session, tx -> valid(() -> effect.run(tx))));
  }

  private WriteAnswer answer(Tx tx, int status, CorporateAction action) {
    return WriteAnswer.of(status, view().of(action, targets.of(tx, action.id())));
  }

  private ActionView view() {
    return new ActionView(Instant.now().minus(times.overdueAfter()));
  }
}
