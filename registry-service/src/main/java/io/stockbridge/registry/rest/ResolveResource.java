package io.stockbridge.registry.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.registry.resolution.Grounds;
import io.stockbridge.registry.resolution.Resolution;
import io.stockbridge.registry.resolution.Resolver;
import io.stockbridge.registry.serving.Moment;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which token is the real one, one question or many. Answered from memory. */
@Path("/v1/resolve")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "resolution", description = "Public; the canonical token of a stock on a chain")
public class ResolveResource {

  private static final Set<String> MEMBERS = Set.of("id", "query", "chain", "policy");

  private final Judges judges;
  private final Inputs inputs;
  private final AnswerWriter answers;
  private final Bulk bulk;

  ResolveResource(Judges judges, Inputs inputs, AnswerWriter answers, Bulk bulk) {
    this.judges = judges;
    this.inputs = inputs;
    this.answers = answers;
    this.bulk = bulk;
  }

  @GET
  @NonBlocking
  @Operation(
      operationId = "resolve",
      summary = "The canonical token of a stock on a chain, and why",
      description =
          "underlying is a ticker, the underlying's ISIN, an asset's ISIN or key, a symbol or a"
              + " token's CAIP-19 name. canonical is null where a tie or a lack of evidence leaves"
              + " no answer; rule says which. facts are the sentences of findings, in one order.")
  @APIResponse(
      responseCode = "200",
      description = "The answer with ranked alternatives",
      content =
          @Content(
              schema = @Schema(ref = "Resolution"),
              examples = @ExampleObject(name = "answer", value = Examples.RESOLUTION)))
  @APIResponse(
      responseCode = "404",
      description = "UNKNOWN_UNDERLYING, UNKNOWN_CHAIN, UNKNOWN_POLICY")
  public Uni<Response> resolve(
      @Context Request request,
      @Parameter(example = "TSLA") @QueryParam("underlying") @Nullable String underlying,
      @Parameter(example = "eip155:42161") @QueryParam("chain") @Nullable String chain,
      @BeanParam Judging judging) {
    Question question = new Question("underlying", underlying, chain, judging.policy);
    Moment moment = judging.moment();
    Checked asked = check(question, moment);
    return judges
        .at(moment, List.of(asked.query()))
        .map(known -> Answers.of(request, answers.bytes(answer(known, asked))));
  }

  @POST
  @Blocking
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "resolveMany",
      summary = "Up to 1,000 resolutions in one call, from one state",
      description =
          "Each item has its own answer, as GET gives it, or its own problem; the order is kept and"
              + " id comes back as it was given. A policy beside items is for those that name none.")
  @APIResponse(
      responseCode = "200",
      description = "One result per item",
      content =
          @Content(
              schema = @Schema(ref = "ResolvedItems"),
              examples = @ExampleObject(name = "answers", value = PolicyExamples.RESOLVED_MANY)))
  @APIResponse(responseCode = "400", description = "MALFORMED_JSON, INVALID_FIELD")
  @APIResponse(responseCode = "413", description = "TOO_MANY_ITEMS")
  public Response resolveMany(
      @Parameter(description = Moments.AS_OF) @QueryParam("asOf") @Nullable String asOf,
      @Parameter(description = Moments.KNOWN_AT) @QueryParam("knownAt") @Nullable String knownAt,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(ref = "ResolveItems"),
                      examples =
                          @ExampleObject(name = "items", value = PolicyExamples.RESOLVE_MANY)))
          @Nullable ObjectNode body) {
    Moment moment = Moment.of(asOf, knownAt);
    Judges.Known known = judges.await(moment, Bulk.texts(body, "query"));
    return bulk.answer(body, MEMBERS, item -> answer(known, check(question(body, item), moment)));
  }

  /** The answer about now by the default policy. */
  byte[] present(String underlying, @Nullable String chain) {
    Checked asked = check(new Question("underlying", underlying, chain, null), Moment.NOW);
    return answers.bytes(answer(judges.now(), asked));
  }

  /** What one caller asks. */
  private record Question(
      String field, @Nullable String query, @Nullable String chain, @Nullable String policy) {}

  private static Question question(@Nullable ObjectNode body, JsonNode item) {
    return new Question(
        "query", Bulk.text(item, "query"), Bulk.text(item, "chain"), Bulk.policy(body, item));
  }

  /** The same after its parts were read. */
  private record Checked(Question question, String query, @Nullable Caip2 chain, Grounds grounds) {}

  private Checked check(Question question, Moment moment) {
    return new Checked(
        question,
        Inputs.query(question.query(), question.field()),
        inputs.chain(question.chain()),
        judges.grounds(question.policy(), moment));
  }

  private AnswerWriter.Content answer(Judges.Known known, Checked asked) {
    Question question = asked.question();
    Resolution resolution =
        new Resolver(known.catalogue(), asked.grounds().seeing(known.observed()))
            .resolve(asked.query(), asked.chain())
            .orElseThrow(
                () ->
                    ProblemException.inField(
                        RegistryProblem.UNKNOWN_UNDERLYING,
                        question.field(),
                        "nothing known has the name " + asked.query()));
    return out -> answers.write(out, asked.query(), question.chain(), resolution);
  }
}
