package io.stockbridge.registry.proposals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.registry.audit.Caller;
import io.stockbridge.registry.proposals.Proposal.State;
import io.stockbridge.registry.rest.Pages;
import io.stockbridge.registry.rest.RegistryProblem;
import io.stockbridge.registry.writes.Author;
import io.stockbridge.registry.writes.WriteAnswer;
import io.stockbridge.registry.writes.Writes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Deciding about writes of others. */
@Path("/v1/proposals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "proposals", description = "Writes that another registrar has to approve")
public class ProposalResource {

  private static final int CONFLICT = 409;
  private static final String ANY = "any";
  private static final Set<String> STANDINGS =
      Set.of("pending", "approved", "rejected", "stale", "withdrawn", "expired", ANY);

  private final Writes writes;
  private final Transactions transactions;
  private final Proposals proposals;
  private final ProposedWrites proposed;
  private final ProposalView view;
  private final Approval approval;
  private final SecurityIdentity identity;

  ProposalResource(
      Writes writes,
      Transactions transactions,
      Proposals proposals,
      ProposedWrites proposed,
      ProposalView view,
      Approval approval,
      SecurityIdentity identity) {
    this.writes = writes;
    this.transactions = transactions;
    this.proposals = proposals;
    this.proposed = proposed;
    this.view = view;
    this.approval = approval;
    this.identity = identity;
  }

  @GET
  @RolesAllowed({"registrar", "operator", "auditor"})
  @Operation(operationId = "listProposals", summary = "Proposed writes, oldest first")
  @APIResponse(
      responseCode = "200",
      description = "One page",
      content =
          @Content(
              schema = @Schema(ref = "ProposalPage"),
              examples = @ExampleObject(name = "page", value = ProposalExamples.PAGE)))
  @APIResponse(responseCode = "400", description = "INVALID_FIELD, INVALID_CURSOR")
  public Uni<Response> list(
      @Parameter(
              example = "pending",
              description =
                  "pending (without it), approved, rejected, stale, withdrawn, expired or any")
          @QueryParam("state")
          @Nullable String state,
      @Parameter(description = "nextCursor of the page before") @QueryParam("cursor")
          @Nullable String cursor,
      @Parameter(description = "1 to 1000, without it 100") @QueryParam("limit")
          @Nullable String limit) {
    String standing = state == null ? State.PENDING.wire() : state;
    if (!STANDINGS.contains(standing)) {
      throw ProblemException.inField(
          CommonProblem.INVALID_FIELD, "state", "one of " + STANDINGS.stream().sorted().toList());
    }
    long after = Pages.number(cursor, 0);
    int size = Pages.parseLimit(limit);
    return transactions
        .run(session -> proposals.after(session, after, standing, size + 1))
        .map(found -> unshared(Pages.numbered(found, size, Proposal::number, view::of)));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({"registrar", "operator", "auditor"})
  @Operation(operationId = "getProposal", summary = "One proposed write, and what became of it")
  @APIResponse(
      responseCode = "200",
      description = "What was asked, and in preview what it would have been answered with",
      content =
          @Content(
              schema = @Schema(ref = "Proposal"),
              examples = @ExampleObject(name = "proposal", value = ProposalExamples.PENDING)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_PROPOSAL")
  public Uni<Response> get(@PathParam("id") String id) {
    return find(id).map(found -> unshared(view.of(found)));
  }

  @POST
  @Path("{id}/approval")
  @RolesAllowed("registrar")
  @Operation(
      operationId = "approveProposal",
      summary = "Performs what another registrar proposed",
      description =
          "It is checked again and answered as it would have been without a proposal. A refusal"
              + " leaves it pending, unless what it is about has changed meanwhile.")
  @APIResponse(
      responseCode = "200",
      description = "The answer of the write",
      content =
          @Content(
              schema = @Schema(ref = "Written"),
              examples = @ExampleObject(name = "underlying", value = ProposalExamples.DONE)))
  @APIResponse(responseCode = "201", description = "The same where it makes something new")
  @APIResponse(responseCode = "204", description = "The same where it takes something back")
  @APIResponse(responseCode = "403", description = "FORBIDDEN, OWN_PROPOSAL")
  @APIResponse(responseCode = "404", description = "UNKNOWN_PROPOSAL")
  @APIResponse(
      responseCode = "409",
      description = "PROPOSAL_DECIDED, PROPOSAL_EXPIRED, PROPOSAL_STALE")
  public Uni<Response> approve(@PathParam("id") String id) {
    Caller caller = Caller.of(identity);
    return find(id)
        .invoke(found -> requireAnother(found, caller))
        .chain(
            found -> {
              approval.of(found);
              return proposed
                  .perform(found.asked())
                  .onFailure(ProposalResource::isStale)
                  .recoverWithUni(cause -> stale(found, caller, (ProblemException) cause));
            });
  }

  @POST
  @Path("{id}/rejection")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("registrar")
  @Operation(operationId = "rejectProposal", summary = "Refuses what another registrar proposed")
  @APIResponse(
      responseCode = "200",
      description = "The proposal",
      content =
          @Content(
              schema = @Schema(ref = "Proposal"),
              examples = @ExampleObject(name = "rejected", value = ProposalExamples.REJECTED)))
  @APIResponse(responseCode = "403", description = "FORBIDDEN, OWN_PROPOSAL")
  @APIResponse(responseCode = "404", description = "UNKNOWN_PROPOSAL")
  @APIResponse(responseCode = "409", description = "PROPOSAL_DECIDED, PROPOSAL_EXPIRED")
  public Uni<Response> reject(
      @PathParam("id") String id,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(ref = "Reason"),
                      examples = @ExampleObject(name = "why", value = ProposalExamples.REASON)))
          @Nullable ObjectNode body) {
    String reason = reason(body);
    Caller caller = Caller.of(identity);
    return find(id)
        .invoke(found -> requireAnother(found, caller))
        .chain(found -> decide(found, State.REJECTED, body, reason));
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed("registrar")
  @Operation(operationId = "withdrawProposal", summary = "Takes an own proposal back")
  @APIResponse(
      responseCode = "200",
      description = "The proposal, which stays known",
      content =
          @Content(
              schema = @Schema(ref = "Proposal"),
              examples = @ExampleObject(name = "withdrawn", value = ProposalExamples.WITHDRAWN)))
  @APIResponse(responseCode = "403", description = "FORBIDDEN, OWN_PROPOSAL")
  @APIResponse(responseCode = "404", description = "UNKNOWN_PROPOSAL")
  @APIResponse(responseCode = "409", description = "PROPOSAL_DECIDED")
  public Uni<Response> withdraw(@PathParam("id") String id) {
    Caller caller = Caller.of(identity);
    return find(id)
        .invoke(
            found -> {
              if (!found.proposer().equals(caller)) {
                throw ProblemException.of(
                    ProposalProblem.OWN_PROPOSAL, "only its proposer can withdraw it");
              }
            })
        .chain(found -> decide(found, State.WITHDRAWN, null, null));
  }

  private Uni<Response> decide(
      Proposal found, State state, @Nullable ObjectNode body, @Nullable String reason) {
    Caller caller = Caller.of(identity);
    return writes.performAlone(
        body,
        session ->
            proposals
                .decide(session, found, state, caller, reason)
                .chain(() -> proposals.find(session, found.id()))
                .map(decided -> WriteAnswer.of(200, view.of(decided.orElseThrow()))));
  }

  /** What it would have changed is not what it was: nobody can approve it any more. */
  private Uni<Response> stale(Proposal found, Caller caller, ProblemException cause) {
    String why = cause.code() + ": " + cause.getMessage();
    return writes
        .end(CONFLICT, session -> proposals.decide(session, found, State.STALE, caller, why))
        .map(
            done -> {
              throw ProblemException.of(ProposalProblem.PROPOSAL_STALE, why);
            });
  }

  private static boolean isStale(Throwable failure) {
    return failure instanceof ProblemException problem
        && (problem.code() == RegistryProblem.VERSION_CONFLICT
            || problem.code() == RegistryProblem.PRECONDITION_REQUIRED);
  }

  private static void requireAnother(Proposal found, Caller caller) {
    if (found.proposer().equals(caller)) {
      throw ProblemException.of(
          ProposalProblem.OWN_PROPOSAL, "its proposer cannot decide about it");
    }
  }

  private Uni<Proposal> find(String text) {
    UUID id = id(text);
    return transactions
        .run(session -> proposals.find(session, id))
        .map(found -> found.orElseThrow(() -> unknown(text)));
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw unknown(text);
    }
  }

  private static ProblemException unknown(String id) {
    return ProblemException.inField(ProposalProblem.UNKNOWN_PROPOSAL, "id", "no proposal " + id);
  }

  private static String reason(@Nullable ObjectNode body) {
    return Author.requireReason(body == null ? null : body.path("reason").textValue());
  }

  /** For nobody but the caller. */
  private static Response unshared(ObjectNode body) {
    return Response.ok(body).header(HttpHeaders.CACHE_CONTROL, "private, no-cache").build();
  }
}
