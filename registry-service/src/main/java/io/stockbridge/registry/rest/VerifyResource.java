package io.stockbridge.registry.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.registry.resolution.Grounds;
import io.stockbridge.registry.serving.Moment;
import io.stockbridge.registry.verification.Verdict;
import io.stockbridge.registry.verification.Verifier;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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

/** What a token is, one question or many. Answered from memory. */
@Path("/v1/verify")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "verification", description = "Public; canonical, known but not canonical, unknown")
public class VerifyResource {

  private static final Set<String> MEMBERS = Set.of("id", "token", "chain", "address", "policy");
  private static final String MEANING =
      "canonical, known_not_canonical (reason: impostor, retired, wrapper, legacy_wrapper, receipt,"
          + " paused, other_issuer, other_token, excluded_by_policy, tie, not_enough_evidence) or"
          + " unknown. EVM addresses may have any case; checksum says valid, absent or wrong."
          + " evidence are the sentences of findings, in one order.";

  private final Judges judges;
  private final AnswerWriter answers;
  private final Bulk bulk;

  VerifyResource(Judges judges, AnswerWriter answers, Bulk bulk) {
    this.judges = judges;
    this.answers = answers;
    this.bulk = bulk;
  }

  @GET
  @Path("{caip19: .+}")
  @NonBlocking
  @Operation(operationId = "verify", summary = "What a token is", description = MEANING)
  @APIResponse(
      responseCode = "200",
      description = "The verdict with its evidence",
      content =
          @Content(
              schema = @Schema(ref = "Verdict"),
              examples = @ExampleObject(name = "retired", value = Examples.VERDICT)))
  @APIResponse(responseCode = "400", description = "INVALID_TOKEN")
  @APIResponse(responseCode = "404", description = "UNKNOWN_POLICY")
  public Uni<Response> verify(
      @Context Request request, @PathParam("caip19") String caip19, @BeanParam Judging judging) {
    var question = new Question("caip19", caip19, null, null, judging.policy);
    return answerAt(request, question, judging.moment(), caip19);
  }

  @GET
  @NonBlocking
  @Operation(
      operationId = "verifyAddress",
      summary = "What the token at an address of a chain is",
      description = MEANING)
  @APIResponse(
      responseCode = "200",
      description = "The verdict with its evidence",
      content =
          @Content(
              schema = @Schema(ref = "Verdict"),
              examples = @ExampleObject(name = "retired", value = Examples.VERDICT)))
  @APIResponse(responseCode = "400", description = "INVALID_FIELD, INVALID_TOKEN")
  @APIResponse(responseCode = "404", description = "UNKNOWN_POLICY")
  public Uni<Response> verifyAddress(
      @Context Request request,
      @Parameter(example = "eip155:42161") @QueryParam("chain") @Nullable String chain,
      @Parameter(example = "0x2414faE77CF726cC2287B81cf174d9828adc6636") @QueryParam("address")
          @Nullable String address,
      @BeanParam Judging judging) {
    var question = new Question("address", null, chain, address, judging.policy);
    return answerAt(request, question, judging.moment(), String.valueOf(address));
  }

  @POST
  @Blocking
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "verifyMany",
      summary = "Up to 1,000 verdicts in one call, from one state",
      description =
          "Each item names a token (CAIP-19), or chain and address, and has its own answer or"
              + " problem; the order is kept and id comes back as it was given.")
  @APIResponse(
      responseCode = "200",
      description = "One result per item",
      content =
          @Content(
              schema = @Schema(ref = "VerifiedItems"),
              examples = @ExampleObject(name = "answers", value = PolicyExamples.VERIFIED_MANY)))
  @APIResponse(responseCode = "400", description = "MALFORMED_JSON, INVALID_FIELD")
  @APIResponse(responseCode = "413", description = "TOO_MANY_ITEMS")
  public Response verifyMany(
      @Parameter(description = Moments.AS_OF) @QueryParam("asOf") @Nullable String asOf,
      @Parameter(description = Moments.KNOWN_AT) @QueryParam("knownAt") @Nullable String knownAt,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(ref = "VerifyItems"),
                      examples =
                          @ExampleObject(name = "items", value = PolicyExamples.VERIFY_MANY)))
          @Nullable ObjectNode body) {
    Moment moment = Moment.of(asOf, knownAt);
    Judges.Known known = judges.await(moment, Bulk.texts(body, "token", "address"));
    return bulk.answer(
        body,
        MEMBERS,
        item -> {
          Question question = question(body, item);
          return answer(known, question, judges.grounds(question.policy(), moment), moment);
        });
  }

  /** The answer about now by the default policy. */
  byte[] present(String chain, String address) {
    var question = new Question("address", null, chain, address, null);
    Grounds grounds = judges.grounds(null, Moment.NOW);
    return answers.bytes(answer(judges.now(), question, grounds, Moment.NOW));
  }

  /** The same about a CAIP-19 name. */
  byte[] present(String caip19) {
    var question = new Question("caip19", caip19, null, null, null);
    Grounds grounds = judges.grounds(null, Moment.NOW);
    return answers.bytes(answer(judges.now(), question, grounds, Moment.NOW));
  }

  /** What one caller asks: a token, or chain and address. */
  private record Question(
      String field,
      @Nullable String token,
      @Nullable String chain,
      @Nullable String address,
      @Nullable String policy) {}

  private static Question question(@Nullable ObjectNode body, JsonNode item) {
    String token = Bulk.text(item, "token");
    String chain = Bulk.text(item, "chain");
    String address = Bulk.text(item, "address");
    if (token != null && (chain != null || address != null)) {
      throw Inputs.invalid("token", "either a token, or chain and address");
    }
    boolean byAddress = chain != null || address != null;
    return new Question(
        byAddress ? "address" : "token", token, chain, address, Bulk.policy(body, item));
  }

  private Uni<Response> answerAt(Request request, Question question, Moment moment, String name) {
    Grounds grounds = judges.grounds(question.policy(), moment);
    return judges
        .at(moment, List.of(name))
        .map(known -> Answers.of(request, answers.bytes(answer(known, question, grounds, moment))));
  }

  /** Chains are read now: what they say is no part of an answer about another moment. */
  private AnswerWriter.Content answer(
      Judges.Known known, Question question, Grounds grounds, Moment moment) {
    Verifier verifier = new Verifier(known.catalogue(), grounds.seeing(known.observed()));
    String asked;
    Verdict verdict;
    try {
      if (question.field().equals("address")) {
        String chain = Inputs.query(question.chain(), "chain");
        String address = Inputs.query(question.address(), "address");
        asked = chain + ":" + address;
        verdict = verifier.verify(chain, address);
      } else {
        asked = Inputs.query(question.token(), question.field());
        verdict = verifier.verify(asked);
      }
    } catch (IllegalArgumentException e) {
      throw ProblemException.inField(
          RegistryProblem.INVALID_TOKEN, question.field(), String.valueOf(e.getMessage()));
    }
    return out -> answers.write(out, asked, verdict, moment.isNow());
  }
}
