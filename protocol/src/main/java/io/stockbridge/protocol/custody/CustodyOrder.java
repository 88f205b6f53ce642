package io.stockbridge.protocol.custody;

import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.protocol.message.SourceRef;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;

/**
 * An order to issue tokens against shares brought into custody. It binds amount, chain and
 * recipient, so nobody can divert the issue. Its terms never change.
 *
 * @param orderId the custodian's id, 1 to 64 characters
 * @param isin the asset
 * @param amount the tokens to issue, above zero
 * @param actionEpoch the asset's epoch the order was made in
 * @param destinationDomain the chain
 * @param recipient the wallet
 * @param status whether the shares have settled
 */
public record CustodyOrder(
    String orderId,
    Isin isin,
    ShareAmount amount,
    ActionEpoch actionEpoch,
    DomainId destinationDomain,
    UniversalAddress recipient,
    Status status) {

  private static final int MAX_ID_LENGTH = 64;

  /** Whether the shares of an order are there. */
  public enum Status {
    /** Not yet. */
    PENDING,
    /** They are, for good. */
    SETTLED
  }

  /**
   * Checks the id, and the rest by forming the issue message.
   *
   * @throws IllegalArgumentException when the id or a term is refused
   */
  public CustodyOrder {
    if (orderId.isBlank() || orderId.length() > MAX_ID_LENGTH) {
      throw new IllegalArgumentException("order id not of 1 to 64 characters");
    }
    issueMessage(orderId, isin, amount, actionEpoch, destinationDomain, recipient);
  }

  /** The one message that may issue against this order. */
  public Message issueMessage() {
    return issueMessage(orderId, isin, amount, actionEpoch, destinationDomain, recipient);
  }

  /** The order's source reference in messages. */
  public SourceRef sourceRef() {
    return SourceRef.custodyOrder(orderId);
  }

  /** Whether the shares are there. */
  public boolean isSettled() {
    return status == Status.SETTLED;
  }

  /** Whether the other order has the same terms, whatever its status. */
  public boolean hasTermsOf(CustodyOrder other) {
    return orderId.equals(other.orderId) && issueMessage().equals(other.issueMessage());
  }

  private static Message issueMessage(
      String orderId,
      Isin isin,
      ShareAmount amount,
      ActionEpoch actionEpoch,
      DomainId destination,
      UniversalAddress recipient) {
    return new Message(
        MessageKind.ISSUE,
        DomainId.CUSTODY,
        destination,
        SourceRef.custodyOrder(orderId),
        isin,
        amount,
        actionEpoch,
        UniversalAddress.ZERO,
        recipient);
  }
}
