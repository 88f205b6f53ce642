package io.stockbridge.protocol.custody;

import io.stockbridge.protocol.identifiers.CustodyAccount;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.protocol.units.ShareAmount;

/**
 * Shares that the custodian gave out for a redemption. Never taken back.
 *
 * @param messageId the redemption
 * @param isin the asset
 * @param amount the tokens redeemed
 * @param account who received the shares
 */
public record Release(MessageId messageId, Isin isin, ShareAmount amount, CustodyAccount account) {

  /** Whether this release answers that redemption in every term. */
  public boolean answers(Message redemption) {
    return redemption.kind() == MessageKind.REDEEM
        && redemption.messageId().equals(messageId)
        && redemption.isin().equals(isin)
        && redemption.amount().equals(amount)
        && redemption.recipient().equals(account.reference());
  }
}
