package io.stockbridge.registry.proposals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.registry.audit.Caller;
import io.stockbridge.registry.writes.WriteKind;
import io.stockbridge.registry.writes.WritesConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The table of proposals. The database's clock says what has expired: all replicas share it. */
@ApplicationScoped
public class Proposals {

  private static final String ROW =
      """
      select cast(jsonb_build_object('id', id, 'number', number, 'kind', kind, 'method', method,
        'uri', uri, 'ifMatch', if_match, 'body', body, 'preview', preview, 'found', found, 'issuer', issuer,
        'subject', subject, 'proposedAt', proposed_at at time zone 'UTC',
        'expiresAt', expires_at at time zone 'UTC', 'state', state,
        'deciderIssuer', decider_issuer, 'deciderSubject', decider_subject,
        'decidedAt', decided_at at time zone 'UTC', 'reason', reason) as text)
      from write_proposal
      """;

  private static final String INSERT =
      """
      insert into write_proposal (id, kind, method, uri, if_match, body, preview, found, issuer,
        subject, proposed_at, expires_at)
      select id, kind, method, uri, "ifMatch", body, preview, found, issuer, subject,
        date_trunc('milliseconds', now()),
        date_trunc('milliseconds', now()) + make_interval(secs => seconds)
      from jsonb_to_record(cast(cast(:json as text) as jsonb)) as j(id uuid, kind text,
        method text, uri text, "ifMatch" text, body text, preview text, found text, issuer text,
        subject text, seconds double precision)
      """;

  private static final String PENDING =
      "select count(*) from write_proposal where state = 'pending' and expires_at > now()";

  private static final String FIND = ROW + " where id = cast(:id as uuid)";

  private static final String PAGE =
      ROW
          + """
           where number > :after and (:standing = 'any' or :standing =
            case when state = 'pending' and expires_at <= now() then 'expired' else state end)
          order by number limit :limit
          """;

  private static final String DECIDE =
      """
      update write_proposal set state = :state, decider_issuer = :issuer,
        decider_subject = :subject, decided_at = date_trunc('milliseconds', clock_timestamp()),
        reason = :reason
      where id = cast(:id as uuid) and state = 'pending'
        and (:late or date_trunc('milliseconds', clock_timestamp()) < expires_at)
      """;

  private final ObjectMapper json;
  private final WritesConfiguration configuration;

  Proposals(ObjectMapper json, WritesConfiguration configuration) {
    this.json = json;
    this.configuration = configuration;
  }

  /**
   * Keeps a write for another registrar.
   *
   * @throws ProblemException (as failure) TOO_MANY_PROPOSALS
   */
  public Uni<Proposal> propose(
      Mutiny.Session session, Caller proposer, Proposal.Asked asked, Proposal.Trial trial) {
    UUID id = UUID.randomUUID();
    ObjectNode row = json.createObjectNode();
    row.put("id", id.toString()).put("kind", asked.kind().wire()).put("method", asked.method());
    row.put("uri", asked.uri()).put("ifMatch", asked.ifMatch()).put("body", asked.body());
    row.put("preview", trial.preview()).put("found", trial.found());
    row.put("issuer", proposer.issuer()).put("subject", proposer.subject());
    row.put("seconds", configuration.proposalsExpireAfter().toMillis() / 1000.0);
    return session
        .createNativeQuery(PENDING, Long.class)
        .getSingleResult()
        .invoke(this::refuseTooMany)
        .chain(
            () ->
                session
                    .createNativeQuery(INSERT)
                    .setParameter("json", row.toString())
                    .executeUpdate())
        .chain(() -> find(session, id))
        .map(Optional::orElseThrow);
  }

  private void refuseTooMany(long pending) {
    int most = configuration.maxPendingProposals();
    if (pending >= most) {
      throw ProblemException.of(
          ProposalProblem.TOO_MANY_PROPOSALS, most + " wait; decide about some of them first");
    }
  }

  Uni<Optional<Proposal>> find(Mutiny.Session session, UUID id) {
    return session
        .createNativeQuery(FIND, String.class)
        .setParameter("id", id.toString())
        .getResultList()
        .map(rows -> rows.stream().findFirst().map(this::read));
  }

  /** Proposals after a number, in order; {@code standing} may be {@code any}. */
  Uni<List<Proposal>> after(Mutiny.Session session, long after, String standing, int limit) {
    return session
        .createNativeQuery(PAGE, String.class)
        .setParameter("after", after)
        .setParameter("standing", standing)
        .setParameter("limit", limit)
        .getResultList()
        .map(rows -> rows.stream().map(this::read).toList());
  }

  /**
   * Decides, once and in time, in the transaction of what follows from it.
   *
   * @throws ProblemException PROPOSAL_DECIDED, PROPOSAL_EXPIRED
   */
  public Uni<Void> decide(
      Mutiny.Session session,
      Proposal proposal,
      Proposal.State state,
      Caller by,
      @Nullable String reason) {
    boolean late = state == Proposal.State.WITHDRAWN || state == Proposal.State.STALE;
    return session
        .createNativeQuery(DECIDE)
        .setParameter("id", proposal.id().toString())
        .setParameter("state", state.wire())
        .setParameter("issuer", by.issuer())
        .setParameter("subject", by.subject())
        .setParameter("reason", reason)
        .setParameter("late", late)
        .executeUpdate()
        .chain(
            decided ->
                decided == 1
                    ? Uni.createFrom().voidItem()
                    : find(session, proposal.id()).map(Proposals::refuse).replaceWithVoid());
  }

  private static Proposal refuse(Optional<Proposal> found) {
    Proposal proposal = found.orElseThrow();
    if (proposal.state() == Proposal.State.PENDING) {
      throw ProblemException.of(
          ProposalProblem.PROPOSAL_EXPIRED, "it could be decided until " + proposal.expiresAt());
    }
    throw ProblemException.of(ProposalProblem.PROPOSAL_DECIDED, "it is " + proposal.state().wire());
  }

  private Proposal read(String text) {
    JsonNode row = tree(text);
    String decidedAt = row.get("decidedAt").textValue();
    return new Proposal(
        UUID.fromString(row.get("id").textValue()),
        row.get("number").longValue(),
        new Caller(row.get("issuer").textValue(), row.get("subject").textValue()),
        new Proposal.Asked(
            WriteKind.valueOf(row.get("kind").textValue().toUpperCase(Locale.ROOT)),
            row.get("method").textValue(),
            row.get("uri").textValue(),
            row.get("ifMatch").textValue(),
            row.get("body").textValue()),
        new Proposal.Trial(row.get("preview").textValue(), row.get("found").textValue()),
        instant(row.get("proposedAt").textValue()),
        instant(row.get("expiresAt").textValue()),
        Proposal.State.valueOf(row.get("state").textValue().toUpperCase(Locale.ROOT)),
        decidedAt == null
            ? null
            : new Proposal.Decision(
                new Caller(
                    row.get("deciderIssuer").textValue(), row.get("deciderSubject").textValue()),
                instant(decidedAt),
                row.get("reason").textValue()));
  }

  /** The database writes times of UTC without saying so. */
  private static Instant instant(String text) {
    return Instant.parse(text + "Z");
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database answered no JSON", e);
    }
  }
}
