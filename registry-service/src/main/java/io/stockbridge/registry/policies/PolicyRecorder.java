package io.stockbridge.registry.policies;

import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.events.Outbox;
import io.stockbridge.registry.RegistryConfiguration;
import io.stockbridge.registry.recording.Registrar;
import io.stockbridge.registry.resolution.ResolutionPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Records versions of policies: row, signature and outbox row in one transaction. */
@ApplicationScoped
public class PolicyRecorder {

  /** Topic of the policies, for mirrors that answer as this registry does. */
  public static final String POLICIES_TOPIC = "registry.policies.v1";

  private static final Logger LOG = Logger.getLogger(PolicyRecorder.class);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Transactions transactions;
  private final PolicyStore store;
  private final Outbox outbox;
  private final Registrar registrar;
  private final RegistryConfiguration configuration;
  private final Clock clock = Clock.systemUTC();

  PolicyRecorder(
      Transactions transactions,
      PolicyStore store,
      Outbox outbox,
      Registrar registrar,
      RegistryConfiguration configuration) {
    this.transactions = transactions;
    this.store = store;
    this.outbox = outbox;
    this.registrar = registrar;
    this.configuration = configuration;
  }

  /** Who records a version, and why; part of the history. */
  public record Cause(String subject, String reason) {}

  /**
   * What became of it.
   *
   * @param version the newest version
   * @param changed whether it is new
   */
  public record Outcome(PolicyVersion version, boolean changed) {}

  /** Records the policies that every registry has, where they are not known. Safe to repeat. */
  public void seed() {
    List<ResolutionPolicy> policies = SeededPolicies.all(configuration.issuerPreference());
    transactions.await(
        PATIENCE,
        session -> {
          Uni<Void> done = store.lockForWriting(session);
          for (ResolutionPolicy policy : policies) {
            done = done.chain(() -> seedOne(session, policy));
          }
          return done;
        });
  }

  /**
   * Records what {@code change} makes of the newest version; the same rules again are no new
   * version.
   *
   * @param change from the newest version, if there is one, to the rules as the version after it
   */
  public Uni<Outcome> record(
      String name, Function<Optional<PolicyVersion>, ResolutionPolicy> change, Cause cause) {
    return transactions.run(
        session ->
            store
                .lockForWriting(session)
                .chain(() -> store.newest(session, name))
                .chain(newest -> recordAfter(session, newest, change.apply(newest), cause)));
  }

  private Uni<Outcome> recordAfter(
      Mutiny.Session session,
      Optional<PolicyVersion> newest,
      ResolutionPolicy wanted,
      Cause cause) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (newest.isEmpty()) {
      return insert(session, wanted.asVersion(1), now, now, cause);
    }
    PolicyVersion known = newest.get();
    if (known.policy().equals(wanted.asVersion(known.policy().version()))) {
      return Uni.createFrom().item(new Outcome(known, false));
    }
    // Two versions within one millisecond, or a clock set back, still follow one another.
    Instant from =
        now.isAfter(known.inForceFrom()) ? now : known.inForceFrom().plus(1, ChronoUnit.MILLIS);
    ResolutionPolicy next = wanted.asVersion(known.policy().version() + 1);
    return insert(session, next, from, now, cause);
  }

  private Uni<Void> seedOne(Mutiny.Session session, ResolutionPolicy policy) {
    Cause cause = new Cause("registry", "first version of a policy that every registry has");
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return store
        .newest(session, policy.name())
        .chain(
            known ->
                known.isPresent()
                    ? Uni.createFrom().voidItem()
                    : insert(session, policy, Instant.EPOCH, now, cause).replaceWithVoid());
  }

  private Uni<Outcome> insert(
      Mutiny.Session session, ResolutionPolicy policy, Instant from, Instant now, Cause cause) {
    Registrar.Signed signed =
        registrar.sign(PolicyJson.write(policy, from, now, cause.subject(), cause.reason()));
    var proof = new PolicyVersion.Proof(signed.record(), signed.signature(), signed.keyId());
    PolicyVersion version =
        new PolicyVersion(policy, from, now, cause.subject(), cause.reason(), proof);
    Map<String, String> event =
        Map.of("record", signed.record(), "signature", signed.signature(), "keyId", signed.keyId());
    return store
        .insert(session, version)
        .chain(() -> outbox.append(session, POLICIES_TOPIC, policy.name(), "PolicyRecorded", event))
        .invoke(
            () ->
                LOG.infof(
                    "policy recorded policy=%s subject=%s reason=\"%s\"",
                    policy.id(), cause.subject(), cause.reason()))
        .replaceWith(new Outcome(version, true));
  }
}
