package io.stockbridge.attestation.chainview;

import io.stockbridge.chains.ChainEvent;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.EventCursor;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.EventId;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.protocol.message.SourceRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The replay of every chain in PostgreSQL: each finalized event once, and what it adds up to. */
@ApplicationScoped
public class ChainLedger {
  private final MessageFlows flows;

  ChainLedger(MessageFlows flows) {
    this.flows = flows;
  }

  /** Where the next page begins, or empty before the first. */
  public Optional<EventCursor> cursor(Tx tx, DomainId domain) {
    return tx.first("select cursor from chain_progress where domain = ?1", domain.value())
        .map(row -> new EventCursor(domain, row.text(0)));
  }

  /** Stores events; one that is known already changes nothing. */
  void store(Tx tx, List<ChainEvent> events, Instant now) {
    for (ChainEvent event : events) {
      if (insert(tx, event, now)) {
        apply(tx, event, now);
      }
    }
  }

  /** Stores the cursor in the same transaction as the events before it. */
  void progress(Tx tx, EventCursor cursor, ChainPosition reached, Instant now) {
    tx.update(
        "insert into chain_progress (domain, cursor, height, hash, block_time, checked_at)"
            + " values (?1, ?2, ?3, ?4, ?5, ?6) on conflict (domain) do update set"
            + " cursor = excluded.cursor, height = excluded.height, hash = excluded.hash,"
            + " block_time = excluded.block_time, checked_at = excluded.checked_at",
        cursor.domain().value(),
        cursor.value(),
        reached.height(),
        reached.hash().bytes(),
        reached.time(),
        now);
  }

  /** Stores the cursor of a page that does not yet reach a finalized position. */
  void partial(Tx tx, EventCursor cursor) {
    tx.update(
        "insert into chain_progress (domain, cursor, height, hash, block_time, checked_at)"
            + " values (?1, ?2, 0, ?3, ?4, ?4) on conflict (domain) do update set"
            + " cursor = excluded.cursor",
        cursor.domain().value(),
        cursor.value(),
        new byte[32],
        Instant.EPOCH);
  }

  private boolean insert(Tx tx, ChainEvent event, Instant now) {
    Optional<MessageId> message = messageOf(event);
    return tx.update(
            "insert into chain_event (domain, tx_id, event_index, kind, height, block_time, isin,"
                + " change_su, message_id, detail, observed_at)"
                + " values (?1, ?2, ?3, ?4, ?5, ?6, nullif(?7, ''), ?8, nullif(?9, cast('' as bytea)), ?10,"
                + " ?11) on conflict do nothing",
            event.domain().value(),
            event.location().txId(),
            event.location().index(),
            kindOf(event),
            event.height(),
            event.position().time(),
            event.asset().map(Isin::value).orElse(""),
            new BigDecimal(event.supplyChangeSu()),
            message.map(MessageId::bytes).orElse(new byte[0]),
            event.toString(),
            now)
        == 1;
  }

  private void apply(Tx tx, ChainEvent event, Instant now) {
    event.asset().ifPresent(isin -> addSupply(tx, event.domain(), isin, event.supplyChangeSu()));
    switch (event) {
      case ChainEvent.Burned burned -> burned(tx, burned);
      case ChainEvent.UnroutableBurn burn -> unroutable(tx, burn);
      case ChainEvent.Minted minted -> minted(tx, minted, now);
      case ChainEvent.Cancelled ignored -> {}
      case ChainEvent.UnmatchedMint ignored -> {}
      case ChainEvent.UnmatchedSupplyChange ignored -> {}
      case ChainEvent.EpochChanged ignored -> {}
      case ChainEvent.HaltChanged ignored -> {}
    }
  }

  private static void addSupply(Tx tx, DomainId domain, Isin isin, BigInteger change) {
    tx.update(
        "insert into ledger_total (domain, isin, supply_su, issued_su, redeemed_su)"
            + " values (?1, ?2, ?3, 0, 0) on conflict (domain, isin) do update set"
            + " supply_su = ledger_total.supply_su + excluded.supply_su",
        domain.value(),
        isin.value(),
        new BigDecimal(change));
  }

  private void burned(Tx tx, ChainEvent.Burned burned) {
    Message message = burned.message();
    source(tx, message.messageId(), message.kind().name(), burned, message.encode());
    if (message.kind() == MessageKind.REDEEM) {
      tx.update(
          "update ledger_total set redeemed_su = redeemed_su + ?3 where domain = ?1 and isin = ?2",
          burned.domain().value(),
          message.isin().value(),
          new BigDecimal(message.amount().toBigInteger()));
    }
    flows.reconcile(tx, message.messageId());
  }

  /** Its event id stands in for the messageId it has none of. */
  private static void unroutable(Tx tx, ChainEvent.UnroutableBurn burn) {
    source(tx, new MessageId(unroutableId(burn).value()), "UNROUTABLE", burn, new byte[0]);
  }

  private static EventId unroutableId(ChainEvent.UnroutableBurn burn) {
    SourceRef ref =
        SourceRef.solanaBurnAnywhere(
            Base58.decode(burn.location().txId(), 64), burn.location().index());
    return EventId.of(burn.domain(), ref);
  }

  private static void source(Tx tx, MessageId id, String kind, ChainEvent burn, byte[] message) {
    tx.update(
        "insert into message_flow (message_id, kind, isin, amount_su, message, source_domain,"
            + " source_height, source_tx, burned_at, match_state, match_detail)"
            + " values (?1, ?2, ?3, ?4, nullif(?5, cast('' as bytea)), ?6, ?7, ?8, ?9, 'OPEN', '')"
            + " on conflict (message_id) do update set kind = excluded.kind,"
            + " isin = excluded.isin, amount_su = excluded.amount_su, message = excluded.message,"
            + " source_domain = excluded.source_domain, source_height = excluded.source_height,"
            + " source_tx = excluded.source_tx, burned_at = excluded.burned_at",
        id.bytes(),
        kind,
        burn.asset().orElseThrow().value(),
        new BigDecimal(burn.supplyChangeSu().negate()),
        message,
        burn.domain().value(),
        burn.height(),
        burn.location().txId(),
        burn.position().time());
  }

  private void minted(Tx tx, ChainEvent.Minted mint, Instant now) {
    boolean known =
        tx.first(
                "select mint_tx from message_flow where message_id = ?1 and mint_tx is not null",
                mint.messageId().bytes())
            .isPresent();
    if (known) {
      tx.update(
          "update message_flow set match_state = 'MISMATCH', match_detail = ?2"
              + " where message_id = ?1",
          mint.messageId().bytes(),
          "minted a second time in " + mint.location().txId() + " on domain " + mint.domain());
      return;
    }
    tx.update(
        "insert into message_flow (message_id, kind, isin, amount_su, mint_domain, mint_height,"
            + " mint_tx, mint_isin, mint_amount_su, mint_recipient, minted_at, mint_observed_at,"
            + " match_state, match_detail)"
            + " values (?1, 'UNKNOWN', ?2, ?3, ?4, ?5, ?6, ?2, ?3, ?7, ?8, ?9, 'ORPHAN', '')"
            + " on conflict (message_id) do update set mint_domain = excluded.mint_domain,"
            + " mint_height = excluded.mint_height, mint_tx = excluded.mint_tx,"
            + " mint_isin = excluded.mint_isin, mint_amount_su = excluded.mint_amount_su,"
            + " mint_recipient = excluded.mint_recipient, minted_at = excluded.minted_at,"
            + " mint_observed_at = excluded.mint_observed_at, match_state = 'ORPHAN'",
        mint.messageId().bytes(),
        mint.isin().value(),
        new BigDecimal(mint.amount().toBigInteger()),
        mint.domain().value(),
        mint.height(),
        mint.location().txId(),
        mint.recipient().bytes(),
        mint.position().time(),
        now);
    flows.reconcile(tx, mint.messageId());
  }

  private static Optional<MessageId> messageOf(ChainEvent event) {
    return switch (event) {
      case ChainEvent.Burned burned -> Optional.of(burned.message().messageId());
      case ChainEvent.Minted minted -> Optional.of(minted.messageId());
      case ChainEvent.Cancelled cancelled -> Optional.of(cancelled.messageId());
      case ChainEvent.UnroutableBurn ignored -> Optional.empty();
      case ChainEvent.UnmatchedMint ignored -> Optional.empty();
      case ChainEvent.UnmatchedSupplyChange ignored -> Optional.empty();
      case ChainEvent.EpochChanged ignored -> Optional.empty();
      case ChainEvent.HaltChanged ignored -> Optional.empty();
    };
  }

  private static String kindOf(ChainEvent event) {
    return switch (event) {
      case ChainEvent.Burned ignored -> "BURNED";
      case ChainEvent.UnroutableBurn ignored -> "UNROUTABLE_BURN";
      case ChainEvent.Minted ignored -> "MINTED";
      case ChainEvent.Cancelled ignored -> "CANCELLED";
      case ChainEvent.UnmatchedMint ignored -> "UNMATCHED_MINT";
      case ChainEvent.UnmatchedSupplyChange ignored -> "UNMATCHED_SUPPLY_CHANGE";
      case ChainEvent.EpochChanged ignored -> "EPOCH_CHANGED";
      case ChainEvent.HaltChanged ignored -> "HALT_CHANGED";
    };
  }
}
