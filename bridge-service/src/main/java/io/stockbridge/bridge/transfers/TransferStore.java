package io.stockbridge.bridge.transfers;

import io.stockbridge.kit.database.Row;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.transfer.TransferState;
import io.stockbridge.protocol.transfer.TransferStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of transfers, their history and their outcomes. */
@ApplicationScoped
public class TransferStore {
  private static final String SELECT = "select " + TransferRows.COLUMNS + " from transfers";

  /** The transfer of that id. */
  public Optional<Transfer> find(Tx tx, String transferId) {
    return tx.queryOne(SELECT + " where transfer_id = ?1", transferId)
        .map(TransferRows::toTransfer);
  }

  /** The transfer of that id, locked until the transaction ends. */
  public Optional<Transfer> lock(Tx tx, String transferId) {
    return tx.queryOne(SELECT + " where transfer_id = ?1 for update", transferId)
        .map(TransferRows::toTransfer);
  }

  /**
   * The transfer, locked, if it is still at the version that the caller saw.
   *
   * @throws StaleTransferException when it changed meanwhile
   */
  public Transfer lockUnchanged(Tx tx, Transfer seen) {
    Transfer now =
        lock(tx, seen.id())
            .orElseThrow(() -> new IllegalStateException("transfer vanished: " + seen.id()));
    if (now.version() != seen.version()) {
      throw new StaleTransferException(seen.id(), seen.version(), now.version());
    }
    return now;
  }

  /** The issue of that custody order. */
  public Optional<Transfer> findByOrder(Tx tx, String orderId) {
    return tx.queryOne(SELECT + " where order_id = ?1", orderId).map(TransferRows::toTransfer);
  }

  /** Transfers that left in that transaction, oldest first. */
  public List<Transfer> findBySourceTx(Tx tx, DomainId source, String txId) {
    return tx
        .query(
            SELECT + " where source_domain = ?1 and source_tx = ?2 order by source_index limit 100",
            source.value(),
            txId)
        .stream()
        .map(TransferRows::toTransfer)
        .toList();
  }

  /** Transfers of that description, newest first. */
  public List<Transfer> list(Tx tx, TransferFilter filter) {
    TransferFilter.Condition condition = filter.toCondition();
    return tx.query(SELECT + " where " + condition.sql(), condition.parameters().toArray()).stream()
        .map(TransferRows::toTransfer)
        .toList();
  }

  /** The history of a transfer, oldest first. */
  public List<TransferChange> history(Tx tx, String transferId) {
    return tx
        .query(
            "select version, to_state, reason_code, reason_detail, retry_at, changed_at"
                + " from transfer_changes where transfer_id = ?1 order by version",
            transferId)
        .stream()
        .map(TransferStore::toChange)
        .toList();
  }

  /** Inserts a transfer in its first state unless its source event is there already. */
  boolean insert(Tx tx, NewTransfer added, Instant now) {
    return tx.update(
            "insert into transfers (transfer_id, message_id, event_id, kind, isin, amount_su,"
                + " source_domain, destination_domain, sender, recipient, message, order_id,"
                + " source_tx, source_index, state, version, detected_at, changed_at)"
                + " values (?1, cast(?2 as text), ?3, ?4, ?5, ?6, ?7, cast(?8 as bigint), ?9,"
                + " cast(?10 as text), cast(?11 as text), cast(?12 as text), cast(?13 as text),"
                + " ?14, 'detected', 1, ?15, ?16) on conflict do nothing",
            added.id(),
            added.message().map(m -> m.messageId().toString()).orElse(null),
            added.eventId().toString(),
            TransferRows.wire(added.kind()),
            added.isin().value(),
            added.amount().toBigInteger(),
            added.source().value(),
            added.message().map(m -> m.destinationDomain().value()).orElse(null),
            added.sender().toString(),
            added.message().map(m -> m.recipient().toString()).orElse(null),
            added.message().map(m -> Hex.encode(m.encode())).orElse(null),
            added.orderId().orElse(null),
            added.sourceTx().orElse(null),
            added.sourceIndex(),
            added.detectedAt(),
            now)
        == 1;
  }

  /** Writes a new status; {@code dueAt} null means that no worker has to look again. */
  void updateStatus(
      Tx tx,
      Transfer before,
      TransferStatus status,
      @Nullable Reason reason,
      @Nullable Instant dueAt,
      Instant now) {
    int changed =
        tx.update(
            "update transfers set state = ?1, round = ?2, submitted_round = ?3,"
                + " destination_tx = cast(?4 as text), reason_code = cast(?5 as text),"
                + " reason_detail = cast(?6 as text), retry_at = cast(?7 as timestamptz),"
                + " due_at = cast(?8 as timestamptz), changed_at = case when state = ?1 then"
                + " changed_at else ?9 end, version = version + 1, failed_steps = 0"
                + " where transfer_id = ?10 and version = ?11",
            TransferRows.wire(status.state()),
            status.round(),
            status.submittedRound(),
            status.destinationReference().orElse(null),
            reason == null ? null : reason.code(),
            reason == null ? null : reason.detail(),
            reason == null ? null : reason.retryAt().orElse(null),
            dueAt,
            now,
            before.id(),
            before.version());
    if (changed != 1) {
      throw new StaleTransferException(before.id(), before.version(), -1);
    }
  }

  /** Adds the state that a transfer has just taken to its history. */
  void insertChange(Tx tx, Transfer changed, @Nullable TransferState from) {
    tx.update(
        "insert into transfer_changes (transfer_id, version, from_state, to_state, reason_code,"
            + " reason_detail, retry_at, changed_at) values (?1, ?2, cast(?3 as text), ?4,"
            + " cast(?5 as text), cast(?6 as text), cast(?7 as timestamptz), now())",
        changed.id(),
        changed.version(),
        from == null ? null : TransferRows.wire(from),
        TransferRows.wire(changed.state()),
        changed.reason().map(Reason::code).orElse(null),
        changed.reason().map(Reason::detail).orElse(null),
        changed.reason().flatMap(Reason::retryAt).orElse(null));
  }

  /** Sets the reason that is shown without changing the state; not part of the history. */
  public void explain(Tx tx, String transferId, Reason reason) {
    tx.update(
        "update transfers set reason_code = ?1, reason_detail = ?2,"
            + " retry_at = cast(?3 as timestamptz) where transfer_id = ?4",
        reason.code(),
        reason.detail(),
        reason.retryAt().orElse(null),
        transferId);
  }

  /** When a worker has to look again. */
  public void wakeAt(Tx tx, String transferId, Instant dueAt) {
    tx.update("update transfers set due_at = ?1 where transfer_id = ?2", dueAt, transferId);
  }

  /** Lets a worker look at once. */
  public void wakeNow(Tx tx, String transferId) {
    tx.update("update transfers set due_at = now() where transfer_id = ?1", transferId);
  }

  /** Lets a worker look at once, if it was to look at all. */
  public void wakeIfWaiting(Tx tx, String transferId) {
    tx.update(
        "update transfers set due_at = now() where transfer_id = ?1 and due_at is not null",
        transferId);
  }

  /**
   * Lets held issues of these orders that were refused with {@code code} be tried at {@code dueAt}.
   */
  public int wakeHeldIssues(Tx tx, String code, Collection<String> orderIds, Instant dueAt) {
    return tx.update(
        "update transfers set due_at = ?1 where state = 'held' and kind = 'issue'"
            + " and reason_code = ?2 and due_at > ?1"
            + " and order_id = any(string_to_array(cast(?3 as text), chr(10)))",
        dueAt,
        code,
        String.join("\n", orderIds));
  }

  /** Takes due transfers for {@code lease}; a worker that dies loses them when it ends. */
  List<Transfer> claimDue(Tx tx, int limit, Duration lease) {
    return tx
        .query(
            "update transfers set lease_until = now() + ?1 * interval '1 millisecond'"
                + " where transfer_id in (select transfer_id from transfers"
                + " where due_at <= now() and (lease_until is null or lease_until < now())"
                + " order by due_at limit ?2 for update skip locked) returning "
                + TransferRows.COLUMNS,
            lease.toMillis(),
            limit)
        .stream()
        .map(TransferRows::toTransfer)
        .toList();
  }

  /** Gives a transfer back after its step. */
  void release(Tx tx, String transferId) {
    tx.update("update transfers set lease_until = null where transfer_id = ?1", transferId);
  }

  /** Gives a transfer back after a step that failed; the pause doubles with each failure. */
  void releaseFailed(Tx tx, String transferId, Duration firstPause, Duration longestPause) {
    tx.update(
        "update transfers set lease_until = null, failed_steps = failed_steps + 1, due_at = now()"
            + " + least(?1 * power(2, least(failed_steps, 20)), ?2) * interval '1 millisecond'"
            + " where transfer_id = ?3 and due_at is not null",
        firstPause.toMillis(),
        longestPause.toMillis(),
        transferId);
    release(tx, transferId);
  }

  /** Remembers how a message ended; the first record counts. */
  public boolean recordOutcome(Tx tx, MessageId messageId, Outcome outcome, Instant now) {
    return tx.update(
            "insert into outcomes (message_id, domain, result, tx_id, observed_at)"
                + " values (?1, ?2, ?3, ?4, ?5) on conflict do nothing",
            messageId.toString(),
            outcome.domain().value(),
            TransferRows.wire(outcome.result()),
            outcome.txId(),
            now)
        == 1;
  }

  /** How a message ended, if it did. */
  public Optional<Outcome> findOutcome(Tx tx, String messageId) {
    return tx.queryOne(
            "select domain, result, tx_id from outcomes where message_id = ?1", messageId)
        .map(
            row ->
                new Outcome(
                    DomainId.of(row.number("domain")),
                    Outcome.Result.valueOf(row.text("result").toUpperCase(java.util.Locale.ROOT)),
                    row.text("tx_id")));
  }

  private static TransferChange toChange(Row row) {
    return new TransferChange(
        row.integer("version"),
        TransferRows.state(row.text("to_state")),
        row.time("changed_at"),
        TransferRows.reason(row));
  }
}
