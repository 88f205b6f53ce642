package io.stockbridge.registry.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was recorded, and what came of loaded data; read from the database. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "history", description = "Kept versions and load reports")
public class HistoryResource {

  private static final String VERSIONS =
      """
      select cast(jsonb_build_object('version', v.version, 'record', v.record,
        'signature', v.signature, 'keyId', v.key_id, 'reason', v.reason, 'subject', v.subject,
        'recordedAt', to_char(v.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        as text)
      from asset_version v join asset a on a.id = v.asset_id
      where a.asset_key = :key order by v.version desc limit 1000
      """;

  private static final String LOADS =
      """
      select cast(jsonb_build_object('source', source, 'digest', digest,
        'loadedAt', to_char(loaded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'report', cast(report as jsonb)) as text)
      from data_load order by id desc limit 20
      """;

  private static final String VERSIONS_EXAMPLE =
      """
      {"items":[{"version":1,"record":"{\\"actionEpoch\\":0}","signature":"base64","keyId":"registrar-local",
      "reason":"put by the registrar","subject":"registrar-1","recordedAt":"2026-11-23T00:00:00.000Z"}]}
      """;

  private final Transactions transactions;
  private final ObjectMapper json;

  HistoryResource(Transactions transactions, ObjectMapper json) {
    this.transactions = transactions;
    this.json = json;
  }

  @GET
  @Path("assets/{isin}/versions")
  @Operation(
      operationId = "listVersions",
      summary = "All versions of an asset, newest first, as signed by the registrar")
  @APIResponse(
      responseCode = "200",
      description = "Ed25519 signatures over the UTF-8 bytes of record",
      content = @Content(examples = @ExampleObject(name = "versions", value = VERSIONS_EXAMPLE)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_ASSET")
  public Uni<Response> versions(@Context Request request, @PathParam("isin") String isin) {
    return transactions
        .run(
            session ->
                session
                    .createNativeQuery(VERSIONS, String.class)
                    .setParameter("key", isin)
                    .getResultList())
        .map(
            rows -> {
              if (rows.isEmpty()) {
                throw ProblemException.inField(
                    RegistryProblem.UNKNOWN_ASSET, "isin", "no asset " + isin);
              }
              return Answers.of(request, items(rows));
            });
  }

  @GET
  @Path("data-loads")
  @Operation(
      operationId = "listDataLoads",
      summary = "What came of each row of the loaded data: taken, merged or refused, and why")
  @APIResponse(
      responseCode = "200",
      description = "Newest first",
      content = @Content(examples = @ExampleObject(name = "loads", value = Examples.LOADS)))
  public Uni<Response> loads(@Context Request request) {
    return transactions
        .run(session -> session.createNativeQuery(LOADS, String.class).getResultList())
        .map(rows -> Answers.of(request, items(rows)));
  }

  private ObjectNode items(List<String> rows) {
    ObjectNode answer = json.createObjectNode();
    ArrayNode items = answer.putArray("items");
    rows.forEach(row -> items.add(tree(row)));
    return answer;
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database answered no JSON", e);
    }
  }
}
