package io.stockbridge.bridge.redemptions;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.bridge.attesting.CollectedSignatures;
import io.stockbridge.bridge.transfers.Transfer;
import io.stockbridge.bridge.transfers.TransferBook;
import io.stockbridge.bridge.transfers.TransferStep;
import io.stockbridge.bridge.transfers.TransferStore;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.transfer.TransferEvent;
import io.stockbridge.protocol.transfer.TransferState;
import jakarta.enterprise.context.ApplicationScoped;

/** Publishes an attested redemption to the custodian, in one transaction with its state. */
@ApplicationScoped
public class RedemptionStep implements TransferStep {
  private static final String TOPIC = "bridge.transfers.v1";

  private final Database database;
  private final TransferStore transfers;
  private final TransferBook book;
  private final CollectedSignatures signatures;
  private final ObjectMapper json;

  RedemptionStep(
      Database database,
      TransferStore transfers,
      TransferBook book,
      CollectedSignatures signatures,
      ObjectMapper json) {
    this.database = database;
    this.transfers = transfers;
    this.book = book;
    this.signatures = signatures;
    this.json = json;
  }

  @Override
  public boolean handles(Transfer transfer) {
    boolean attested =
        transfer.state() == TransferState.ATTESTED || transfer.state() == TransferState.SUBMITTED;
    return attested && transfer.destination().isCustody();
  }

  @Override
  public void run(Transfer transfer) {
    database.change(tx -> publish(tx, transfer));
  }

  private void publish(Tx tx, Transfer seen) {
    Transfer locked = transfers.lockUnchanged(tx, seen);
    if (book.concludeIfSettled(tx, locked).isPresent()) {
      return;
    }
    // From here on only the custodian's statement moves it, so no worker has to look again.
    book.apply(tx, locked, new TransferEvent.Submitted("redemption:" + locked.id()), null, null);
    ObjectNode instruction = instruction(tx, locked);
    int added =
        tx.update(
            "insert into redemption_instructions (transfer_id, signatures, published_at)"
                + " values (?1, ?2, ?3) on conflict do nothing",
            locked.id(),
            instruction.get("signatures").toString(),
            book.now());
    if (added == 1) {
      tx.publish(TOPIC, locked.id(), "RedemptionInstructed", instruction);
    }
  }

  private ObjectNode instruction(Tx tx, Transfer transfer) {
    Message message = transfer.routed();
    ObjectNode data = json.createObjectNode();
    data.put("messageId", transfer.id());
    data.put("isin", message.isin().value());
    data.put("amountSu", message.amount().toString());
    data.put("accountReference", message.recipient().toString());
    data.put("message", Hex.encode(message.encode()));
    var list = data.putArray("signatures");
    signatures
        .quorum(tx, transfer)
        .forEach(
            (attester, signature) ->
                list.addObject().put("attester", attester).put("signature", signature));
    return data;
  }
}
