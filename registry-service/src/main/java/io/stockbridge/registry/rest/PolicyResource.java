package io.stockbridge.registry.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.registry.policies.InvalidPolicyException;
import io.stockbridge.registry.policies.PolicyJson;
import io.stockbridge.registry.policies.PolicyRecorder;
import io.stockbridge.registry.policies.PolicyVersion;
import io.stockbridge.registry.resolution.ResolutionPolicy;
import io.stockbridge.registry.serving.CatalogueHolder;
import io.stockbridge.registry.writes.Author;
import io.stockbridge.registry.writes.WriteAnswer;
import io.stockbridge.registry.writes.WriteKind;
import io.stockbridge.registry.writes.Writes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** The policies by which tokens are resolved, and their versions. */
@Path("/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "policies", description = "Public reads; the registrar writes new versions")
public class PolicyResource {

  private final CatalogueHolder holder;
  private final PolicyRecorder recorder;
  private final Author author;
  private final Judges judges;
  private final Writes writes;

  PolicyResource(
      CatalogueHolder holder,
      PolicyRecorder recorder,
      Author author,
      Judges judges,
      Writes writes) {
    this.writes = writes;
    this.holder = holder;
    this.recorder = recorder;
    this.author = author;
    this.judges = judges;
  }

  @GET
  @NonBlocking
  @Operation(operationId = "listPolicies", summary = "The newest version of each policy")
  @APIResponse(
      responseCode = "200",
      description = "One page, by name",
      content =
          @Content(
              schema = @Schema(ref = "PolicyPage"),
              examples = @ExampleObject(name = "page", value = PolicyExamples.POLICIES)))
  public Response policies(
      @Context Request request,
      @QueryParam("cursor") @Nullable String cursor,
      @Parameter(description = "1 to 1000, default 100") @QueryParam("limit")
          @Nullable String limit) {
    return Answers.of(
        request, Pages.page(holder.state().policies().newest(), cursor, limit, PolicyJson::write));
  }

  @GET
  @Path("{policy}")
  @NonBlocking
  @Operation(operationId = "getPolicy", summary = "A policy by name, or by name@version")
  @APIResponse(
      responseCode = "200",
      description = "The version, signed by the registrar over the UTF-8 bytes of record",
      content =
          @Content(
              schema = @Schema(ref = "Policy"),
              examples = @ExampleObject(name = "policy", value = PolicyExamples.POLICY)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_POLICY")
  public Response policy(
      @Context Request request,
      @Parameter(example = "default") @PathParam("policy") String policy) {
    ResolutionPolicy rules = judges.policy(policy);
    PolicyVersion version =
        holder.state().policies().versionsOf(rules.name()).get(rules.version() - 1);
    return Answers.of(request, PolicyJson.write(version));
  }

  @GET
  @Path("{policy}/versions")
  @NonBlocking
  @Operation(operationId = "listPolicyVersions", summary = "All versions, the newest first")
  @APIResponse(
      responseCode = "200",
      description = "Each with who recorded it, why and since when it judges",
      content =
          @Content(
              schema = @Schema(ref = "PolicyVersions"),
              examples = @ExampleObject(name = "versions", value = PolicyExamples.VERSIONS)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_POLICY")
  public Response versions(@Context Request request, @PathParam("policy") String policy) {
    ResolutionPolicy rules = judges.policy(policy);
    List<PolicyVersion> versions = holder.state().policies().versionsOf(rules.name());
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode items = answer.putArray("items");
    for (int i = versions.size() - 1; i >= 0; i--) {
      items.add(PolicyJson.write(versions.get(i)));
    }
    return Answers.of(request, answer);
  }

  @PUT
  @Path("{policy}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("registrar")
  @Operation(
      operationId = "putPolicy",
      summary = "Records a policy or a new version of it, in force at once",
      description =
          "The body is the whole of the rules and the reason of the change. A known policy needs"
              + " If-Match with the ETag of GET; the same rules again are no new version, so the"
              + " call can be repeated. Versions are never changed or deleted.")
  @APIResponse(
      responseCode = "200",
      description = "The newest version; unchanged when the rules were the same",
      content =
          @Content(
              schema = @Schema(ref = "Policy"),
              examples = @ExampleObject(name = "policy", value = PolicyExamples.POLICY)))
  @APIResponse(responseCode = "201", description = "The first version")
  @APIResponse(responseCode = "412", description = "VERSION_CONFLICT")
  @APIResponse(responseCode = "422", description = "INVALID_POLICY")
  @APIResponse(responseCode = "428", description = "PRECONDITION_REQUIRED")
  public Uni<Response> put(
      @PathParam("policy") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(ref = "PolicyInput"),
                      examples = @ExampleObject(name = "rules", value = PolicyExamples.PUT)))
          @Nullable ObjectNode body) {
    if (!ResolutionPolicy.isName(name)) {
      throw Inputs.invalid("policy", "1 to 40 of a-z, 0-9 and -, a letter first");
    }
    if (body == null) {
      throw ProblemException.of(CommonProblem.MALFORMED_JSON, "the body is empty");
    }
    ResolutionPolicy wanted = PolicyJson.read(name, body);
    String reason = author.reason(PolicyJson.reason(body), "put by the registrar");
    var cause = new PolicyRecorder.Cause(author.subject(), reason);
    // The recorder's own transaction joins the one that keeps the answer.
    return writes.perform(
        WriteKind.POLICIES,
        body,
        session ->
            recorder
                .record(name, newest -> checked(newest, wanted, ifMatch), cause)
                .map(PolicyResource::answer));
  }

  /** Rules that contradict themselves. */
  @ServerExceptionMapper
  public Response invalidPolicy(InvalidPolicyException exception) {
    return Answers.problem(
        ProblemException.inField(
            RegistryProblem.INVALID_POLICY,
            exception.field(),
            String.valueOf(exception.getMessage())));
  }

  private static ResolutionPolicy checked(
      Optional<PolicyVersion> newest, ResolutionPolicy wanted, @Nullable String ifMatch) {
    if (newest.isEmpty()) {
      if (ifMatch != null) {
        throw ProblemException.of(RegistryProblem.VERSION_CONFLICT, "the policy does not exist");
      }
      return wanted;
    }
    ResolutionPolicy known = newest.get().policy();
    if (!known.equals(wanted.asVersion(known.version()))) {
      Answers.requireMatch(ifMatch, PolicyJson.write(newest.get()), known.version());
    }
    return wanted;
  }

  private static WriteAnswer answer(PolicyRecorder.Outcome outcome) {
    boolean created = outcome.changed() && outcome.version().policy().version() == 1;
    return WriteAnswer.of(created ? 201 : 200, PolicyJson.write(outcome.version()));
  }
}
