package io.stockbridge.bridge.transfers;

import io.micrometer.core.instrument.MeterRegistry;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.transfer.Hold;
import io.stockbridge.protocol.transfer.TransferEvent;
import io.stockbridge.protocol.transfer.TransferMachine;
import io.stockbridge.protocol.transfer.TransferOutcome;
import io.stockbridge.protocol.transfer.TransferState;
import io.stockbridge.protocol.transfer.TransferStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Opens transfers and applies events to them. Each method writes the row, its history and its
 * outbox event in the caller's transaction, so that all of it happens or none.
 */
@ApplicationScoped
public class TransferBook {
  private static final Logger LOG = Logger.getLogger(TransferBook.class);

  private final TransferStore store;
  private final TransferEvents events;
  private final MeterRegistry meters;
  private final Clock clock = Clock.systemUTC();

  TransferBook(TransferStore store, TransferEvents events, MeterRegistry meters) {
    this.store = store;
    this.events = events;
    this.meters = meters;
  }

  /** Now, as precise as records carry it. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * Records a movement whose source event is final, once.
   *
   * @param unroutable why no message can be made of it, if so
   * @return the transfer, or empty when the event was recorded before
   * @throws EventConflictException when the event is there with another content
   */
  public Optional<Transfer> open(Tx tx, NewTransfer added, Optional<Reason> unroutable) {
    Instant now = now();
    if (!store.insert(tx, added, now)) {
      if (store.find(tx, added.id()).isEmpty()) {
        throw new EventConflictException(added.eventId(), added.id());
      }
      return Optional.empty();
    }
    Transfer detected = store.find(tx, added.id()).orElseThrow();
    store.insertChange(tx, detected, null);
    events.publish(tx, detected, null);
    TransferEvent second =
        unroutable
            .<TransferEvent>map(reason -> new TransferEvent.FoundUnroutable(reason.detail()))
            .orElseGet(TransferEvent.Finalized::new);
    @Nullable Instant dueAt = unroutable.isPresent() ? null : now;
    Transfer opened = apply(tx, detected, second, unroutable.orElse(null), dueAt);
    return Optional.of(concludeIfSettled(tx, opened).orElse(opened));
  }

  /**
   * Applies an event to a locked transfer.
   *
   * @param reason shown until the next change; null when the state says enough
   * @param dueAt when a worker looks at it next; null for never
   * @return the transfer as it is now; unchanged when the event comes too late to matter
   */
  public Transfer apply(
      Tx tx,
      Transfer locked,
      TransferEvent event,
      @Nullable Reason reason,
      @Nullable Instant dueAt) {
    return switch (TransferMachine.apply(locked.status(), event)) {
      case TransferOutcome.Moved moved -> write(tx, locked, moved.status(), reason, dueAt);
      case TransferOutcome.Unchanged unchanged -> locked;
      case TransferOutcome.Illegal illegal -> {
        meters.counter("stockbridge.transfers.contradictions").increment();
        LOG.errorf(
            "event contradicts the transfer transferId=%s state=%s detail=\"%s\"",
            locked.id(), illegal.state(), illegal.detail());
        yield locked;
      }
    };
  }

  /** Holds a locked transfer because too many attesters refused; it is tried again at that time. */
  public Transfer hold(Tx tx, Transfer locked, Hold hold, Instant retryAt) {
    Reason reason = Reason.until(retryAt, hold.code().name(), hold.detail());
    Hold stored = new Hold(hold.code(), reason.detail(), Optional.of(retryAt));
    return apply(tx, locked, new TransferEvent.GateRefused(stored), reason, retryAt);
  }

  /** A message ended at its destination: remembers it and ends the transfer if it is known. */
  public void settle(Tx tx, MessageId messageId, Outcome outcome) {
    if (store.recordOutcome(tx, messageId, outcome, now())) {
      store.lock(tx, messageId.toString()).ifPresent(locked -> conclude(tx, locked, outcome));
    }
  }

  /** Ends a locked transfer whose outcome is recorded already; empty when none is. */
  public Optional<Transfer> concludeIfSettled(Tx tx, Transfer locked) {
    return store.findOutcome(tx, locked.id()).map(outcome -> conclude(tx, locked, outcome));
  }

  private Transfer conclude(Tx tx, Transfer locked, Outcome outcome) {
    TransferEvent end =
        outcome.result() == Outcome.Result.CANCELLED
            ? new TransferEvent.CancelConfirmed(outcome.txId())
            : new TransferEvent.Completed(outcome.txId());
    return apply(tx, locked, end, null, null);
  }

  private Transfer write(
      Tx tx,
      Transfer locked,
      TransferStatus status,
      @Nullable Reason reason,
      @Nullable Instant dueAt) {
    store.updateStatus(tx, locked, status, reason, dueAt, now());
    Transfer changed = store.find(tx, locked.id()).orElseThrow();
    boolean news =
        status.state() != locked.state()
            || (status.state() == TransferState.HELD
                && !status.hold().equals(locked.status().hold()));
    if (news) {
      store.insertChange(tx, changed, locked.state());
      events.publish(tx, changed, locked.state());
      LOG.infof(
          "transfer changed transferId=%s from=%s to=%s reason=%s",
          changed.id(), locked.state(), changed.state(), reason == null ? "-" : reason.code());
    }
    return changed;
  }
}
