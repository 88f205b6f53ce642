package io.stockbridge.protocol.message;

import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;

/**
 * One movement of shares (message v1). A value of this type always satisfies every rule of the
 * codec, so it can be encoded and decodes to itself.
 *
 * @param kind what is moved from where to where
 * @param sourceDomain where the shares leave
 * @param destinationDomain where the shares arrive
 * @param sourceRef the event at the source
 * @param isin the asset
 * @param amount the shares, above zero
 * @param actionEpoch the asset's epoch at the source when the shares left
 * @param sender who gave the shares; zero for an issue
 * @param recipient who receives them, never zero
 */
public record Message(
    MessageKind kind,
    DomainId sourceDomain,
    DomainId destinationDomain,
    SourceRef sourceRef,
    Isin isin,
    ShareAmount amount,
    ActionEpoch actionEpoch,
    UniversalAddress sender,
    UniversalAddress recipient) {

  /** The version byte of this layout. */
  public static final int VERSION = 1;

  /**
   * Checks the rules between fields.
   *
   * @throws InvalidMessageException naming the first rule that fails
   */
  public Message {
    MessageRules.checkDomains(kind, sourceDomain, destinationDomain);
    MessageRules.checkAmount(amount);
    MessageRules.checkAddresses(sourceDomain, sender, destinationDomain, recipient);
  }

  /** The 130 bytes. */
  public byte[] encode() {
    return MessageCodec.encode(this);
  }

  /** The name of this content. */
  public MessageId messageId() {
    return MessageId.ofEncoded(encode());
  }

  /** The name of the source event, the replay key. */
  public EventId eventId() {
    return EventId.of(sourceDomain, sourceRef);
  }
}
