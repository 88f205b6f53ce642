package io.stockbridge.bridge.observation;

import io.stockbridge.bridge.transfers.NewTransfer;
import io.stockbridge.bridge.transfers.Outcome;
import io.stockbridge.bridge.transfers.Reason;
import io.stockbridge.bridge.transfers.TransferBook;
import io.stockbridge.chains.ChainEvent;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.message.EventId;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.protocol.message.SourceRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The effect of one final chain event. The same event again has none. */
@ApplicationScoped
public class ObservedEvents {
  private static final Logger LOG = Logger.getLogger(ObservedEvents.class);

  private final TransferBook book;
  private final CursorStore cursors;

  ObservedEvents(TransferBook book, CursorStore cursors) {
    this.book = book;
    this.cursors = cursors;
  }

  /** Applies one final event. */
  public void apply(Tx tx, ChainEvent event) {
    switch (event) {
      case ChainEvent.Burned burned ->
          book.open(
              tx,
              NewTransfer.burned(
                  burned.message(),
                  burned.location().txId(),
                  burned.location().index(),
                  book.now()),
              Optional.empty());
      case ChainEvent.UnroutableBurn burn -> recordUnroutable(tx, burn);
      case ChainEvent.Minted minted ->
          book.settle(
              tx,
              minted.messageId(),
              new Outcome(minted.domain(), Outcome.Result.MINTED, minted.location().txId()));
      case ChainEvent.Cancelled cancelled ->
          book.settle(
              tx,
              cancelled.messageId(),
              new Outcome(
                  cancelled.domain(), Outcome.Result.CANCELLED, cancelled.location().txId()));
      case ChainEvent.UnmatchedMint mint -> warn(tx, mint, "UNMATCHED_MINT", mint.detail());
      case ChainEvent.UnmatchedSupplyChange change ->
          warn(tx, change, "UNMATCHED_SUPPLY_CHANGE", change.detail());
      case ChainEvent.EpochChanged changed ->
          LOG.infof(
              "action epoch domain=%s isin=%s epoch=%s",
              changed.domain(), changed.isin(), changed.epoch());
      case ChainEvent.HaltChanged halt ->
          LOG.warnf(
              "halt domain=%s isin=%s halted=%s reason=\"%s\"",
              halt.domain(),
              halt.isin().map(Object::toString).orElse("all"),
              halt.halted(),
              halt.reason());
    }
  }

  private void recordUnroutable(Tx tx, ChainEvent.UnroutableBurn burn) {
    if (burn.amount().isZero()) {
      warn(tx, burn, "EMPTY_BURN", burn.detail());
      return;
    }
    SourceRef ref =
        SourceRef.solanaBurnAnywhere(
            Base58.decode(burn.location().txId(), 64), burn.location().index());
    NewTransfer unroutable =
        new NewTransfer(
            Optional.empty(),
            EventId.of(burn.domain(), ref),
            MessageKind.TRANSFER,
            burn.isin(),
            burn.amount(),
            burn.domain(),
            burn.owner(),
            Optional.empty(),
            Optional.of(burn.location().txId()),
            burn.location().index(),
            book.now());
    book.open(tx, unroutable, Optional.of(Reason.of(burn.reason().name(), burn.detail())));
  }

  private void warn(Tx tx, ChainEvent event, String kind, String detail) {
    if (cursors.recordAnomaly(tx, event, kind, detail)) {
      LOG.errorf(
          "anomaly domain=%s kind=%s tx=%s detail=\"%s\"",
          event.domain(), kind, event.location().txId(), detail);
    }
  }
}
