package io.stockbridge.protocol.identity;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.EventId;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.protocol.message.SourceRef;
import io.stockbridge.protocol.units.ShareAmount;
import java.time.Instant;

/**
 * A change of one asset's supply on one chain. An issue is a mint and a redemption a burn like any
 * other; the message's kind tells them apart.
 */
public sealed interface LedgerEvent {

  /** The chain. */
  DomainId domain();

  /** Block number or slot. */
  long height();

  /** The asset. */
  Isin isin();

  /** How much. */
  ShareAmount amount();

  /**
   * Tokens were minted.
   *
   * @param domain the chain
   * @param height block number or slot
   * @param message what was minted, as the chain shows it
   */
  record Minted(DomainId domain, long height, Message message) implements LedgerEvent {
    @Override
    public Isin isin() {
      return message.isin();
    }

    @Override
    public ShareAmount amount() {
      return message.amount();
    }

    /** The burn that this mint settles: a refund names another message's burn. */
    public Bytes32 settles() {
      return message.kind() == MessageKind.REFUND
          ? message.sourceRef().value()
          : message.messageId().value();
    }
  }

  /**
   * Tokens were burned towards a destination.
   *
   * @param domain the chain
   * @param height block number or slot
   * @param at the block's time
   * @param message what the burn emitted
   */
  record Burned(DomainId domain, long height, Instant at, Message message) implements LedgerEvent {
    @Override
    public Isin isin() {
      return message.isin();
    }

    @Override
    public ShareAmount amount() {
      return message.amount();
    }
  }

  /**
   * Tokens were burned on Solana without a valid memo. Such a burn has no message; a refund names
   * its event id where it would name a message id.
   *
   * @param domain the chain
   * @param height slot
   * @param at the slot's time
   * @param sourceRef the burn
   * @param isin the asset
   * @param amount how much
   */
  record BurnedUnroutable(
      DomainId domain, long height, Instant at, SourceRef sourceRef, Isin isin, ShareAmount amount)
      implements LedgerEvent {

    /** What a refund names as the burn it settles. */
    public EventId eventId() {
      return EventId.of(domain, sourceRef);
    }
  }
}
