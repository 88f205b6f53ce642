package io.stockbridge.registry.states;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.proof.RegistryProof;
import io.stockbridge.protocol.state.EntryName;
import io.stockbridge.registry.rest.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Proofs of single entries: one file that is checked offline. */
@Path("/v1/proofs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "proofs", description = "What the registry says of one thing, provable offline")
public class ProofResource {

  private final EntryNames names;
  private final Proofs proofs;

  ProofResource(EntryNames names, Proofs proofs) {
    this.names = names;
    this.proofs = proofs;
  }

  @GET
  @Path("{kind}/{key: .+}")
  @Operation(
      operationId = "getProof",
      summary = "What the registry says of one thing, with everything needed to check it offline",
      description =
          "kind is instrument (by ISIN or key), underlying (by key) or impostor (by CAIP-19"
              + " name); or token (any CAIP-19 name), isin or ticker, which find the entry that"
              + " this names today. Checked by ./stockbridge verify and clients/verify-ts.")
  @APIResponse(
      responseCode = "200",
      description = "Entry, inclusion proof, signed header, and its place in the log",
      content =
          @Content(
              schema = @Schema(ref = "Proof"),
              examples = @ExampleObject(name = "proof", value = StateExamples.PROOF)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_KIND, UNKNOWN_ENTRY, UNKNOWN_STATE")
  public Response proof(
      @Context Request request,
      @Parameter(example = "instrument") @PathParam("kind") String kind,
      @Parameter(example = "CH1436219187") @PathParam("key") String key,
      @Parameter(description = "An older state's number; the newest without it")
          @QueryParam("state")
          @Nullable String state) {
    EntryName name =
        names
            .find(kind, key)
            .orElseThrow(
                () ->
                    ProblemException.inField(
                        StateProblem.UNKNOWN_ENTRY, "key", "no " + kind + " " + key));
    RegistryProof proof =
        state == null ? proofs.newest(name) : proofs.inState(name, StateNumbers.state(state));
    return Answers.of(request, file(proof));
  }

  private static ObjectNode file(RegistryProof proof) {
    ObjectNode file =
        JsonNodeFactory.instance
            .objectNode()
            .put("schema", 1)
            .put("type", "registry-entry")
            .put("entry", proof.entry().line())
            .put("index", proof.index());
    addHashes(file, proof.entryProof());
    file.put("header", proof.state().header().text())
        .put("signature", proof.state().signature())
        .put("keyId", proof.state().keyId());
    ObjectNode log = file.putObject("log").put("index", proof.log().index());
    addHashes(log, proof.log().proof());
    log.put("checkpoint", proof.log().checkpoint());
    return file;
  }

  private static void addHashes(ObjectNode object, List<Bytes32> proof) {
    ArrayNode hashes = object.putArray("proof");
    proof.forEach(hash -> hashes.add(hash.toString()));
  }
}
