package io.stockbridge.bridge.transfers;

import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.message.EventId;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.protocol.units.ShareAmount;
import java.time.Instant;
import java.util.Optional;

/**
 * A movement that is seen for the first time.
 *
 * @param message empty for a burn that names no destination
 * @param sourceTx transaction of the burn; empty for an issue
 * @param detectedAt when it was seen
 */
public record NewTransfer(
    Optional<Message> message,
    EventId eventId,
    MessageKind kind,
    Isin isin,
    ShareAmount amount,
    DomainId source,
    UniversalAddress sender,
    Optional<String> orderId,
    Optional<String> sourceTx,
    int sourceIndex,
    Instant detectedAt) {

  /** A burn with a message. */
  public static NewTransfer burned(Message message, String txId, int index, Instant detectedAt) {
    return of(message, Optional.empty(), Optional.of(txId), index, detectedAt);
  }

  /** An issue that a custody order asks for. */
  public static NewTransfer issued(Message message, String orderId, Instant detectedAt) {
    return of(message, Optional.of(orderId), Optional.empty(), 0, detectedAt);
  }

  /** The row's id: the message id where there is a message. */
  public String id() {
    return message.map(m -> m.messageId().toString()).orElseGet(eventId::toString);
  }

  private static NewTransfer of(
      Message message,
      Optional<String> orderId,
      Optional<String> sourceTx,
      int index,
      Instant detectedAt) {
    return new NewTransfer(
        Optional.of(message),
        message.eventId(),
        message.kind(),
        message.isin(),
        message.amount(),
        message.sourceDomain(),
        message.sender(),
        orderId,
        sourceTx,
        index,
        detectedAt);
  }
}
