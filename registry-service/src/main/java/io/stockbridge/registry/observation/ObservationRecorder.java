package io.stockbridge.registry.observation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.TokenReading;
import io.stockbridge.kit.events.Outbox;
import io.stockbridge.kit.json.Rfc3339;
import io.stockbridge.protocol.crypto.Sha256;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.catalogue.KnownToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Records what was read: state, history and event in one transaction. */
@ApplicationScoped
public class ObservationRecorder {

  /** Topic of what chains say about tokens. */
  public static final String EVIDENCE_TOPIC = "registry.evidence.v1";

  private static final Logger LOG = Logger.getLogger(ObservationRecorder.class);
  private static final double JITTER = 0.1;

  private final ObservationStore store;
  private final ObservationConfiguration times;
  private final TokenReader reader;
  private final Outbox outbox;
  private final Clock clock = Clock.systemUTC();

  ObservationRecorder(
      ObservationStore store, ObservationConfiguration times, TokenReader reader, Outbox outbox) {
    this.store = store;
    this.times = times;
    this.reader = reader;
    this.outbox = outbox;
  }

  /** What the registry says of a token as far as it is compared; another digest, another claim. */
  static String expectation(KnownToken token) {
    Deployment d = token.deployment();
    String asset = token.owner().map(owner -> owner.content().key()).orElse("");
    String said =
        String.join(
            "\n",
            d.token().caip19(),
            d.symbol(),
            String.valueOf(d.decimals()),
            d.form().toString(),
            d.status().wire(),
            String.valueOf(d.own()),
            asset);
    return digest(said);
  }

  Uni<Void> record(Mutiny.Session session, List<Sighting> sightings) {
    Uni<Void> done = store.lockForWriting(session);
    for (Sighting sighting : sightings) {
      done = done.chain(() -> record(session, sighting));
    }
    return done;
  }

  private Uni<Void> record(Mutiny.Session session, Sighting sighting) {
    String key = sighting.token().deployment().token().key();
    return switch (sighting) {
      case Sighting.Unread unread -> {
        LOG.debugf("token not read key=%s cause=\"%s\"", key, unread.failure().detail());
        yield store.saveFailure(session, key, unread.failure(), times);
      }
      case Sighting.Seen seen ->
          store
              .find(session, key)
              .chain(
                  row ->
                      row.filter(stored -> isNewer(seen.reading().position(), stored))
                          .map(stored -> record(session, key, seen, stored))
                          .orElseGet(() -> Uni.createFrom().voidItem()));
    };
  }

  /** A replica that was slow must not replace what another one read later. */
  private static boolean isNewer(ChainPosition position, JsonNode stored) {
    return !stored.hasNonNull("height") || stored.path("height").asLong() <= position.height();
  }

  private Uni<Void> record(
      Mutiny.Session session, String key, Sighting.Seen seen, JsonNode stored) {
    Asset asset = seen.token().owner().orElseThrow();
    Deployment deployment = seen.token().deployment();
    List<Difference> differences =
        Comparison.of(
            deployment,
            asset.content(),
            seen.reading(),
            reader.cluster(deployment.token().chain()));
    ObjectNode facts = Facts.of(seen.reading());
    Observation.Status status =
        differences.isEmpty() ? Observation.Status.VERIFIED : Observation.Status.MISMATCH;
    JsonNode said = ObservationRow.differences(differences);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String digest = digest(status.wire() + said + Facts.lasting(facts));
    boolean kept = !digest.equals(stored.path("keptDigest").asText()) || isOld(stored, now);
    ObjectNode reading = reading(seen, facts, now);
    reading.put("status", status.wire()).put("differences", said.toString());
    reading.put("kept", kept).put("digest", digest);
    Uni<Void> saved = store.saveReading(session, reading);
    if (kept) {
      saved = saved.chain(() -> store.keepReading(session, key));
    }
    boolean news =
        !stored.path("status").asText().equals(status.wire())
            || !stored.path("differences").equals(said);
    return news ? saved.chain(() -> publish(session, seen, status, said, now)) : saved;
  }

  private boolean isOld(JsonNode stored, Instant now) {
    Instant keptAt = ObservationRow.time(stored, "keptAt");
    return keptAt == null || keptAt.plus(times.keepEvery()).isBefore(now);
  }

  private ObjectNode reading(Sighting.Seen seen, ObjectNode facts, Instant now) {
    TokenReading reading = seen.reading();
    ChainPosition position = reading.position();
    ObjectNode json = ObservationRow.object();
    json.put("tokenKey", seen.token().deployment().token().key());
    json.put("expectation", expectation(seen.token()));
    json.put("facts", facts.toString());
    Optional.ofNullable(Facts.supply(reading))
        .ifPresent(supply -> json.put("rawSupply", supply.toString()));
    json.put("decimals", Facts.decimals(reading));
    json.put("transferable", Facts.transferable(reading));
    json.put("height", position.height()).put("blockHash", position.hash().toString());
    json.put("blockTime", position.time().toString()).put("readAt", now.toString());
    json.put("present", !(reading instanceof TokenReading.Absent));
    return json.put("dueAt", now.plus(spread(times.interval())).toString());
  }

  /** Tokens that became known together must not stay due together. */
  private static Duration spread(Duration interval) {
    double factor = 1 - JITTER + 2 * JITTER * ThreadLocalRandom.current().nextDouble();
    return Duration.ofMillis((long) (interval.toMillis() * factor));
  }

  private Uni<Void> publish(
      Mutiny.Session session,
      Sighting.Seen seen,
      Observation.Status status,
      JsonNode differences,
      Instant now) {
    Deployment deployment = seen.token().deployment();
    ChainPosition position = seen.reading().position();
    ObjectNode event = ObservationRow.object();
    event.put("caip19", deployment.token().caip19());
    event.put("asset", seen.token().owner().map(owner -> owner.content().key()).orElse(null));
    event.put("own", deployment.own());
    event.set("differences", differences);
    event
        .putObject("position")
        .put("height", position.height())
        .put("hash", position.hash().toString())
        .put("time", Rfc3339.format(position.time()));
    event.put("readAt", Rfc3339.format(now));
    boolean verified = status == Observation.Status.VERIFIED;
    if (verified) {
      LOG.infof("token verified caip19=%s height=%d", deployment.token(), position.height());
    } else {
      LOG.warnf("token differs caip19=%s differences=%s", deployment.token(), differences);
    }
    String type = verified ? "DeploymentVerified" : "DeploymentMismatch";
    return outbox
        .append(session, EVIDENCE_TOPIC, deployment.token().key(), type, event)
        .replaceWithVoid();
  }

  private static String digest(String text) {
    return HexFormat.of().formatHex(Sha256.hash(text.getBytes(StandardCharsets.UTF_8)));
  }
}
