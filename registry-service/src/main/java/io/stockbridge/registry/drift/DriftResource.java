package io.stockbridge.registry.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.NonBlocking;
import io.stockbridge.registry.rest.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether our own chains' registries say what this one says. */
@Path("/v1/drift")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "evidence")
public class DriftResource {

  private static final String EXAMPLE =
      """
      {"findings":1,"chains":[{"chain":"eip155:412346","height":812,"comparedAt":"2026-11-23T00:00:00.000Z",
      "findings":[{"code":"NOT_RECORDED","asset":"CH1436219187","domain":84538453,
      "expected":"0x9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a","found":"none",
      "call":{"to":"0x5FbDB2315678afecb367f032d93F642f64180aa3","function":"record((bytes12,uint32,bytes32)[])",
      "data":"0x…","role":"registrar"}}],"failure":null}]}
      """;

  private final DriftBook book;

  DriftResource(DriftBook book) {
    this.book = book;
  }

  @GET
  @Operation(
      operationId = "getDrift",
      summary = "Where the registries on our own chains differ from this one",
      description =
          "Both directions: each active own token against each chain's canonical registry contract"
              + " and the Solana group, and each line or member there against this registry. call is"
              + " what would mend a finding; this service never sends it. failure says that a chain"
              + " could not be read at the newest attempt; its findings are then of comparedAt.")
  @APIResponse(
      responseCode = "200",
      description = "All own chains that are read",
      content =
          @Content(
              schema = @Schema(ref = "Drift"),
              examples = @ExampleObject(name = "drift", value = EXAMPLE)))
  public Response drift(@Context Request request) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("findings", book.findings());
    ArrayNode chains = answer.putArray("chains");
    for (JsonNode row : book.chains()) {
      ObjectNode chain = chains.addObject();
      for (String field : new String[] {"chain", "height", "comparedAt", "findings"}) {
        chain.set(field, row.path(field));
      }
      if (row.hasNonNull("failure")) {
        chain
            .putObject("failure")
            .put("detail", row.path("failure").asText())
            .set("at", row.path("failedAt"));
      } else {
        chain.putNull("failure");
      }
    }
    return Answers.of(request, answer);
  }
}
