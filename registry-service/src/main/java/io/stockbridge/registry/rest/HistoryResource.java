package io.stockbridge.registry.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.registry.recording.EntryNames;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was recorded, and what came of loaded data; read from the database. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "history", description = "Kept versions and load reports")
public class HistoryResource {

  private static final String SIGNED =
      "Ed25519 signatures over the UTF-8 bytes of record; changes are lines of the change feed";

  private static final String TIME = "'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'";

  /** Versions of the entry that has, or at any time had, the name. */
  private static final String VERSIONS =
      """
      select cast(jsonb_build_object('version', v.version, 'key', v.key,
        'validFrom', to_char(v.valid_from at time zone 'UTC', %1$s),
        'recordedAt', to_char(v.recorded_at at time zone 'UTC', %1$s),
        'supersededAt', to_char(v.superseded_at at time zone 'UTC', %1$s),
        'withdrawn', v.content is null,
        'changes', coalesce((select jsonb_agg(jsonb_build_object('number', c.number,
            'phase', c.phase, 'types', c.types) order by c.number) from registry_change c
          where (c.kind, c.key, c.version) = (v.kind, v.key, v.version)), cast('[]' as jsonb)),
        'record', v.record, 'signature', v.signature, 'keyId', v.key_id, 'reason', v.reason,
        'subject', v.subject) as text)
      from entry_version v where (v.kind, v.key) = (
        select n.kind, n.key from entry_name n
        where n.name = any(string_to_array(:names, chr(10)))
          and n.kind = any(string_to_array(:kinds, chr(10)))
          and n.category = any(string_to_array(:categories, chr(10)))
        order by n.exclusive desc, position(n.category in :categories), n.key limit 1)
      order by v.version desc limit 1000
      """
          .formatted(TIME);

  private static final String LOADS =
      """
      select cast(jsonb_build_object('source', source, 'digest', digest,
        'loadedAt', to_char(loaded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'report', cast(report as jsonb)) as text)
      from data_load order by id desc limit 20
      """;

  private static final String VERSIONS_EXAMPLE =
      """
      {"items":[{"version":1,"key":"CH1436219187","validFrom":"2026-11-23T00:00:00.000Z",
      "recordedAt":"2026-11-23T00:00:00.000Z","supersededAt":null,"withdrawn":false,
      "changes":[{"number":7,"phase":"effective","types":["listed"]}],"record":"{\\"actionEpoch\\":0}",
      "signature":"base64","keyId":"registrar-local","reason":"put by the registrar","subject":"registrar-1"}]}
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
      description = SIGNED,
      content =
          @Content(
              schema = @Schema(ref = "VersionList"),
              examples = @ExampleObject(name = "versions", value = VERSIONS_EXAMPLE)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_ASSET")
  public Uni<Response> versions(@Context Request request, @PathParam("isin") String isin) {
    return versions(
        request, new Named("isin", isin, "instrument", "isin\nkey", RegistryProblem.UNKNOWN_ASSET));
  }

  @GET
  @Path("underlyings/{id}/versions")
  @Operation(
      operationId = "listUnderlyingVersions",
      summary = "All versions of an underlying by its key, ISIN, FIGI, ticker or an earlier name")
  @APIResponse(
      responseCode = "200",
      description = SIGNED,
      content =
          @Content(
              schema = @Schema(ref = "VersionList"),
              examples = @ExampleObject(name = "versions", value = VERSIONS_EXAMPLE)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_UNDERLYING")
  public Uni<Response> underlyingVersions(@Context Request request, @PathParam("id") String id) {
    return versions(
        request,
        new Named(
            "id",
            id,
            "underlying",
            "key\nisin\nfigi\nticker\nalias",
            RegistryProblem.UNKNOWN_UNDERLYING));
  }

  @GET
  @Path("tokens/{caip19: .+}/versions")
  @Operation(
      operationId = "listTokenVersions",
      summary = "All versions of the asset or impostor that has a token, by its CAIP-19 name")
  @APIResponse(
      responseCode = "200",
      description = SIGNED,
      content =
          @Content(
              schema = @Schema(ref = "VersionList"),
              examples = @ExampleObject(name = "versions", value = VERSIONS_EXAMPLE)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_TOKEN")
  public Uni<Response> tokenVersions(@Context Request request, @PathParam("caip19") String caip19) {
    return versions(
        request,
        new Named(
            "caip19", caip19, "instrument\nimpostor", "token", RegistryProblem.UNKNOWN_TOKEN));
  }

  /** How an entry is asked for, and the problem where there is none. */
  private record Named(
      String field, String name, String kinds, String categories, RegistryProblem problem) {}

  private Uni<Response> versions(Request request, Named named) {
    return transactions
        .run(
            session ->
                session
                    .createNativeQuery(VERSIONS, String.class)
                    .setParameter("names", String.join("\n", EntryNames.asked(named.name())))
                    .setParameter("kinds", named.kinds())
                    .setParameter("categories", named.categories())
                    .getResultList())
        .map(
            rows -> {
              if (rows.isEmpty()) {
                throw ProblemException.inField(
                    named.problem(), named.field(), "nothing known has the name " + named.name());
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
      content =
          @Content(
              schema = @Schema(ref = "DataLoadList"),
              examples = @ExampleObject(name = "loads", value = Examples.LOADS)))
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
