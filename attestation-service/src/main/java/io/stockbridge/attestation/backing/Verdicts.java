package io.stockbridge.attestation.backing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.stockbridge.attestation.guardian.ChainHalts;
import io.stockbridge.attestation.halts.Halts;
import io.stockbridge.attestation.log.AttestationLog;
import io.stockbridge.attestation.log.SignedForm;
import io.stockbridge.attestation.network.OwnKeys;
import io.stockbridge.chains.records.AssetRecord;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.kit.json.CanonicalJson;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.log.LogEntries;
import io.stockbridge.protocol.snapshot.AssetVerdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The verdict on each asset. A breach latches: in one transaction it halts the asset here, orders
 * the halt on every EVM chain, is signed, logged and published; it never becomes a better verdict
 * by itself.
 */
@ApplicationScoped
public class Verdicts {
  private static final Logger LOG = Logger.getLogger(Verdicts.class);

  /** Kafka topic of verdicts and clearings. */
  public static final String TOPIC = "attestation.verdicts.v1";

  /** Type of the records of this class. */
  static final String TYPE = "VerdictChanged";

  /** The verdict that latches, as records name it. */
  static final String BREACH = "breach";

  private final Halts halts;
  private final ChainHalts chainHalts;
  private final AttestationLog log;
  private final OwnKeys keys;
  private final MeterRegistry meters;
  private final Map<Isin, AtomicInteger> gauges = new ConcurrentHashMap<>();

  Verdicts(
      Halts halts, ChainHalts chainHalts, AttestationLog log, OwnKeys keys, MeterRegistry meters) {
    this.halts = halts;
    this.chainHalts = chainHalts;
    this.log = log;
    this.keys = keys;
    this.meters = meters;
  }

  /** A stored verdict and since when it holds. */
  private record Stored(String verdict, Instant since) {
    boolean isBreach() {
      return verdict.equals(BREACH);
    }
  }

  /** Records what the checks found, if it changed. */
  public void record(Tx tx, AssetRecord asset, AssetHealth health, Instant now) {
    record(tx, asset, health.verdict(), health.evidence().orElse(""), now);
  }

  /** Records that the checks could not be made. */
  void degrade(Tx tx, AssetRecord asset, String evidence, Instant now) {
    record(tx, asset, AssetVerdict.DEGRADED, evidence, now);
  }

  private void record(Tx tx, AssetRecord asset, AssetVerdict found, String evidence, Instant now) {
    Optional<Stored> before = stored(tx, asset.isin());
    boolean latched = before.filter(Stored::isBreach).isPresent();
    gauge(asset.isin(), latched ? AssetVerdict.BREACH : found);
    if (latched || before.filter(known -> known.verdict().equals(name(found))).isPresent()) {
      return;
    }
    Instant at = after(before, now);
    if (!store(tx, asset.isin(), found, evidence, at)) {
      return;
    }
    if (found == AssetVerdict.BREACH) {
      halts.set(tx, asset.isin().value(), Halts.BREACH, evidence, "verdict breach");
      chainHalts.order(tx, asset, at);
    }
    publish(tx, asset.isin(), found, evidence, at);
  }

  /** Writes the verdict; not over a breach that another transaction latched meanwhile. */
  private static boolean store(
      Tx tx, Isin isin, AssetVerdict verdict, String evidence, Instant at) {
    return tx.update(
            "insert into verdict (isin, verdict, evidence, changed_at) values (?1, ?2, ?3, ?4)"
                + " on conflict (isin) do update set verdict = excluded.verdict,"
                + " evidence = excluded.evidence, changed_at = excluded.changed_at"
                + " where verdict.verdict <> 'breach'",
            isin.value(),
            name(verdict),
            evidence,
            at)
        == 1;
  }

  /** Signs, logs (a breach) and publishes what is stored now. */
  private void publish(Tx tx, Isin isin, AssetVerdict verdict, String evidence, Instant at) {
    ObjectNode record =
        SignedForm.VERDICT.sign(
            JsonNodeFactory.instance
                .objectNode()
                .put("attester", keys.id())
                .put("isin", isin.value())
                .put("verdict", name(verdict))
                .put("halted", halts.of(tx, isin).isPresent())
                .put("evidence", evidence)
                .put("at", at.toString()),
            keys.log());
    if (verdict == AssetVerdict.BREACH) {
      log.append(
          tx,
          AttestationLog.Kind.BREACH,
          isin + "@" + at,
          LogEntries.breach(CanonicalJson.write(record)));
    }
    tx.publish(TOPIC, isin + "/" + keys.id(), TYPE, record);
    LOG.infof("verdict isin=%s verdict=%s evidence=\"%s\"", isin, name(verdict), evidence);
  }

  /** Whether the asset's verdict latched as a breach. */
  public boolean isBreach(Tx tx, Isin isin) {
    return breachSince(tx, isin).isPresent();
  }

  /** Since when the asset's verdict is a breach, if it is. */
  public Optional<Instant> breachSince(Tx tx, Isin isin) {
    return stored(tx, isin).filter(Stored::isBreach).map(Stored::since);
  }

  /** Ends a breach whose checks hold again; the halts on chain stay governance's to resume. */
  public void endBreach(Tx tx, Isin isin, Instant now) {
    Instant at = after(stored(tx, isin), now);
    tx.update(
        "update verdict set verdict = 'ok', evidence = '', changed_at = ?2"
            + " where isin = ?1 and verdict = 'breach'",
        isin.value(),
        at);
    chainHalts.withdraw(tx, isin, at);
    gauge(isin, AssetVerdict.OK);
    publish(tx, isin, AssetVerdict.OK, "", at);
  }

  /** Strictly later than the verdict before, so that receivers can tell the newest. */
  private static Instant after(Optional<Stored> before, Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    return before
        .map(known -> known.since().truncatedTo(ChronoUnit.MILLIS).plusMillis(1))
        .filter(earliest -> earliest.isAfter(at))
        .orElse(at);
  }

  private static Optional<Stored> stored(Tx tx, Isin isin) {
    return tx.first(
            "select verdict, changed_at from verdict where isin = ?1 for update", isin.value())
        .map(row -> new Stored(row.text(0), row.time(1)));
  }

  private static String name(AssetVerdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  private void gauge(Isin isin, AssetVerdict verdict) {
    gauges
        .computeIfAbsent(
            isin,
            key ->
                meters.gauge(
                    "stockbridge_asset_verdict",
                    List.of(Tag.of("isin", key.value())),
                    new AtomicInteger()))
        .set(verdict.code());
  }
}
