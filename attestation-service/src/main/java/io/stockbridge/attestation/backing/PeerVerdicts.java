package io.stockbridge.attestation.backing;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.stockbridge.attestation.halts.Halts;
import io.stockbridge.attestation.log.SignedForm;
import io.stockbridge.attestation.network.OwnKeys;
import io.stockbridge.chains.Attester;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.kit.events.EventConsumer;
import io.stockbridge.kit.events.EventEnvelope;
import io.stockbridge.kit.events.PoisonRecordException;
import io.stockbridge.kit.json.CanonicalJson;
import io.stockbridge.protocol.identifiers.Isin;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Hears the other attesters' verdicts. A signed breach of any pinned attester halts the asset here:
 * a chain without a halt of its own is stopped by attesters that refuse. It is lifted by that
 * attester's own later verdict, or by an operator here who no longer trusts it.
 */
@ApplicationScoped
class PeerVerdicts {
  private static final Logger LOG = Logger.getLogger(PeerVerdicts.class);

  /**
   * How far the others' clocks may be ahead: a record of the future would outlast all later ones.
   */
  private static final Duration MAX_AHEAD = Duration.ofMinutes(1);

  private final EventConsumer events;
  private final Database database;
  private final NetworkDescription network;
  private final OwnKeys keys;
  private final Halts halts;
  private final Clock clock;

  PeerVerdicts(
      EventConsumer events,
      Database database,
      NetworkDescription network,
      OwnKeys keys,
      Halts halts,
      Clock clock) {
    this.events = events;
    this.database = database;
    this.network = network;
    this.keys = keys;
    this.halts = halts;
    this.clock = clock;
  }

  /** What a record says. */
  private record PeerVerdict(
      String attester, Isin isin, String verdict, String evidence, Instant at, String record) {}

  @Incoming("verdicts")
  Uni<Void> onRecord(ConsumerRecord<String, String> record) {
    return events.consume("attestation-verdicts", record, this::apply);
  }

  private Uni<Void> apply(Mutiny.Session session, EventEnvelope event) {
    if (!event.type().equals(Verdicts.TYPE)
        || event.data().path("attester").asText().equals(keys.id())) {
      return Uni.createFrom().voidItem();
    }
    PeerVerdict verdict = read(event.data());
    return database.within(session, tx -> take(tx, verdict));
  }

  private PeerVerdict read(JsonNode data) {
    Optional<Attester> attester = network.attester(data.path("attester").asText());
    if (attester.isEmpty() || !SignedForm.VERDICT.isSignedBy(attester.get().log(), data)) {
      throw new PoisonRecordException("VerdictChanged: not signed by a pinned attester");
    }
    try {
      PeerVerdict verdict =
          new PeerVerdict(
              attester.get().id(),
              Isin.of(data.path("isin").asText()),
              known(data.path("verdict").asText()),
              data.path("evidence").asText(),
              Instant.parse(data.path("at").asText()),
              CanonicalJson.write(data));
      if (verdict.at().isAfter(clock.instant().plus(MAX_AHEAD))) {
        throw new PoisonRecordException("VerdictChanged: at " + verdict.at() + " is in the future");
      }
      return verdict;
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new PoisonRecordException("VerdictChanged: " + e.getMessage(), e);
    }
  }

  private static String known(String verdict) {
    if (!verdict.equals(verdict.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("verdict: unknown " + verdict);
    }
    return io.stockbridge.protocol.snapshot.AssetVerdict.valueOf(verdict.toUpperCase(Locale.ROOT))
        .name()
        .toLowerCase(Locale.ROOT);
  }

  private void take(Tx tx, PeerVerdict verdict) {
    int newer =
        tx.update(
            "insert into peer_verdict (attester, isin, verdict, record, signed_at)"
                + " values (?1, ?2, ?3, ?4, ?5) on conflict (attester, isin) do update set"
                + " verdict = excluded.verdict, record = excluded.record,"
                + " signed_at = excluded.signed_at"
                + " where peer_verdict.signed_at < excluded.signed_at",
            verdict.attester(),
            verdict.isin().value(),
            verdict.verdict(),
            verdict.record(),
            verdict.at());
    if (newer == 0) {
      return;
    }
    if (verdict.verdict().equals(Verdicts.BREACH)) {
      halts.set(
          tx,
          verdict.isin().value(),
          verdict.attester(),
          verdict.evidence(),
          "verdict breach of " + verdict.attester());
    } else if (halts.lift(tx, verdict.isin().value(), verdict.attester()).isPresent()) {
      LOG.infof(
          "halt lifted by its attester scope=%s attester=%s", verdict.isin(), verdict.attester());
    }
  }
}
