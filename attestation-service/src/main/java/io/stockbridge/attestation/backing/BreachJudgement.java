package io.stockbridge.attestation.backing;

import io.stockbridge.attestation.chainview.ChainViews;
import io.stockbridge.chains.records.AssetRecord;
import io.stockbridge.protocol.custody.CustodyStatement;
import io.stockbridge.protocol.identifiers.DomainId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When a deviation is proven and not only a view that has not arrived yet. A breach latches, so
 * what is missing here counts only once everything that could show it was read past its time; until
 * then the checks refuse signatures, and that is enough.
 */
final class BreachJudgement {
  private BreachJudgement() {}

  /**
   * Whether one of the mints has no or another message at its source for certain: another one, or
   * none although every possible source was replayed past the mint.
   *
   * @param newest the newest statement of each custodian: an issue's source
   * @param grace how long a mint may be here without its message, and clocks may differ
   */
  static boolean unsourced(
      AssetRecord asset,
      List<ChainViews.Suspect> suspects,
      Map<DomainId, ChainViews.Progress> progress,
      List<CustodyStatement> newest,
      Duration grace,
      Instant now) {
    Optional<Instant> sources = sourcesKnownUntil(asset, progress, newest);
    return suspects.stream()
        .anyMatch(
            suspect ->
                suspect.isMismatch()
                    || (suspect.observedAt().plus(grace).isBefore(now)
                        && sources
                            .filter(known -> known.isAfter(suspect.mintedAt().plus(grace)))
                            .isPresent()));
  }

  /**
   * Until when all chains of the asset and all custodians are known here; empty when one is not.
   */
  private static Optional<Instant> sourcesKnownUntil(
      AssetRecord asset,
      Map<DomainId, ChainViews.Progress> progress,
      List<CustodyStatement> newest) {
    return chainsKnownUntil(asset, progress)
        .flatMap(
            chains ->
                newest.stream()
                    .map(CustodyStatement::asOf)
                    .min(Instant::compareTo)
                    .map(custody -> custody.isBefore(chains) ? custody : chains));
  }

  /** The earliest block time that the asset's chains are replayed to; empty when one is not. */
  static Optional<Instant> chainsKnownUntil(
      AssetRecord asset, Map<DomainId, ChainViews.Progress> progress) {
    return progress.keySet().containsAll(asset.tokens().keySet())
        ? progress.entrySet().stream()
            .filter(entry -> asset.tokens().containsKey(entry.getKey()))
            .map(entry -> entry.getValue().blockTime())
            .min(Instant::compareTo)
        : Optional.empty();
  }

  /**
   * Whether state and replay of a chain still differed in a reading made the grace after the first
   * that differed. Time that passes without a reading proves nothing.
   */
  static boolean lastingMismatch(Collection<ChainViews.Reading> readings, Duration grace) {
    return readings.stream()
        .anyMatch(
            reading ->
                reading
                    .mismatchSince()
                    .filter(since -> !reading.readAt().isBefore(since.plus(grace)))
                    .isPresent());
  }
}
