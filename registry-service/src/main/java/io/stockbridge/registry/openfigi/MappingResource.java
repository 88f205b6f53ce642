package io.stockbridge.registry.openfigi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.registry.resolution.CanonicalTokens;
import io.stockbridge.registry.resolution.Grounds;
import io.stockbridge.registry.rest.Judges;
import io.stockbridge.registry.rest.Moments;
import io.stockbridge.registry.rest.RegistryProblem;
import io.stockbridge.registry.serving.Moment;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Identifiers to tokens, for clients that speak OpenFIGI already. */
@Path("/v1/openfigi/v3")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "exports", description = "The registry in the formats that others read")
public class MappingResource {

  private static final int MAX_JOBS = 100;
  private static final String JOBS =
      """
      [{"idType":"ID_ISIN","idValue":"US0378331005"},{"idType":"TICKER","idValue":"NOPE"},{"idType":"SHOE_SIZE","idValue":"44"}]
      """;
  private static final String ANSWERS =
      """
      [{"data":[{"figi":null,"name":"Apple Inc.","ticker":"AAPL","exchCode":"US","compositeFIGI":null,"securityType":null,
      "marketSector":"Equity","shareClassFIGI":null,"securityType2":null,"securityDescription":"AAPL","isin":"US0378331005","micCode":"XNAS",
      "tokens":[{"caip19":"eip155:42161/erc20:0x9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a","symbol":"AAPLx","issuer":"Backed Assets",
      "asset":"CH1436219187","role":"token","status":"active","canonical":true}]}]},
      {"warning":"No identifier found."},{"error":"Invalid idType: SHOE_SIZE"}]
      """;

  private final Judges judges;

  MappingResource(Judges judges) {
    this.judges = judges;
  }

  @POST
  @Path("mapping")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "mapIdentifiers",
      summary = "Maps identifiers to securities and their tokens, in OpenFIGI's shape",
      description =
          "Up to 100 jobs; the answer has one element for each, in order: data, a warning where"
              + " nothing is found, or an error where the job is wrong. idType is ID_ISIN, ID_CUSIP,"
              + " ID_CUSIP_8_CHR, TICKER, ID_EXCH_SYMBOL, COMPOSITE_ID_BB_GLOBAL, COMPOSITE_FIGI or"
              + " ID_BB_GLOBAL. What OpenFIGI has and is not known here is null; isin, micCode and"
              + " tokens are ours.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(ref = "FigiJobs"),
              examples = @ExampleObject(name = "jobs", value = JOBS)))
  @APIResponse(
      responseCode = "200",
      description = "One element for each job",
      content =
          @Content(
              schema = @Schema(ref = "FigiAnswers"),
              examples = @ExampleObject(name = "answers", value = ANSWERS)))
  @APIResponse(responseCode = "400", description = "MALFORMED_JSON, INVALID_FIELD")
  @APIResponse(responseCode = "413", description = "TOO_MANY_JOBS")
  public Uni<ArrayNode> map(
      @Nullable JsonNode jobs,
      @Parameter(description = Moments.AS_OF) @QueryParam("asOf") @Nullable String asOf,
      @Parameter(description = Moments.KNOWN_AT) @QueryParam("knownAt") @Nullable String knownAt) {
    if (jobs == null || !jobs.isArray()) {
      throw ProblemException.of(CommonProblem.MALFORMED_JSON, "the body is an array of jobs");
    }
    if (jobs.isEmpty()) {
      throw ProblemException.inField(CommonProblem.INVALID_FIELD, "jobs", "at least one job");
    }
    if (jobs.size() > MAX_JOBS) {
      throw ProblemException.inField(
          RegistryProblem.TOO_MANY_JOBS, "jobs", "at most " + MAX_JOBS + " jobs in one call");
    }
    Moment moment = Moment.of(asOf, knownAt);
    Grounds grounds = judges.grounds(null, moment);
    return judges
        .at(moment)
        .map(
            known ->
                new Mapping(
                        known.catalogue(),
                        new CanonicalTokens(known.catalogue(), grounds.seeing(known.observed())))
                    .answer(jobs));
  }
}
