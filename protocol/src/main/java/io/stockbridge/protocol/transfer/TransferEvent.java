package io.stockbridge.protocol.transfer;

import io.stockbridge.protocol.message.MessageId;

/** Something that happened to a transfer. Duplicates and late arrivals are expected. */
public sealed interface TransferEvent {

  /** The source event became final. */
  record Finalized() implements TransferEvent {}

  /**
   * The source event names no valid destination.
   *
   * @param detail why
   */
  record FoundUnroutable(String detail) implements TransferEvent {}

  /**
   * The attesters were asked.
   *
   * @param round which time, from 1 and one more each time
   */
  record AttestationRequested(int round) implements TransferEvent {}

  /**
   * So many attesters refused that the round cannot succeed.
   *
   * @param hold the reason
   */
  record GateRefused(Hold hold) implements TransferEvent {}

  /**
   * Enough attesters signed in a round.
   *
   * @param round which
   */
  record QuorumReached(int round) implements TransferEvent {}

  /**
   * The signatures of a round can no longer be used (a Solana blockhash expired) and the mint did
   * not happen.
   *
   * @param round which
   */
  record RoundExpired(int round) implements TransferEvent {}

  /**
   * The mint was sent, or the redemption published.
   *
   * @param reference transaction id or publication id
   */
  record Submitted(String reference) implements TransferEvent {}

  /**
   * The destination shows the shares: minted at finality, or the custodian lists the release.
   *
   * @param reference transaction id or statement
   */
  record Completed(String reference) implements TransferEvent {}

  /**
   * Somebody entitled asks for the shares back.
   *
   * @param reason why
   */
  record CancelRequested(String reason) implements TransferEvent {}

  /**
   * The destination shows the cancel at finality: the mint can never happen.
   *
   * @param reference transaction id
   */
  record CancelConfirmed(String reference) implements TransferEvent {}

  /**
   * A refund message for an unroutable burn exists.
   *
   * @param refund the refund's id
   */
  record RefundStarted(MessageId refund) implements TransferEvent {}

  /**
   * The refund is minted at finality.
   *
   * @param reference transaction id
   */
  record RefundCompleted(String reference) implements TransferEvent {}
}
