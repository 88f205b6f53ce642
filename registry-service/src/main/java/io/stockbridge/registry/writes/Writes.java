package io.stockbridge.registry.writes;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.registry.audit.AuditTrail;
import io.stockbridge.registry.rest.RegistryProblem;
import io.stockbridge.registry.serving.CatalogueHolder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
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

  private final Transactions transactions;
  private final KeyStore keys;
  private final AuditTrail trail;
  private final CatalogueHolder holder;
  private final CurrentRequest current;

  Writes(
      Transactions transactions,
      KeyStore keys,
      AuditTrail trail,
      CatalogueHolder holder,
      CurrentRequest current) {
    this.transactions = transactions;
    this.keys = keys;
    this.trail = trail;
    this.holder = holder;
    this.current = current;
  }

  private record Outcome(WriteAnswer answer, boolean replayed) {}

  /**
   * The answer of the present request, once it is committed and readers here see its effect.
   *
   * @param body what the request carries, null for nothing
   * @param effect all that the write does, in the session's transaction
   */
  public Uni<Response> perform(
      @Nullable JsonNode body, Function<Mutiny.Session, Uni<WriteAnswer>> effect) {
    WriteRequest request = current.with(body);
    return transactions
        .run(
            session ->
                request
                    .key()
                    .map(key -> once(session, key, request, effect))
                    .orElseGet(() -> first(session, request, effect)))
        .call(outcome -> outcome.replayed() ? Uni.createFrom().voidItem() : holder.refresh())
        .map(
            outcome ->
                outcome.replayed()
                    ? outcome.answer().toResponse().header(REPLAYED, true).build()
                    : outcome.answer().toResponse().build());
  }

  private Uni<Outcome> once(
      Mutiny.Session session,
      IdempotencyKey key,
      WriteRequest request,
      Function<Mutiny.Session, Uni<WriteAnswer>> effect) {
    KeyStore.Name name = new KeyStore.Name(request.caller(), key);
    String fingerprint = request.fingerprint();
    return keys.tryLock(session, name)
        .invoke(Writes::refuseWhileUnderWay)
        .chain(() -> keys.find(session, name))
        .chain(
            kept ->
                kept.map(known -> Uni.createFrom().item(() -> replay(known, fingerprint)))
                    .orElseGet(
                        () ->
                            first(session, request, effect)
                                .call(
                                    outcome ->
                                        keys.insert(
                                            session,
                                            name,
                                            new KeyStore.Kept(fingerprint, outcome.answer())))));
  }

  private Uni<Outcome> first(
      Mutiny.Session session,
      WriteRequest request,
      Function<Mutiny.Session, Uni<WriteAnswer>> effect) {
    return effect
        .apply(session)
        .call(answer -> trail.append(session, request.audited(answer)))
        .map(answer -> new Outcome(answer, false));
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
