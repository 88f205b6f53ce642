package io.stockbridge.registry.states;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.registry.rest.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
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

/** The append-only log of all states' headers. */
@Path("/v1/log")
@RunOnVirtualThread
@Tag(name = "log", description = "RFC 6962 log of the states' headers, with C2SP checkpoints")
public class LogResource {

  private final StatePublisher publisher;

  LogResource(StatePublisher publisher) {
    this.publisher = publisher;
  }

  @GET
  @Path("checkpoint")
  @Produces(MediaType.TEXT_PLAIN)
  @Operation(operationId = "getCheckpoint", summary = "The newest checkpoint as a C2SP signed note")
  @APIResponse(
      responseCode = "200",
      description = "Origin, size, root and a signature line",
      content =
          @Content(
              mediaType = MediaType.TEXT_PLAIN,
              schema = @Schema(type = SchemaType.STRING),
              examples = @ExampleObject(name = "note", value = StateExamples.CHECKPOINT)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_STATE: nothing is logged yet")
  public Response checkpoint(@Context Request request) {
    byte[] note =
        publisher
            .latest()
            .orElseThrow(
                () -> ProblemException.of(StateProblem.UNKNOWN_STATE, "nothing is logged yet"))
            .log()
            .note()
            .getBytes(StandardCharsets.UTF_8);
    return Answers.of(request, Answers.tagOf(note), MediaType.TEXT_PLAIN + ";charset=UTF-8", note);
  }

  @GET
  @Path("proofs/consistency")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getConsistencyProof",
      summary = "Proof that the log of size to starts with the log of size from (RFC 6962 §2.1.2)")
  @APIResponse(
      responseCode = "200",
      description = "The hashes; none for equal sizes",
      content =
          @Content(
              schema = @Schema(ref = "ConsistencyProof"),
              examples = @ExampleObject(name = "proof", value = StateExamples.CONSISTENCY)))
  @APIResponse(responseCode = "400", description = "INVALID_FIELD")
  @APIResponse(responseCode = "404", description = "LOG_TOO_SHORT")
  public Response consistency(
      @Context Request request,
      @Parameter(example = "1") @QueryParam("from") @Nullable String from,
      @Parameter(example = "2") @QueryParam("to") @Nullable String to) {
    long first = StateNumbers.number("from", from);
    long second = StateNumbers.number("to", to);
    if (first > second) {
      throw ProblemException.inField(
          CommonProblem.INVALID_FIELD, "from", "from is not greater than to");
    }
    List<Bytes32> proof =
        publisher
            .log()
            .consistency(first, second)
            .orElseThrow(
                () ->
                    ProblemException.inField(
                        StateProblem.LOG_TOO_SHORT, "to", "fewer than " + second + " entries"));
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("from", first).put("to", second);
    ArrayNode hashes = answer.putArray("proof");
    proof.forEach(hash -> hashes.add(hash.toString()));
    return Answers.of(request, answer);
  }
}
