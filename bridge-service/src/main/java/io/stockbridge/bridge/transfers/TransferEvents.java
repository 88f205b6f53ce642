package io.stockbridge.bridge.transfers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.kit.json.Rfc3339;
import io.stockbridge.protocol.transfer.TransferState;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** State changes on their way to {@code bridge.transfers.v1} (docs/interfaces.md §3). */
@ApplicationScoped
class TransferEvents {
  private static final String TOPIC = "bridge.transfers.v1";

  private final ObjectMapper json;

  TransferEvents(ObjectMapper json) {
    this.json = json;
  }

  /** Appends the change from {@code from} to the transfer's state; the row lock must be held. */
  void publish(Tx tx, Transfer transfer, @Nullable TransferState from) {
    ObjectNode data = json.createObjectNode();
    data.put("messageId", transfer.message().isPresent() ? transfer.id() : null);
    data.put("eventId", transfer.eventId().toString());
    data.put("kind", TransferRows.wire(transfer.kind()));
    data.put("isin", transfer.isin().value());
    data.put("amountSu", transfer.amount().toString());
    data.put("sourceDomain", transfer.source().value());
    data.put(
        "destinationDomain",
        transfer.message().map(m -> m.destinationDomain().value()).orElse(null));
    data.put("from", from == null ? null : TransferRows.wire(from));
    data.put("to", TransferRows.wire(transfer.state()));
    if (transfer.reason().isPresent()) {
      Reason reason = transfer.reason().get();
      data.putObject("reason").put("code", reason.code()).put("detail", reason.detail());
      data.put("retryAt", reason.retryAt().map(Rfc3339::format).orElse(null));
    } else {
      data.putNull("reason");
      data.putNull("retryAt");
    }
    data.put("sourceTx", transfer.sourceTx().orElse(null));
    data.put("destinationTx", transfer.destinationTx().orElse(null));
    data.put("version", transfer.version());
    tx.publish(TOPIC, transfer.id(), "TransferStateChanged", data);
  }
}
