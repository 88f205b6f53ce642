package io.stockbridge.registry.writes;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.registry.audit.AuditTrail;
import io.stockbridge.registry.proposals.Approval;
import io.stockbridge.registry.proposals.Proposal;
import io.stockbridge.registry.proposals.ProposalView;
import io.stockbridge.registry.proposals.Proposals;
import io.stockbridge.registry.rest.RegistryProblem;
import io.stockbridge.registry.serving.CatalogueHolder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Performs the writes of all resources: effect, audit record and kept answer in one transaction, so
 * that a client that never saw the answer can send its write again. What was refused keeps nothing.
 */
@ApplicationScoped
public class Writes {

  /** Header of an answer that was given before. */
  public static final String REPLAYED = "Idempotency-Replayed";

  private static final int ACCEPTED = 202;

  private final Transactions transactions;
  private final KeyStore keys;
  private final AuditTrail trail;
  private final CatalogueHolder holder;
  private final CurrentRequest current;
  private final FourEyes fourEyes;
  private final Approval approval;
  private final Proposals proposals;
  private final ProposalView proposalView;

  Writes(
      Transactions transactions,
      KeyStore keys,
      AuditTrail trail,
      CatalogueHolder holder,
      CurrentRequest current,
      FourEyes fourEyes,
      Approval approval,
      Proposals proposals,
      ProposalView proposalView) {
    this.transactions = transactions;
    this.keys = keys;
    this.trail = trail;
    this.holder = holder;
    this.current = current;
    this.fourEyes = fourEyes;
    this.approval = approval;
    this.proposals = proposals;
    this.proposalView = proposalView;
  }

  private record Outcome(WriteAnswer answer, boolean replayed) {}

  /**
   * The answer of the present request, once it is committed and readers here see its effect. Where
   * the kind needs a second registrar, that it was proposed; where the request approves a proposal,
   * what the proposed write answers.
   *
   * @param body what the request carries, null for nothing
   * @param effect all that the write does, in the session's transaction
   */
  public Uni<Response> perform(
      WriteKind kind, @Nullable JsonNode body, Function<Mutiny.Session, Uni<WriteAnswer>> effect) {
    Proposal approved = approval.proposal().orElse(null);
    WriteRequest request = current.with(body);
    if (approved != null) {
      return run(request, approved, session -> approved(session, approved, request, effect));
    }
    return fourEyes.applyTo(kind)
        ? run(request, null, session -> proposed(session, request.asked(kind), request, effect))
        : run(request, null, effect);
  }

  /** As {@link #perform}, for what one registrar can always do. */
  public Uni<Response> performAlone(
      @Nullable JsonNode body, Function<Mutiny.Session, Uni<WriteAnswer>> effect) {
    return run(current.with(body), null, effect);
  }

  /**
   * What a request with this key was answered before, if it was: for checks that ask the world
   * outside, and could be answered otherwise today. {@link #performAlone} asks again.
   */
  public Uni<Optional<Response>> givenBefore(@Nullable JsonNode body) {
    WriteRequest request = current.with(body);
    return request
        .key()
        .map(key -> transactions.run(session -> keys.find(session, request.named(key))))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
        .map(kept -> kept.map(known -> response(replay(known, request.fingerprint()))));
  }

  /**
   * Lets something end that the present request found to be of no use any more, although the
   * request itself is refused. The audit trail says so.
   *
   * @param status of that refusal
   */
  public Uni<Void> end(int status, Function<Mutiny.Session, Uni<Void>> effect) {
    WriteRequest request = current.with(null);
    WriteAnswer refusal = WriteAnswer.refusal(status);
    return transactions.run(
        session ->
            effect
                .apply(session)
                .chain(
                    () ->
                        trail.append(
                            session, request.audited(refusal, approval.proposal().orElse(null)))));
  }

  private Uni<WriteAnswer> approved(
      Mutiny.Session session,
      Proposal proposal,
      WriteRequest request,
      Function<Mutiny.Session, Uni<WriteAnswer>> effect) {
    return proposals
        .decide(session, proposal, Proposal.State.APPROVED, request.caller(), null)
        .chain(() -> effect.apply(session))
        .invoke(answer -> requireSame(proposal.trial().found(), answer.found()));
  }

  /** What was approved is approved for the version that the proposer has met. */
  private static void requireSame(@Nullable String proposed, @Nullable String found) {
    if (!Objects.equals(proposed, found)) {
      throw ProblemException.of(
          RegistryProblem.VERSION_CONFLICT, "it was proposed for another version");
    }
  }

  /** A write that would be refused now is refused now: it is tried, and taken back. */
  private Uni<WriteAnswer> proposed(
      Mutiny.Session session,
      Proposal.Asked asked,
      WriteRequest request,
      Function<Mutiny.Session, Uni<WriteAnswer>> effect) {
    return session
        .createNativeQuery("savepoint trial")
        .executeUpdate()
        .chain(() -> effect.apply(session))
        .call(() -> session.createNativeQuery("rollback to savepoint trial").executeUpdate())
        .chain(
            preview ->
                proposals.propose(
                    session,
                    request.caller(),
                    asked,
                    new Proposal.Trial(
                        preview.body() == null ? "null" : preview.body(), preview.found())))
        .map(
            proposal ->
                WriteAnswer.of(ACCEPTED, proposalView.of(proposal))
                    .at("/v1/proposals/" + proposal.id()));
  }

  private Uni<Response> run(
      WriteRequest request,
      @Nullable Proposal approved,
      Function<Mutiny.Session, Uni<WriteAnswer>> effect) {
    Function<Mutiny.Session, Uni<Outcome>> first =
        session ->
            effect
                .apply(session)
                .call(answer -> trail.append(session, request.audited(answer, approved)))
                .map(answer -> new Outcome(answer, false));
    return transactions
        .run(
            session ->
                request
                    .key()
                    .map(key -> once(session, key, request, first))
                    .orElseGet(() -> first.apply(session)))
        .call(outcome -> outcome.replayed() ? Uni.createFrom().voidItem() : holder.catchUp())
        .map(Writes::response);
  }

  private static Response response(Outcome outcome) {
    Response.ResponseBuilder response = outcome.answer().toResponse();
    return (outcome.replayed() ? response.header(REPLAYED, true) : response).build();
  }

  private Uni<Outcome> once(
      Mutiny.Session session,
      IdempotencyKey key,
      WriteRequest request,
      Function<Mutiny.Session, Uni<Outcome>> first) {
    KeyStore.Name name = request.named(key);
    String fingerprint = request.fingerprint();
    return keys.tryLock(session, name)
        .invoke(Writes::refuseWhileUnderWay)
        .chain(() -> keys.find(session, name))
        .chain(
            kept ->
                kept.map(known -> Uni.createFrom().item(() -> replay(known, fingerprint)))
                    .orElseGet(
                        () ->
                            first
                                .apply(session)
                                .call(
                                    outcome ->
                                        keys.insert(
                                            session,
                                            name,
                                            new KeyStore.Kept(fingerprint, outcome.answer())))));
  }

  private static void refuseWhileUnderWay(boolean locked) {
    if (!locked) {
      throw ProblemException.inField(
          RegistryProblem.IDEMPOTENCY_KEY_IN_USE,
          IdempotencyKey.HEADER,
          "wait for its answer, or send it again later");
    }
  }

  private static Outcome replay(KeyStore.Kept kept, String fingerprint) {
    if (!kept.fingerprint().equals(fingerprint)) {
      throw ProblemException.inField(
          RegistryProblem.IDEMPOTENCY_KEY_REUSED,
          IdempotencyKey.HEADER,
          "its request had another method, path, query or body");
    }
    return new Outcome(kept.answer(), true);
  }
}
