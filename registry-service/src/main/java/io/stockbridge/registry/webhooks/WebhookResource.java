package io.stockbridge.registry.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.registry.rest.Answers;
import io.stockbridge.registry.rest.Pages;
import io.stockbridge.registry.writes.WriteAnswer;
import io.stockbridge.registry.writes.Writes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who gets changes sent, and what became of each attempt. */
@Path("/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"registrar", "operator"})
@RunOnVirtualThread
@Tag(name = "webhooks", description = "Bearer token with the role registrar or operator")
public class WebhookResource {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Writes writes;
  private final Database database;
  private final Webhooks webhooks;
  private final SecurityIdentity identity;

  WebhookResource(Writes writes, Database database, Webhooks webhooks, SecurityIdentity identity) {
    this.writes = writes;
    this.database = database;
    this.webhooks = webhooks;
    this.identity = identity;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createWebhook",
      summary = "Sends changes to an address from now on",
      description =
          "Signed as Standard Webhooks says, in the order of the feed, until the receiver answers"
              + " 2xx. after begins at an earlier change. The secret is shown in this answer only,"
              + " not when it is repeated by its key.")
  @APIResponse(
      responseCode = "201",
      description = "The webhook with its secret",
      content =
          @Content(
              schema = @Schema(ref = "Webhook"),
              examples = @ExampleObject(name = "webhook", value = WebhookExamples.NEW)))
  @APIResponse(responseCode = "401", description = "UNAUTHENTICATED")
  @APIResponse(responseCode = "409", description = "TOO_MANY_WEBHOOKS, CURSOR_AHEAD")
  @APIResponse(responseCode = "422", description = "TARGET_REFUSED")
  public Response create(
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(ref = "WebhookInput"),
                      examples = @ExampleObject(name = "webhook", value = WebhookExamples.BODY)))
          @Nullable ObjectNode body) {
    WebhookInput input = WebhookInput.read(body);
    String subject = identity.getPrincipal().getName();
    Optional<Response> before = writes.givenBefore(body).await().atMost(PATIENCE);
    if (before.isPresent()) {
      return before.get();
    }
    webhooks.check(input);
    return perform(
        body,
        () -> {
          Webhook webhook = webhooks.create(input, subject);
          return WriteAnswer.of(201, view(webhook))
              .at("/v1/webhooks/" + webhook.id())
              .showing(view(webhook).put("secret", webhook.secret().text()));
        });
  }

  @GET
  @Operation(operationId = "listWebhooks", summary = "All webhooks, without their secrets")
  @APIResponse(
      responseCode = "200",
      description = "Oldest first",
      content =
          @Content(
              schema = @Schema(ref = "WebhookList"),
              examples = @ExampleObject(name = "list", value = WebhookExamples.LIST)))
  @APIResponse(responseCode = "401", description = "UNAUTHENTICATED")
  public Response list(@Context Request request) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode items = answer.putArray("items");
    webhooks.all().forEach(webhook -> items.add(view(webhook)));
    return answer(request, answer);
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "getWebhook", summary = "One webhook, and how far it is")
  @APIResponse(
      responseCode = "200",
      description = "Without its secret",
      content =
          @Content(
              schema = @Schema(ref = "Webhook"),
              examples = @ExampleObject(name = "one", value = WebhookExamples.ONE)))
  @APIResponse(responseCode = "401", description = "UNAUTHENTICATED")
  @APIResponse(responseCode = "404", description = "UNKNOWN_WEBHOOK")
  public Response one(@Context Request request, @PathParam("id") String id) {
    return answer(request, view(webhooks.find(id)));
  }

  @DELETE
  @Path("{id}")
  @Operation(operationId = "deleteWebhook", summary = "Ends a webhook and forgets its log")
  @APIResponse(
      responseCode = "204",
      description = "It is gone; what is being sent at this moment may still arrive")
  @APIResponse(responseCode = "401", description = "UNAUTHENTICATED")
  @APIResponse(
      responseCode = "404",
      description = "UNKNOWN_WEBHOOK",
      content =
          @Content(
              mediaType = "application/problem+json",
              examples = @ExampleObject(name = "problem", value = WebhookExamples.UNKNOWN)))
  public Response delete(@PathParam("id") String id) {
    return perform(
        null,
        () -> {
          webhooks.delete(id);
          return WriteAnswer.empty();
        });
  }

  @POST
  @Path("{id}/enable")
  @Operation(
      operationId = "enableWebhook",
      summary = "Tries a webhook again that was disabled, or waits after a failure",
      description = "It goes on after the last change that was taken.")
  @APIResponse(
      responseCode = "200",
      description = "The webhook",
      content =
          @Content(
              schema = @Schema(ref = "Webhook"),
              examples = @ExampleObject(name = "one", value = WebhookExamples.ONE)))
  @APIResponse(responseCode = "401", description = "UNAUTHENTICATED")
  @APIResponse(responseCode = "404", description = "UNKNOWN_WEBHOOK")
  public Response enable(@PathParam("id") String id) {
    return perform(null, () -> WriteAnswer.of(200, view(webhooks.enable(id))));
  }

  @GET
  @Path("{id}/deliveries")
  @Operation(
      operationId = "listDeliveries",
      summary = "Every attempt to send a change: when, how long, and what came back")
  @APIResponse(
      responseCode = "200",
      description = "Newest first; the older ones are forgotten",
      content =
          @Content(
              schema = @Schema(ref = "DeliveryPage"),
              examples = @ExampleObject(name = "log", value = WebhookExamples.LOG)))
  @APIResponse(responseCode = "401", description = "UNAUTHENTICATED")
  @APIResponse(responseCode = "404", description = "UNKNOWN_WEBHOOK")
  public Response deliveries(
      @Context Request request,
      @PathParam("id") String id,
      @Parameter(description = "nextCursor of the page before") @QueryParam("cursor")
          @Nullable String cursor,
      @Parameter(description = "1 to 1000, without it 100") @QueryParam("limit")
          @Nullable String limit) {
    int size = Pages.parseLimit(limit);
    List<WebhookStore.Logged> rows = webhooks.deliveries(id, WebhookInput.before(cursor), size + 1);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode items = answer.putArray("items");
    List<WebhookStore.Logged> shown = rows.subList(0, Math.min(size, rows.size()));
    shown.forEach(row -> items.add(WebhookViews.attempt(row.attempt())));
    if (rows.size() > size) {
      answer.put("nextCursor", Long.toString(shown.getLast().id()));
    } else {
      answer.putNull("nextCursor");
    }
    return answer(request, answer);
  }

  @POST
  @Path("{id}/redeliveries")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "redeliverChange",
      summary = "Sends a change once more, now, under the same message id",
      description = "For a receiver that lost it. The order of what is due is not touched.")
  @APIResponse(
      responseCode = "200",
      description = "What became of it",
      content =
          @Content(
              schema = @Schema(ref = "Delivery"),
              examples = @ExampleObject(name = "attempt", value = WebhookExamples.ATTEMPT)))
  @APIResponse(responseCode = "401", description = "UNAUTHENTICATED")
  @APIResponse(responseCode = "404", description = "UNKNOWN_WEBHOOK, UNKNOWN_DELIVERY")
  public Response redeliver(
      @PathParam("id") String id,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(ref = "RedeliveryInput"),
                      examples = @ExampleObject(name = "number", value = "{\"number\":7}")))
          @Nullable ObjectNode body) {
    Attempt attempt = webhooks.redeliver(id, WebhookInput.number(body));
    return Response.ok(WebhookViews.attempt(attempt)).build();
  }

  private Response perform(@Nullable ObjectNode body, Supplier<WriteAnswer> effect) {
    return writes
        .performAlone(body, session -> database.resultWithin(session, tx -> effect.get()))
        .await()
        .atMost(PATIENCE);
  }

  private static ObjectNode view(Webhook webhook) {
    return WebhookViews.webhook(webhook);
  }

  /** For nobody but the caller. */
  private static Response answer(Request request, JsonNode body) {
    Response answer = Answers.of(request, body);
    answer.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    return answer;
  }

  /** The problem of an id that nobody has. */
  static ProblemException unknown(String id) {
    return ProblemException.inField(WebhookProblem.UNKNOWN_WEBHOOK, "id", "no webhook " + id);
  }
}
