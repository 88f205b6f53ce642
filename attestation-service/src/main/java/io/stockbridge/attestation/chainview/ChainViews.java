package io.stockbridge.attestation.chainview;

import io.stockbridge.kit.database.Row;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.snapshot.CutPoint;
import io.stockbridge.protocol.units.ActionEpoch;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What this attester has seen of the chains, and when. */
@ApplicationScoped
public class ChainViews {

  /**
   * How far one chain is replayed.
   *
   * @param point the finalized block that the replay reached
   * @param blockTime that block's time
   * @param checkedAt when this attester reached it
   */
  public record Progress(CutPoint point, Instant blockTime, Instant checkedAt) {}

  /**
   * The newest comparison of one asset on one chain.
   *
   * @param height where both hold
   * @param stateSu supply in state, share units
   * @param replaySu supply by replay, share units
   * @param epoch the action epoch in force
   * @param halted whether the chain halts the asset
   * @param readAt when
   * @param mismatchSince since when state and replay differ without interruption
   */
  public record Reading(
      DomainId domain,
      long height,
      BigInteger stateSu,
      BigInteger replaySu,
      ActionEpoch epoch,
      boolean halted,
      Instant readAt,
      Optional<Instant> mismatchSince) {}

  /**
   * A mint that has no or another message at its source, as far as this attester sees.
   *
   * @param mintedAt time of the mint's block
   * @param observedAt when this attester saw it
   */
  public record Suspect(
      MessageId messageId, String state, String detail, Instant mintedAt, Instant observedAt) {

    /** Whether there is a message, and it says something else. */
    public boolean isMismatch() {
      return state.equals("MISMATCH");
    }
  }

  /**
   * What one chain's token shows of corporate actions.
   *
   * @param epochSince when this attester saw the epoch change to the one in force
   * @param pendingAt when the next action comes into force; past while the epoch lags behind
   */
  public record Action(
      DomainId domain, Optional<Instant> epochSince, Optional<Instant> pendingAt) {}

  /** Progress of every chain that was replayed to a finalized block at least once. */
  public Map<DomainId, Progress> progress(Tx tx) {
    Map<DomainId, Progress> progress = new TreeMap<>();
    tx.query(
            "select domain, height, hash, block_time, checked_at from chain_progress"
                + " where checked_at > ?1",
            Instant.EPOCH)
        .forEach(
            row -> {
              DomainId domain = DomainId.of(row.number(0));
              progress.put(
                  domain,
                  new Progress(
                      SupplyQueries.cutPoint(domain, row.number(1), row.bytes(2)),
                      row.time(3),
                      row.time(4)));
            });
    return progress;
  }

  /** The newest comparison of the asset on every chain where it has a token. */
  public Map<DomainId, Reading> readings(Tx tx, Isin isin) {
    Map<DomainId, Reading> readings = new TreeMap<>();
    tx.query(
            "select domain, height, state_su, replay_su, epoch, halted, read_at,"
                + " mismatch_since from supply_reading where isin = ?1",
            isin.value())
        .forEach(row -> readings.put(DomainId.of(row.number(0)), reading(row)));
    return readings;
  }

  /** Corporate actions of the asset as each chain shows them. */
  public List<Action> actions(Tx tx, Isin isin) {
    return tx
        .query(
            "select domain, epoch_since, pending_at from action_reading where isin = ?1",
            isin.value())
        .stream()
        .map(row -> new Action(DomainId.of(row.number(0)), time(row, 1), time(row, 2)))
        .toList();
  }

  /** Mints of the asset that do not match a message. */
  public List<Suspect> suspects(Tx tx, Isin isin) {
    return tx
        .query(
            "select message_id, match_state, match_detail, minted_at, mint_observed_at"
                + " from message_flow"
                + " where isin = ?1 and match_state in ('ORPHAN', 'MISMATCH')",
            isin.value())
        .stream()
        .map(
            row ->
                new Suspect(
                    MessageId.ofBytes(row.bytes(0)),
                    row.text(1),
                    row.text(2),
                    row.time(3),
                    row.time(4)))
        .toList();
  }

  /** The first supply change of the asset that nothing explains, if there is one. */
  public Optional<String> foreignChange(Tx tx, Isin isin) {
    return tx.first(
            "select domain, tx_id, detail from chain_event where isin = ?1"
                + " and kind in ('UNMATCHED_MINT', 'UNMATCHED_SUPPLY_CHANGE') order by height",
            isin.value())
        .map(row -> "domain " + row.number(0) + " tx " + row.text(1) + ": " + row.text(2));
  }

  private static Reading reading(Row row) {
    return new Reading(
        DomainId.of(row.number(0)),
        row.number(1),
        row.bigInteger(2),
        row.bigInteger(3),
        ActionEpoch.of(row.number(4)),
        row.flag(5),
        row.time(6),
        time(row, 7));
  }

  private static Optional<Instant> time(Row row, int column) {
    return row.isNull(column) ? Optional.empty() : Optional.of(row.time(column));
  }
}
