package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Something that happened on a chain, at finality. Whatever changes an asset's supply is one of
 * these: {@link #supplyChangeSu()} summed over all events from the start equals the supply in
 * state.
 */
public sealed interface ChainEvent {

  /** Where it stands. */
  EventLocation location();

  /** The block it stands in. */
  ChainPosition position();

  /** The chain. */
  default DomainId domain() {
    return location().domain();
  }

  /** EVM block number or Solana slot. */
  default long height() {
    return position().height();
  }

  /** The asset whose supply the event changes, if it changes one. */
  default Optional<Isin> asset() {
    return switch (this) {
      case Burned e -> Optional.of(e.message().isin());
      case UnroutableBurn e -> Optional.of(e.isin());
      case Minted e -> Optional.of(e.isin());
      case UnmatchedMint e -> Optional.of(e.isin());
      case UnmatchedSupplyChange e -> Optional.of(e.isin());
      case EpochChanged e -> Optional.of(e.isin());
      case HaltChanged e -> e.isin();
      case Cancelled e -> e.message().map(Message::isin);
    };
  }

  /** By how much the asset's supply grew, in share units; negative for a burn. */
  default BigInteger supplyChangeSu() {
    return switch (this) {
      case Burned e -> e.message().amount().toBigInteger().negate();
      case UnroutableBurn e -> e.amount().toBigInteger().negate();
      case Minted e -> e.amount().toBigInteger();
      case UnmatchedMint e -> e.amount().toBigInteger();
      case UnmatchedSupplyChange e -> e.changeSu();
      case EpochChanged e -> BigInteger.ZERO;
      case HaltChanged e -> BigInteger.ZERO;
      case Cancelled e -> BigInteger.ZERO;
    };
  }

  /**
   * Shares left the chain, with a message.
   *
   * @param message as emitted (EVM) or as the burn and its memo make it (Solana)
   */
  record Burned(EventLocation location, ChainPosition position, Message message)
      implements ChainEvent {}

  /**
   * Shares were burned without saying where to (Solana only): recorded, reported, refunded.
   *
   * @param owner whose shares were burned; the account's own address where the owner is unknown
   */
  record UnroutableBurn(
      EventLocation location,
      ChainPosition position,
      Isin isin,
      ShareAmount amount,
      UniversalAddress owner,
      UnroutableReason reason,
      String detail)
      implements ChainEvent {}

  /**
   * Shares arrived for a message.
   *
   * @param messageId as the gateway emitted it or the memo names it; the reader does not know the
   *     message, so whether it matches is the caller's to check
   * @param recipient EVM: the account; Solana: the wallet that owns the token account
   * @param message the whole message, where the chain tells it (EVM)
   */
  record Minted(
      EventLocation location,
      ChainPosition position,
      MessageId messageId,
      Isin isin,
      ShareAmount amount,
      UniversalAddress recipient,
      Optional<Message> message)
      implements ChainEvent {}

  /**
   * The message can no longer be minted on this chain.
   *
   * @param message the whole message, where the chain tells it (EVM)
   */
  record Cancelled(
      EventLocation location,
      ChainPosition position,
      MessageId messageId,
      Optional<Message> message)
      implements ChainEvent {}

  /** Shares were minted without a message beside it: a breach. */
  record UnmatchedMint(
      EventLocation location,
      ChainPosition position,
      Isin isin,
      ShareAmount amount,
      UniversalAddress recipient,
      String detail)
      implements ChainEvent {}

  /** The supply changed in a way that no known instruction or log explains: a breach. */
  record UnmatchedSupplyChange(
      EventLocation location, ChainPosition position, Isin isin, BigInteger changeSu, String detail)
      implements ChainEvent {}

  /** A corporate action took force on this chain. */
  record EpochChanged(EventLocation location, ChainPosition position, Isin isin, ActionEpoch epoch)
      implements ChainEvent {}

  /**
   * A halt was set or cleared.
   *
   * @param isin the asset, or empty for all
   */
  record HaltChanged(
      EventLocation location,
      ChainPosition position,
      Optional<Isin> isin,
      boolean halted,
      String reason)
      implements ChainEvent {}
}
