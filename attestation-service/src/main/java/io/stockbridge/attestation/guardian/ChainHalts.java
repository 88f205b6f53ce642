package io.stockbridge.attestation.guardian;

import io.stockbridge.chains.EvmFees;
import io.stockbridge.chains.SignedEvmTransaction;
import io.stockbridge.chains.records.AssetRecord;
import io.stockbridge.kit.database.Row;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The halts that the guardian key owes the EVM chains, one per asset and chain, in PostgreSQL. */
@ApplicationScoped
public class ChainHalts {
  private static final String COLUMNS =
      "select isin, domain, attempts, nonce, max_fee_wei, priority_fee_wei, tx_hash, raw_tx,"
          + " next_try_at, problem from chain_halt ";

  /** Orders the halt of the asset on each of its EVM chains; one that is pending stays so. */
  public void order(Tx tx, AssetRecord asset, Instant now) {
    for (DomainId domain : asset.tokens().keySet()) {
      if (domain.isEvm()) {
        tx.update(
            "insert into chain_halt (isin, domain, state, requested_at, next_try_at)"
                + " values (?1, ?2, 'pending', ?3, ?3) on conflict (isin, domain) do update set"
                + " state = 'pending', requested_at = excluded.requested_at, attempts = 0,"
                + " next_try_at = excluded.next_try_at, problem = '', settled_at = null"
                + " where chain_halt.state <> 'pending'",
            asset.isin().value(),
            domain.value(),
            now);
      }
    }
  }

  /** Withdraws what was not seen on chain yet: the breach behind it was cleared. */
  public void withdraw(Tx tx, Isin isin, Instant now) {
    tx.update(
        "update chain_halt set state = 'withdrawn', settled_at = ?2"
            + " where isin = ?1 and state = 'pending'",
        isin.value(),
        now);
  }

  /** The oldest pending halts of one chain, in the order of their nonces to be. */
  List<ChainHalt> pending(Tx tx, DomainId domain, int limit) {
    return tx
        .query(
            COLUMNS
                + "where domain = ?1 and state = 'pending'"
                + " order by nonce nulls last, requested_at, isin limit "
                + limit,
            domain.value())
        .stream()
        .map(ChainHalts::halt)
        .toList();
  }

  /** The chain shows the asset halted at finality: nothing more to do. */
  void settle(Tx tx, ChainHalt halt, Instant now) {
    tx.update(
        "update chain_halt set state = 'halted', settled_at = ?3, problem = ''"
            + " where isin = ?1 and domain = ?2 and state = 'pending'",
        halt.isin().value(),
        halt.domain().value(),
        now);
  }

  /** Records what is about to be sent; false when the halt is no longer owed. */
  boolean attempt(Tx tx, ChainHalt halt, ChainHalt.Attempt attempt, Instant nextTryAt) {
    EvmFees fees = attempt.fees();
    return tx.update(
            "update chain_halt set attempts = attempts + 1, nonce = ?3, max_fee_wei = ?4,"
                + " priority_fee_wei = ?5, tx_hash = ?6, raw_tx = ?7, next_try_at = ?8"
                + " where isin = ?1 and domain = ?2 and state = 'pending'",
            halt.isin().value(),
            halt.domain().value(),
            attempt.nonce(),
            new BigDecimal(fees.maxFeePerGas()),
            new BigDecimal(fees.maxPriorityFeePerGas()),
            attempt.transaction().hash().toString(),
            attempt.transaction().raw(),
            nextTryAt)
        == 1;
  }

  /** Notes why a halt is not on its way, and when to try again. */
  void problem(Tx tx, ChainHalt halt, String problem, Instant nextTryAt) {
    tx.update(
        "update chain_halt set problem = ?3, next_try_at = ?4, attempts = attempts + 1"
            + " where isin = ?1 and domain = ?2 and state = 'pending'",
        halt.isin().value(),
        halt.domain().value(),
        problem,
        nextTryAt);
  }

  /** What the node said to the newest attempt; empty when it took it. */
  void answered(Tx tx, ChainHalt halt, String problem) {
    tx.update(
        "update chain_halt set problem = ?3"
            + " where isin = ?1 and domain = ?2 and state = 'pending'",
        halt.isin().value(),
        halt.domain().value(),
        problem);
  }

  private static ChainHalt halt(Row row) {
    Optional<ChainHalt.Attempt> newest =
        row.isNull(3)
            ? Optional.empty()
            : Optional.of(
                new ChainHalt.Attempt(
                    row.number(3),
                    new EvmFees(row.bigInteger(4), row.bigInteger(5)),
                    new SignedEvmTransaction(Bytes32.of(row.text(6)), row.text(7))));
    return new ChainHalt(
        Isin.of(row.text(0)),
        DomainId.of(row.number(1)),
        (int) row.number(2),
        newest,
        row.time(8),
        row.text(9));
  }
}
