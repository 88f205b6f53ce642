package io.stockbridge.bridge.submission;

import io.stockbridge.kit.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Rows of transactions handed to Solana. */
@ApplicationScoped
class SolanaSends {
  /** Where a sent transaction stands. */
  enum State {
    /** It may still land. */
    PENDING,
    /** The marker exists. */
    LANDED,
    /** It can never land. */
    EXPIRED
  }

  /** One sent transaction. */
  record Sent(String txId, int round, long lastValidBlockHeight, State state) {}

  /** Records a transaction before it is sent. */
  void insert(Tx tx, String transferId, Sent sent, String raw, Instant now) {
    tx.update(
        "insert into solana_sends (tx_id, transfer_id, round, raw_tx, last_valid_block_height,"
            + " state, created_at) values (?1, ?2, ?3, ?4, ?5, 'pending', ?6)"
            + " on conflict do nothing",
        sent.txId(),
        transferId,
        sent.round(),
        raw,
        sent.lastValidBlockHeight(),
        now);
  }

  /** The transaction of that round. */
  Optional<Sent> find(Tx tx, String transferId, int round) {
    return tx.queryOne(
            "select tx_id, round, last_valid_block_height, state from solana_sends"
                + " where transfer_id = ?1 and round = ?2",
            transferId,
            round)
        .map(
            row ->
                new Sent(
                    row.text("tx_id"),
                    row.integer("round"),
                    row.number("last_valid_block_height"),
                    State.valueOf(row.text("state").toUpperCase(Locale.ROOT))));
  }

  /** Writes where it stands now. */
  void settle(Tx tx, String txId, State state, Instant now) {
    tx.update(
        "update solana_sends set state = ?1, settled_at = ?2 where tx_id = ?3"
            + " and state = 'pending'",
        state.name().toLowerCase(Locale.ROOT),
        now,
        txId);
  }
}
