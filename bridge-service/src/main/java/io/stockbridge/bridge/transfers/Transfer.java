package io.stockbridge.bridge.transfers;

import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.message.EventId;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.protocol.transfer.TransferState;
import io.stockbridge.protocol.transfer.TransferStatus;
import io.stockbridge.protocol.units.ShareAmount;
import java.time.Instant;
import java.util.Optional;

/**
 * One movement of shares as the bridge's table holds it.
 *
 * @param id the message id, or for an unroutable burn the event id, in 0x-hex
 * @param message the movement; empty for an unroutable burn, from which none could be made
 * @param status where it stands
 * @param reason why, as shown; in the state {@code held} the hold's
 * @param version grows by one with every change of status
 */
public record Transfer(
    String id,
    long sequence,
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
    TransferStatus status,
    Optional<Reason> reason,
    int version,
    Instant detectedAt,
    Instant changedAt) {

  /** The state alone. */
  public TransferState state() {
    return status.state();
  }

  /** Number of the newest question to the attesters, 0 before the first. */
  public int round() {
    return status.round();
  }

  /** Where the shares arrived, if they did. */
  public Optional<String> destinationTx() {
    return status.destinationReference();
  }

  /**
   * The message of a transfer that is being worked on.
   *
   * @throws IllegalStateException for an unroutable burn
   */
  public Message routed() {
    return message.orElseThrow(() -> new IllegalStateException("no message: transfer " + id));
  }

  /** Where the shares arrive. */
  public DomainId destination() {
    return routed().destinationDomain();
  }
}
