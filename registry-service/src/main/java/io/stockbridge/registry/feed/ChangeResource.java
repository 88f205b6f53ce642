package io.stockbridge.registry.feed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.registry.recording.ChangeLine;
import io.stockbridge.registry.recording.ChangeLines;
import io.stockbridge.registry.rest.Answers;
import io.stockbridge.registry.rest.Pages;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Everything that ever changed, in the order of commits, and what changes from now on. */
@Path("/v1/changes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "changes", description = "The change feed, for mirrors")
public class ChangeResource {

  private static final String TYPE = "types of changes, separated by commas; without it, all";
  private static final String KIND = "underlying, instrument, impostor, separated by commas";
  private static final String PHASE = "effective, scheduled, cancelled, corrected, by commas";

  /** A page that is followed by another one never changes. */
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  /** How many numbers one call looks at, however few of them are asked for. */
  private static final int SCANNED = 50_000;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Transactions transactions;
  private final ChangeStream stream;

  ChangeResource(Transactions transactions, ChangeStream stream) {
    this.transactions = transactions;
    this.stream = stream;
  }

  @GET
  @Operation(
      operationId = "listChanges",
      summary = "Changes after a cursor, in the order of commits; from 0 it is everything",
      description =
          "Applying the effective changes of all pages to an empty mirror, the content of each or"
              + " nothing where it has none, gives the entries of the signed states. next is always"
              + " there: ask again with it. more says that another page is there already.")
  @APIResponse(
      responseCode = "200",
      description = "Number, entry, version, phase, types and content of each change",
      content =
          @Content(
              schema = @Schema(ref = "ChangePage"),
              examples = @ExampleObject(name = "page", value = FeedExamples.PAGE)))
  @APIResponse(responseCode = "409", description = "CURSOR_AHEAD: not a cursor of this registry")
  public Uni<Response> changes(
      @Context Request request,
      @Parameter(description = "next of the page before, or the number of any change")
          @QueryParam("after")
          @Nullable String after,
      @Parameter(description = "1 to 1000, without it 100") @QueryParam("limit")
          @Nullable String limit,
      @Parameter(description = TYPE, example = "redeployed,retired") @QueryParam("type")
          @Nullable String type,
      @Parameter(description = KIND, example = "instrument") @QueryParam("kind")
          @Nullable String kind,
      @Parameter(description = PHASE, example = "effective") @QueryParam("phase")
          @Nullable String phase) {
    long from = FeedQuery.after("after", after);
    int size = Pages.parseLimit(limit);
    ChangeLines.Filter filter = FeedQuery.filter(type, kind, phase);
    return transactions.run(
        session ->
            ChangeLines.head(session)
                .chain(
                    head -> {
                      FeedQuery.requireKnown("after", from, head);
                      long last = Math.min(head, from + SCANNED);
                      return ChangeLines.between(session, from, last, filter, size + 1)
                          .map(lines -> page(request, lines, size, new Range(last, head)));
                    }));
  }

  /** The last number that was looked at, and the last one that is there. */
  private record Range(long last, long head) {}

  private static Response page(Request request, List<ChangeLine> lines, int size, Range range) {
    List<ChangeLine> shown = lines.subList(0, Math.min(size, lines.size()));
    long next = lines.size() > size ? shown.getLast().number() : range.last();
    boolean more = next < range.head();
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    ArrayNode items = page.putArray("items");
    shown.forEach(line -> items.addRawValue(new RawValue(line.text())));
    page.put("next", Long.toString(next)).put("more", more);
    Response answer = Answers.of(request, page);
    if (more) {
      answer.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, FOR_EVER);
    }
    return answer;
  }

  @GET
  @Path("stream")
  @Blocking
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      operationId = "streamChanges",
      summary = "Changes as they are committed, as server-sent events",
      description =
          "Without a cursor from now on. The id of each event is the number of its change, so a"
              + " client that connects again with Last-Event-ID misses nothing.")
  @APIResponse(
      responseCode = "200",
      description = "One event per change, and a comment when nothing happens for a while",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      description = "The data of each event is a change as /v1/changes has it."),
              examples = @ExampleObject(name = "change", value = FeedExamples.EVENT)))
  @APIResponse(responseCode = "409", description = "CURSOR_AHEAD: not a cursor of this registry")
  @APIResponse(responseCode = "503", description = "TOO_MANY_STREAMS")
  public Multi<OutboundSseEvent> stream(
      @Context Sse sse,
      @Parameter(description = "the last change that is known; goes before after")
          @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER)
          @Nullable String lastEventId,
      @Parameter(description = "the last change that is known, 0 for all") @QueryParam("after")
          @Nullable String after,
      @Parameter(description = TYPE, example = "redeployed,retired") @QueryParam("type")
          @Nullable String type,
      @Parameter(description = KIND, example = "instrument") @QueryParam("kind")
          @Nullable String kind) {
    boolean resumes = lastEventId != null && !lastEventId.isEmpty();
    String field = resumes ? HttpHeaders.LAST_EVENT_ID_HEADER : "after";
    String cursor = resumes ? lastEventId : after;
    long from = FeedQuery.after(field, cursor);
    ChangeLines.Filter filter = FeedQuery.filter(type, kind, null);
    // Asked before the stream begins: a refusal is a problem, not an event.
    long head = transactions.await(PATIENCE, ChangeLines::head);
    FeedQuery.requireKnown(field, from, head);
    return stream.from(cursor == null ? head : from, filter, sse);
  }
}
