package io.stockbridge.attestation.clearing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.attestation.AttestationProblem;
import io.stockbridge.attestation.assets.AssetCatalogue;
import io.stockbridge.attestation.backing.AssetHealth;
import io.stockbridge.attestation.backing.HealthChecks;
import io.stockbridge.attestation.backing.Verdicts;
import io.stockbridge.attestation.halts.Halts;
import io.stockbridge.attestation.log.AttestationLog;
import io.stockbridge.attestation.log.SignedForm;
import io.stockbridge.attestation.network.OwnKeys;
import io.stockbridge.chains.records.AssetRecord;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.kit.json.CanonicalJson;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.log.LogEntries;
import io.stockbridge.protocol.snapshot.AssetVerdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jboss.logging.Logger;

/** Lifts a latch in one transaction with the signed record of it, its log entry and its event. */
@ApplicationScoped
class Clearings {
  private static final Logger LOG = Logger.getLogger(Clearings.class);

  /**
   * What to lift.
   *
   * @param scope an ISIN, or {@link Halts#EVERYTHING}
   * @param origin of the latch
   * @param reason for people, signed and published
   * @param clearedBy who
   */
  record Order(String scope, String origin, String reason, String clearedBy) {}

  private final Halts halts;
  private final AssetCatalogue catalogue;
  private final HealthChecks checks;
  private final Verdicts verdicts;
  private final AttestationLog log;
  private final OwnKeys keys;
  private final Clock clock;

  Clearings(
      Halts halts,
      AssetCatalogue catalogue,
      HealthChecks checks,
      Verdicts verdicts,
      AttestationLog log,
      OwnKeys keys,
      Clock clock) {
    this.halts = halts;
    this.catalogue = catalogue;
    this.checks = checks;
    this.verdicts = verdicts;
    this.log = log;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Lifts the latch and gives the signed record.
   *
   * @throws ProblemException when it is not set, or is a breach whose checks do not hold
   */
  ObjectNode clear(Tx tx, Order order) {
    Halts.Halt halt =
        halts
            .lift(tx, order.scope(), order.origin())
            .orElseThrow(
                () ->
                    ProblemException.of(
                        AttestationProblem.HALT_UNKNOWN,
                        order.scope() + " is not halted by " + order.origin()));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (order.origin().equals(Halts.BREACH)) {
      endBreach(tx, Isin.of(order.scope()), now);
    }
    ObjectNode record = SignedForm.HALT_CLEARING.sign(fields(halt, order, now), keys.log());
    store(tx, order, record, now);
    LOG.warnf(
        "halt lifted scope=%s origin=%s by=%s reason=\"%s\"",
        order.scope(), order.origin(), order.clearedBy(), order.reason());
    return record;
  }

  private void endBreach(Tx tx, Isin isin, Instant now) {
    AssetRecord asset =
        catalogue
            .find(isin)
            .orElseThrow(
                () ->
                    ProblemException.of(
                        AttestationProblem.ASSET_UNKNOWN,
                        "no record of the registrar for " + isin));
    AssetHealth health = checks.of(tx, asset, now);
    Instant since = verdicts.breachSince(tx, isin).orElse(Instant.EPOCH);
    if (health.verdict() != AssetVerdict.OK) {
      throw ProblemException.of(
          AttestationProblem.CHECKS_DO_NOT_HOLD, health.evidence().orElse("verdict not ok"));
    }
    if (!health.observedAt().isAfter(since)) {
      throw ProblemException.of(
          AttestationProblem.CHECKS_DO_NOT_HOLD,
          "the checks hold on data of " + health.observedAt() + ", the breach is of " + since);
    }
    verdicts.endBreach(tx, isin, now);
  }

  private ObjectNode fields(Halts.Halt halt, Order order, Instant now) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("attester", keys.id())
        .put("scope", order.scope())
        .put("origin", order.origin())
        .put("halted", halt.reason())
        .put("haltedAt", halt.setAt().truncatedTo(ChronoUnit.MILLIS).toString())
        .put("clearedBy", order.clearedBy())
        .put("reason", order.reason())
        .put("at", now.toString());
  }

  private void store(Tx tx, Order order, ObjectNode record, Instant now) {
    String text = CanonicalJson.write(record);
    tx.update(
        "insert into halt_clearing (scope, origin, cleared_at, record) values (?1, ?2, ?3, ?4)",
        order.scope(),
        order.origin(),
        now,
        text);
    String reference = order.scope() + "/" + order.origin() + "@" + now;
    log.append(tx, AttestationLog.Kind.CLEARING, reference, LogEntries.clearing(text));
    // A key of its own: compaction must neither hide a verdict behind it nor it behind a verdict.
    tx.publish(
        Verdicts.TOPIC,
        "clearing/" + keys.id() + "/" + order.scope() + "/" + order.origin(),
        "HaltCleared",
        record);
  }

  /** The newest clearings, each the exact signed record. */
  List<String> newest(Tx tx, int limit) {
    return tx
        .query("select record from halt_clearing order by cleared_at desc limit " + limit)
        .stream()
        .map(row -> row.text(0))
        .toList();
  }
}
