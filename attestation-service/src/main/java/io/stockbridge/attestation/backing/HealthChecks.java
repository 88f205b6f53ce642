package io.stockbridge.attestation.backing;

import io.stockbridge.attestation.chainview.ChainViewSettings;
import io.stockbridge.attestation.chainview.ChainViews;
import io.stockbridge.attestation.custody.CustodyTotals;
import io.stockbridge.attestation.custody.StatementStore;
import io.stockbridge.chains.records.AssetRecord;
import io.stockbridge.kit.database.Row;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.custody.CustodyOrder;
import io.stockbridge.protocol.custody.CustodyPosition;
import io.stockbridge.protocol.custody.CustodyStatement;
import io.stockbridge.protocol.custody.Release;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identity.AccountingIdentity;
import io.stockbridge.protocol.identity.CheckVerdict;
import io.stockbridge.protocol.identity.Evidence;
import io.stockbridge.protocol.identity.Evidence.Finding;
import io.stockbridge.protocol.identity.IssueCaps;
import io.stockbridge.protocol.snapshot.AssetVerdict;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.CustodyShares;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Makes the checks of protocol §5 for one asset from what this attester stored. */
@ApplicationScoped
public class HealthChecks {
  private final ChainViews views;
  private final StatementStore statements;
  private final ChainViewSettings chainSettings;
  private final BackingSettings settings;
  private final Map<Isin, Instant> unbackedSince = new ConcurrentHashMap<>();

  HealthChecks(
      ChainViews views,
      StatementStore statements,
      ChainViewSettings chainSettings,
      BackingSettings settings) {
    this.views = views;
    this.statements = statements;
    this.chainSettings = chainSettings;
    this.settings = settings;
  }

  /** The checks as of {@code now}. */
  public AssetHealth of(Tx tx, AssetRecord asset, Instant now) {
    List<CustodyStatement> newest = statements.newest(tx);
    Map<DomainId, ChainViews.Reading> readings = views.readings(tx, asset.isin());
    List<ChainViews.Suspect> suspects = views.suspects(tx, asset.isin());
    Optional<String> foreign = views.foreignChange(tx, asset.isin());
    CheckVerdict replay = stateIsReplay(asset, readings, foreign);
    CheckVerdict mints = mintsHaveMessages(suspects, now);
    CheckVerdict backed = backed(tx, asset, newest);
    Map<DomainId, ChainViews.Progress> progress = views.progress(tx);
    Instant observed = observedAt(progress, asset, readings, newest);
    boolean stale = observed.plus(chainSettings.maxAge()).isBefore(now);
    boolean breach =
        foreign.isPresent()
            || BreachJudgement.unsourced(
                asset, suspects, progress, newest, chainSettings.orphanGrace(), now)
            || lastingUnbacked(
                asset.isin(),
                backed.holds()
                    || isOutOfRange(backed)
                    || stale
                    || backedBefore(tx, asset, progress),
                now)
            || BreachJudgement.lastingMismatch(readings.values(), settings.mismatchGrace());
    AssetVerdict verdict =
        breach
            ? AssetVerdict.BREACH
            : stale || !replay.holds() || !backed.holds() || !suspects.isEmpty()
                ? AssetVerdict.DEGRADED
                : AssetVerdict.OK;
    return new AssetHealth(
        replay,
        mints,
        backed,
        observed,
        epochs(readings),
        halted(readings),
        verdict,
        evidence(replay, mints, backed, stale, observed, suspects));
  }

  private static CheckVerdict stateIsReplay(
      AssetRecord asset, Map<DomainId, ChainViews.Reading> readings, Optional<String> foreign) {
    List<Evidence> evidence = new ArrayList<>();
    foreign.ifPresent(detail -> evidence.add(new Evidence(Finding.MINT_WITHOUT_SOURCE, detail)));
    for (DomainId domain : asset.tokens().keySet()) {
      ChainViews.Reading reading = readings.get(domain);
      if (reading == null) {
        evidence.add(
            new Evidence(Finding.CHAIN_MISSING, "domain " + domain + " was not compared yet"));
      } else if (reading.replaySu().signum() < 0) {
        evidence.add(
            new Evidence(
                Finding.NEGATIVE_SUPPLY, "domain " + domain + " replays to " + reading.replaySu()));
      } else if (!reading.stateSu().equals(reading.replaySu())) {
        evidence.add(
            new Evidence(
                Finding.STATE_DIFFERS_FROM_REPLAY,
                "domain "
                    + domain
                    + " at "
                    + reading.height()
                    + " shows "
                    + reading.stateSu()
                    + " su, its events give "
                    + reading.replaySu()));
      }
    }
    return CheckVerdict.of(evidence);
  }

  private CheckVerdict mintsHaveMessages(List<ChainViews.Suspect> suspects, Instant now) {
    List<Evidence> evidence = new ArrayList<>();
    for (ChainViews.Suspect suspect : suspects) {
      if (suspect.isMismatch()) {
        evidence.add(
            new Evidence(
                Finding.MINT_DIFFERS_FROM_SOURCE, suspect.messageId() + ": " + suspect.detail()));
      } else if (suspect.observedAt().plus(chainSettings.orphanGrace()).isBefore(now)) {
        evidence.add(
            new Evidence(
                Finding.MINT_WITHOUT_SOURCE,
                suspect.messageId() + " seen at " + suspect.observedAt()));
      }
    }
    return CheckVerdict.of(evidence);
  }

  private static CheckVerdict backed(Tx tx, AssetRecord asset, List<CustodyStatement> newest) {
    Row totals =
        tx.query(
                "select coalesce(sum(issued_su), 0), coalesce(sum(redeemed_su), 0)"
                    + " from ledger_total where isin = ?1",
                asset.isin().value())
            .getFirst();
    BigInteger issued = totals.bigInteger(0);
    BigInteger redeemed = totals.bigInteger(1);
    try {
      CustodyShares settled = CustodyTotals.of(newest, asset.isin(), CustodyPosition::settled);
      CheckVerdict outstanding =
          AccountingIdentity.isBacked(issued, redeemed, asset.multiplier(), settled);
      return outstanding.holds() ? capsBacked(asset, newest, settled) : outstanding;
    } catch (ArithmeticException | IllegalArgumentException outOfRange) {
      // Nobody can hold that much: a reason to sign nothing, and no proof that shares are missing.
      return CheckVerdict.of(
          List.of(
              new Evidence(
                  Finding.CUSTODY_OUT_OF_RANGE, asset.isin() + ": " + outOfRange.getMessage())));
    }
  }

  private static boolean isOutOfRange(CheckVerdict backed) {
    return backed instanceof CheckVerdict.Violated violated
        && violated.evidence().getFirst().finding() == Finding.CUSTODY_OUT_OF_RANGE;
  }

  private static CheckVerdict capsBacked(
      AssetRecord asset, List<CustodyStatement> newest, CustodyShares settled) {
    List<CustodyOrder> orders = newest.stream().flatMap(each -> each.orders().stream()).toList();
    List<Release> releases = newest.stream().flatMap(each -> each.releases().stream()).toList();
    return IssueCaps.areBacked(
        asset.isin(), IssueCaps.of(asset.isin(), orders), settled, asset.multiplier(), releases);
  }

  /**
   * Whether custody was enough by the newest statements that the chains' view has reached: a newer
   * one may already count burns that are not replayed here. True when there is nothing to judge by.
   */
  private boolean backedBefore(
      Tx tx, AssetRecord asset, Map<DomainId, ChainViews.Progress> progress) {
    List<CustodyStatement> reached =
        BreachJudgement.chainsKnownUntil(asset, progress)
            .map(time -> statements.newestUntil(tx, time))
            .orElse(List.of());
    return reached.isEmpty() || backed(tx, asset, reached).holds();
  }

  private Instant observedAt(
      Map<DomainId, ChainViews.Progress> progress,
      AssetRecord asset,
      Map<DomainId, ChainViews.Reading> readings,
      List<CustodyStatement> newest) {
    Stream<Instant> chains =
        asset.tokens().keySet().stream()
            .flatMap(
                domain ->
                    Stream.of(
                        progress.containsKey(domain)
                            ? progress.get(domain).checkedAt()
                            : Instant.EPOCH,
                        readings.containsKey(domain)
                            ? readings.get(domain).readAt()
                            : Instant.EPOCH));
    // Custody has its own, longer limit; shifted so that one comparison decides about all.
    Duration longer = settings.statementMaxAge().minus(chainSettings.maxAge());
    Stream<Instant> custody = newest.stream().map(each -> each.asOf().plus(longer));
    return Stream.concat(chains, custody).min(Instant::compareTo).orElse(Instant.EPOCH);
  }

  /**
   * A statement and the burns and mints it counts reach this attester on different ways; so what
   * exceeds custody for a moment signs nothing, and only what stays so on fresh data is a breach.
   */
  private boolean lastingUnbacked(Isin isin, boolean holds, Instant now) {
    if (holds) {
      unbackedSince.remove(isin);
      return false;
    }
    Instant since = unbackedSince.computeIfAbsent(isin, key -> now);
    return since.plus(settings.mismatchGrace()).isBefore(now);
  }

  private static Map<DomainId, ActionEpoch> epochs(Map<DomainId, ChainViews.Reading> readings) {
    Map<DomainId, ActionEpoch> epochs = new TreeMap<>();
    readings.forEach((domain, reading) -> epochs.put(domain, reading.epoch()));
    return epochs;
  }

  private static Set<DomainId> halted(Map<DomainId, ChainViews.Reading> readings) {
    Set<DomainId> halted = new TreeSet<>();
    readings.forEach(
        (domain, reading) -> {
          if (reading.halted()) {
            halted.add(domain);
          }
        });
    return halted;
  }

  private static Optional<String> evidence(
      CheckVerdict replay,
      CheckVerdict mints,
      CheckVerdict backed,
      boolean stale,
      Instant observed,
      List<ChainViews.Suspect> suspects) {
    List<String> found = new ArrayList<>();
    for (CheckVerdict verdict : List.of(replay, mints, backed)) {
      if (verdict instanceof CheckVerdict.Violated violated) {
        found.add(violated.summary());
      }
    }
    if (stale) {
      found.add("data of " + observed);
    }
    if (found.isEmpty() && !suspects.isEmpty()) {
      found.add(suspects.size() + " mints whose source is not seen here yet");
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", found));
  }
}
