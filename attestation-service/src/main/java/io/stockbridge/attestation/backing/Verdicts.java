package io.stockbridge.attestation.backing;

import io.micrometer.core.instrument.MeterRegistry;
import io.stockbridge.attestation.halts.Halts;
import io.stockbridge.attestation.log.AttestationLog;
import io.stockbridge.attestation.network.OwnKeys;
import io.stockbridge.chains.records.AssetRecord;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.log.LogEntries;
import io.stockbridge.protocol.snapshot.AssetVerdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The verdict on each asset. A breach latches: it halts the asset here, is published and logged in
 * one transaction, and never becomes a better verdict by itself.
 */
@ApplicationScoped
public class Verdicts {
  private static final Logger LOG = Logger.getLogger(Verdicts.class);
  private static final String TOPIC = "attestation.verdicts.v1";
  private static final String BREACH = "breach";

  /** The data of {@code VerdictChanged}. */
  record VerdictChanged(
      String attester, String isin, String verdict, boolean halted, String evidence) {}

  private final Halts halts;
  private final AttestationLog log;
  private final OwnKeys keys;
  private final MeterRegistry meters;
  private final Map<Isin, AtomicInteger> gauges = new ConcurrentHashMap<>();

  Verdicts(Halts halts, AttestationLog log, OwnKeys keys, MeterRegistry meters) {
    this.halts = halts;
    this.log = log;
    this.keys = keys;
    this.meters = meters;
  }

  /** Records what the checks found, if it changed. */
  public void record(Tx tx, AssetRecord asset, AssetHealth health, Instant now) {
    record(tx, asset.isin(), health.verdict(), health.evidence().orElse(""), now);
  }

  /** Records that the checks could not be made. */
  void degrade(Tx tx, AssetRecord asset, String evidence, Instant now) {
    record(tx, asset.isin(), AssetVerdict.DEGRADED, evidence, now);
  }

  private void record(Tx tx, Isin isin, AssetVerdict found, String evidence, Instant now) {
    String verdict = found.name().toLowerCase(Locale.ROOT);
    Optional<String> before = stored(tx, isin);
    gauge(isin, before.filter(BREACH::equals).isPresent() ? AssetVerdict.BREACH : found);
    if (before.filter(known -> known.equals(verdict) || known.equals(BREACH)).isPresent()) {
      return;
    }
    tx.update(
        "insert into verdict (isin, verdict, evidence, changed_at) values (?1, ?2, ?3, ?4)"
            + " on conflict (isin) do update set verdict = excluded.verdict,"
            + " evidence = excluded.evidence, changed_at = excluded.changed_at",
        isin.value(),
        verdict,
        evidence,
        now);
    if (verdict.equals(BREACH)) {
      halts.set(tx, isin.value(), evidence, "verdict breach");
      log.append(
          tx,
          AttestationLog.Kind.BREACH,
          isin + "@" + now,
          LogEntries.breach(keys.id() + " " + now + " " + isin + ": " + evidence));
    }
    tx.publish(
        TOPIC,
        isin.value(),
        "VerdictChanged",
        new VerdictChanged(
            keys.id(), isin.value(), verdict, halts.of(tx, isin).isPresent(), evidence));
    LOG.infof("verdict isin=%s verdict=%s evidence=\"%s\"", isin, verdict, evidence);
  }

  /** Whether the asset's verdict latched as a breach. */
  public boolean isBreach(Tx tx, Isin isin) {
    return stored(tx, isin).filter(BREACH::equals).isPresent();
  }

  private static Optional<String> stored(Tx tx, Isin isin) {
    return tx.first("select verdict from verdict where isin = ?1 for update", isin.value())
        .map(row -> row.text(0));
  }

  private void gauge(Isin isin, AssetVerdict verdict) {
    gauges
        .computeIfAbsent(
            isin,
            key ->
                meters.gauge(
                    "stockbridge_asset_verdict",
                    java.util.List.of(io.micrometer.core.instrument.Tag.of("isin", key.value())),
                    new AtomicInteger()))
        .set(verdict.code());
  }
}
