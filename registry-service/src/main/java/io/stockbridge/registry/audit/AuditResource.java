package io.stockbridge.registry.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.registry.rest.Answers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** The audit trail, for those who have to account for the registry. */
@Path("/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "audit", description = "Bearer token with the role auditor, operator or registrar")
public class AuditResource {

  private static final String NDJSON = "application/x-ndjson";
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1000;

  private final Transactions transactions;
  private final AuditStore store;

  AuditResource(Transactions transactions, AuditStore store) {
    this.transactions = transactions;
    this.store = store;
  }

  @GET
  @RolesAllowed({"auditor", "operator", "registrar"})
  @Operation(
      operationId = "listAuditRecords",
      summary =
          "Who did what, in order: writes that had their effect, and refusals for want of a role",
      description =
          "hash is the SHA-256 of the UTF-8 bytes of record, which names the hash of the record"
              + " before it as previous (64 zeros for the first) and its own number, without gaps."
              + " Ask again with after=next for what follows.")
  @APIResponse(
      responseCode = "200",
      description = "The records after a number; next is the last of them, or after itself",
      content =
          @Content(
              schema = @Schema(ref = "AuditPage"),
              examples = @ExampleObject(name = "page", value = AuditExamples.PAGE)))
  public Uni<Response> list(
      @Context Request request,
      @Parameter(example = "0", description = "a record's number, 0 to begin") @QueryParam("after")
          @Nullable String after,
      @Parameter(example = "100", description = "1 to 1000, default 100") @QueryParam("limit")
          @Nullable String limit) {
    long from = number("after", after, 0, Long.MAX_VALUE);
    int size = (int) number("limit", limit, DEFAULT_LIMIT, MAX_LIMIT);
    if (size == 0) {
      throw invalid("limit", MAX_LIMIT);
    }
    return transactions
        .run(session -> store.after(session, from, size))
        .map(records -> answer(request, from, records));
  }

  @GET
  @Path("records.ndjson")
  @Produces(NDJSON)
  @RolesAllowed({"auditor", "operator", "registrar"})
  @Operation(
      operationId = "exportAuditRecords",
      summary = "All audit records after a number, one JSON object a line",
      description = "Each line is an item of /v1/audit. Read page by page while it is sent.")
  @APIResponse(
      responseCode = "200",
      description = "Up to the newest record",
      content =
          @Content(
              mediaType = NDJSON,
              schema = @Schema(type = SchemaType.STRING),
              examples = @ExampleObject(name = "line", value = AuditExamples.LINE)))
  public RestMulti<RawValue> export(
      @Parameter(example = "0", description = "a record's number, 0 to begin") @QueryParam("after")
          @Nullable String after) {
    long from = number("after", after, 0, Long.MAX_VALUE);
    Multi<RawValue> pages =
        Multi.createBy()
            .repeating()
            .uni(() -> new AtomicLong(from), this::pageAfter)
            .whilst(records -> !records.isEmpty())
            .filter(records -> !records.isEmpty())
            .map(AuditResource::lines);
    return RestMulti.fromMultiData(pages)
        .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
        .build();
  }

  private Uni<List<JsonNode>> pageAfter(AtomicLong last) {
    return transactions
        .run(session -> store.after(session, last.get(), MAX_LIMIT))
        .invoke(
            records -> {
              if (!records.isEmpty()) {
                last.set(records.getLast().get("number").longValue());
              }
            });
  }

  /** Some lines at once; the framework ends each chunk with a line feed. */
  private static RawValue lines(List<JsonNode> records) {
    return new RawValue(records.stream().map(JsonNode::toString).collect(Collectors.joining("\n")));
  }

  /** No cache between here and the auditor may keep a copy. */
  private static Response answer(Request request, long after, List<JsonNode> records) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode items = body.putArray("items");
    records.forEach(items::add);
    body.put("next", records.isEmpty() ? after : records.getLast().get("number").longValue());
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    EntityTag tag = Answers.tagOf(bytes);
    Response.ResponseBuilder answer = request.evaluatePreconditions(tag);
    return (answer == null ? Response.ok(bytes, MediaType.APPLICATION_JSON) : answer)
        .tag(tag)
        .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
        .build();
  }

  private static long number(String field, @Nullable String text, long absent, long max) {
    if (text == null) {
      return absent;
    }
    if (!text.matches("0|[1-9][0-9]{0,17}") || Long.parseLong(text) > max) {
      throw invalid(field, max);
    }
    return Long.parseLong(text);
  }

  private static ProblemException invalid(String field, long max) {
    return ProblemException.inField(
        CommonProblem.INVALID_FIELD, field, "not a whole number up to " + max);
  }
}
