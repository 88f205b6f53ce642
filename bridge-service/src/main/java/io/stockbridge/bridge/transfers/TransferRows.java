package io.stockbridge.bridge.transfers;

import io.stockbridge.kit.database.Row;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.gates.RefusalCode;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.message.EventId;
import io.stockbridge.protocol.message.MessageCodec;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.protocol.transfer.Hold;
import io.stockbridge.protocol.transfer.TransferState;
import io.stockbridge.protocol.transfer.TransferStatus;
import io.stockbridge.protocol.units.ShareAmount;
import java.util.Locale;
import java.util.Optional;

/** Columns to values and back. */
final class TransferRows {
  /** Every column that {@link #toTransfer} reads. */
  static final String COLUMNS =
      "transfer_id, sequence, event_id, kind, isin, amount_su, source_domain, sender, message,"
          + " order_id, source_tx, source_index, destination_tx, state, reason_code, reason_detail,"
          + " retry_at, round, submitted_round, version, detected_at, changed_at";

  private TransferRows() {}

  static Transfer toTransfer(Row row) {
    return new Transfer(
        row.text("transfer_id"),
        row.number("sequence"),
        row.optionalText("message").map(hex -> MessageCodec.decode(Hex.decode(hex))),
        EventId.of(row.text("event_id")),
        MessageKind.valueOf(row.text("kind").toUpperCase(Locale.ROOT)),
        Isin.of(row.text("isin")),
        ShareAmount.ofSu(row.bigInteger("amount_su")),
        DomainId.of(row.number("source_domain")),
        UniversalAddress.of(row.text("sender")),
        row.optionalText("order_id"),
        row.optionalText("source_tx"),
        row.integer("source_index"),
        status(row),
        reason(row),
        row.integer("version"),
        row.time("detected_at"),
        row.time("changed_at"));
  }

  private static TransferStatus status(Row row) {
    TransferState state = state(row.text("state"));
    return new TransferStatus(
        state,
        row.integer("round"),
        row.integer("submitted_round"),
        state == TransferState.HELD ? reason(row).map(TransferRows::hold) : Optional.empty(),
        row.optionalText("destination_tx"));
  }

  private static Hold hold(Reason reason) {
    return new Hold(RefusalCode.valueOf(reason.code()), reason.detail(), reason.retryAt());
  }

  static Optional<Reason> reason(Row row) {
    return row.optionalText("reason_code")
        .map(
            code ->
                new Reason(
                    code,
                    row.optionalText("reason_detail").orElse(""),
                    row.optionalTime("retry_at")));
  }

  static TransferState state(String wire) {
    return TransferState.valueOf(wire.toUpperCase(Locale.ROOT));
  }

  static String wire(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
