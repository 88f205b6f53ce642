package io.stockbridge.attestation.chainview;

import io.stockbridge.kit.database.Row;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageCodec;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.message.MessageKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Check 2: every mint has its message. Matches a mint with the message found at its source by this
 * attester: a burn it replayed, or an order of a custody statement.
 */
@ApplicationScoped
public class MessageFlows {

  /** Advisory lock of whoever stores one end of messages: a burn, a mint or an order. */
  public static final String LOCK = "chain-ledger";

  /** What is known of the mint of one message. */
  record Mint(DomainId domain, String isin, BigInteger amountSu, Bytes32 recipient) {}

  /** Compares the mint of a message with the message, if both are known; idempotent. */
  public void reconcile(Tx tx, MessageId id) {
    Row flow =
        tx.first(
                "select message, mint_domain, mint_isin, mint_amount_su, mint_recipient,"
                    + " match_state from message_flow where message_id = ?1 for update",
                id.bytes())
            .orElse(null);
    if (flow == null || flow.isNull(1) || !flow.text(5).equals("ORPHAN")) {
      return;
    }
    Mint mint =
        new Mint(DomainId.of(flow.number(1)), flow.text(2), flow.bigInteger(3), flow.bytes32(4));
    Optional<Message> message =
        flow.isNull(0) ? settledOrder(tx, id) : Optional.of(MessageCodec.decode(flow.bytes(0)));
    message.ifPresent(found -> match(tx, id, found, mint));
  }

  private void match(Tx tx, MessageId id, Message message, Mint mint) {
    Optional<String> difference = difference(message, mint);
    tx.update(
        "update message_flow set match_state = ?2, match_detail = ?3, kind = ?4, isin = ?5,"
            + " amount_su = ?6, message = ?7 where message_id = ?1",
        id.bytes(),
        difference.isPresent() ? "MISMATCH" : "MATCHED",
        difference.orElse(""),
        message.kind().name(),
        message.isin().value(),
        new BigDecimal(message.amount().toBigInteger()),
        message.encode());
    if (difference.isEmpty() && message.kind() == MessageKind.ISSUE) {
      tx.update(
          "update ledger_total set issued_su = issued_su + ?3 where domain = ?1 and isin = ?2",
          mint.domain().value(),
          message.isin().value(),
          new BigDecimal(message.amount().toBigInteger()));
    }
  }

  /** How the mint differs from the message, if it does. */
  static Optional<String> difference(Message message, Mint mint) {
    if (message.kind() == MessageKind.REDEEM) {
      return Optional.of("a redemption was minted");
    }
    if (message.kind() == MessageKind.REFUND) {
      return Optional.of("a refund was minted that no attester signs");
    }
    if (!message.destinationDomain().equals(mint.domain())) {
      return Optional.of(
          "minted on domain " + mint.domain() + ", sent to " + message.destinationDomain());
    }
    if (!message.isin().value().equals(mint.isin())) {
      return Optional.of("minted " + mint.isin() + ", sent " + message.isin());
    }
    if (!message.amount().toBigInteger().equals(mint.amountSu())) {
      return Optional.of("minted " + mint.amountSu() + " su, sent " + message.amount());
    }
    if (!message.recipient().equals(new UniversalAddress(mint.recipient()))) {
      return Optional.of("minted to " + mint.recipient() + ", sent to " + message.recipient());
    }
    return Optional.empty();
  }

  private static Optional<Message> settledOrder(Tx tx, MessageId id) {
    return tx.first(
            "select message from custody_order"
                + " where message_id = ?1 and settled_sequence is not null limit 1",
            id.bytes())
        .map(row -> MessageCodec.decode(row.bytes(0)));
  }
}
