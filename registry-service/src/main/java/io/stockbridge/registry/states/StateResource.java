package io.stockbridge.registry.states;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.json.Rfc3339;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.protocol.proof.RegistryProof.SignedState;
import io.stockbridge.protocol.state.EntryName;
import io.stockbridge.protocol.state.StateEntry;
import io.stockbridge.protocol.state.StateHeader;
import io.stockbridge.registry.rest.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Signed states as a whole. The newest is answered from memory, older ones from the database. */
@Path("/v1/states")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "states", description = "What the registry says as a whole, signed by the registrar")
public class StateResource {

  private static final String NDJSON = "application/x-ndjson";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int PAGE = 1000;

  private final StatePublisher publisher;
  private final StateStore store;
  private final Transactions transactions;

  StateResource(StatePublisher publisher, StateStore store, Transactions transactions) {
    this.publisher = publisher;
    this.store = store;
    this.transactions = transactions;
  }

  @GET
  @Path("latest")
  @Operation(
      operationId = "getLatestState",
      summary = "The newest signed state",
      description =
          "signature is the registrar's Ed25519 signature over \"stockbridge/registry-state/v1\\n\""
              + " and the bytes of header; changeNumber is the last change of /v1/changes that the state contains, and the"
              + " other members repeat what is in header.")
  @APIResponse(
      responseCode = "200",
      description = "The state's header and signature",
      content =
          @Content(
              schema = @Schema(ref = "State"),
              examples = @ExampleObject(name = "state", value = StateExamples.STATE)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_STATE: none is published yet")
  public Response latest(@Context Request request) {
    return publisher
        .latest()
        .map(state -> Answers.of(request, view(state.stored())))
        .orElseThrow(
            () -> ProblemException.of(StateProblem.UNKNOWN_STATE, "no state is published yet"));
  }

  @GET
  @Path("{number}")
  @Operation(operationId = "getState", summary = "A signed state by its number, from 1")
  @APIResponse(
      responseCode = "200",
      description = "The state's header and signature",
      content =
          @Content(
              schema = @Schema(ref = "State"),
              examples = @ExampleObject(name = "state", value = StateExamples.STATE)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_STATE")
  public Response state(@Context Request request, @PathParam("number") String number) {
    return Answers.of(request, view(find(number)));
  }

  @GET
  @Path("{number}/entries")
  @Produces({NDJSON, MediaType.APPLICATION_JSON})
  @Operation(
      operationId = "getStateEntries",
      summary = "Every entry of a state, one per line, in the order of the tree",
      description =
          "Each line without its newline is a leaf of the RFC 6962 tree whose root the header"
              + " names, so that anybody can compute the root again.")
  @APIResponse(
      responseCode = "200",
      description = "Canonical JSON (RFC 8785) lines",
      content =
          @Content(
              mediaType = NDJSON,
              schema = @Schema(type = SchemaType.STRING),
              examples = @ExampleObject(name = "line", value = StateExamples.ENTRIES)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_STATE")
  public Response entries(@Context Request request, @PathParam("number") String number) {
    StateHeader header = find(number).signed().header();
    EntityTag tag = new EntityTag(header.root().toString());
    StreamingOutput lines = output -> write(header.number(), output);
    return Answers.of(request, tag, NDJSON, lines);
  }

  /** Page by page: which entries a state has never changes, so the pages fit each other. */
  private void write(long number, OutputStream output) throws IOException {
    Optional<EntryName> after = Optional.empty();
    List<StateEntry> page;
    do {
      Optional<EntryName> last = after;
      page =
          transactions.await(PATIENCE, session -> store.entriesAfter(session, number, last, PAGE));
      for (StateEntry entry : page) {
        output.write((entry.line() + "\n").getBytes(StandardCharsets.UTF_8));
        after = Optional.of(entry.name());
      }
    } while (page.size() == PAGE);
  }

  private StateStore.Stored find(String text) {
    long number = StateNumbers.state(text);
    Optional<PublishedState> latest = publisher.latest().filter(state -> state.number() == number);
    if (latest.isPresent()) {
      return latest.get().stored();
    }
    return transactions
        .await(PATIENCE, session -> store.find(session, number))
        .orElseThrow(
            () ->
                ProblemException.inField(
                    StateProblem.UNKNOWN_STATE, "state", "no state " + number));
  }

  private static ObjectNode view(StateStore.Stored stored) {
    SignedState state = stored.signed();
    StateHeader header = state.header();
    return JsonNodeFactory.instance
        .objectNode()
        .put("schema", 1)
        .put("environment", header.environment())
        .put("number", header.number())
        .put("entries", header.entries())
        .put("root", header.root().toString())
        .put("recordedAt", Rfc3339.format(header.recordedAt()))
        .put("previous", header.previous().toString())
        .put("hash", header.hash().toString())
        .put("header", header.text())
        .put("signature", state.signature())
        .put("keyId", state.keyId())
        .put("changeNumber", stored.changeNumber());
  }
}
