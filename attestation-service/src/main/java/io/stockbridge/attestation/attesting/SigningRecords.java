package io.stockbridge.attestation.attesting;

import io.stockbridge.attestation.network.OwnKeys;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.gates.AttesterBudget;
import io.stockbridge.protocol.gates.GateVerdict.Refuse;
import io.stockbridge.protocol.gates.RefusalCode;
import io.stockbridge.protocol.message.EventId;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.units.ShareAmount;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What this attester has signed, written and committed before a key is used: one content per key,
 * purpose and source event, for ever.
 */
@ApplicationScoped
class SigningRecords {
  private static final long SU_PER_SHARE = 100_000_000L;

  private final OwnKeys keys;
  private final AttesterBudget budget;

  SigningRecords(OwnKeys keys, AttestingSettings settings) {
    this.keys = keys;
    this.budget =
        new AttesterBudget(
            ShareAmount.ofSu(Math.multiplyExact(settings.budgetShares(), SU_PER_SHARE)),
            settings.budgetWindow());
  }

  AttesterBudget budget() {
    return budget;
  }

  /** Amounts of the asset signed in the window, this event's own not counted. */
  List<AttesterBudget.Spend> spends(Tx tx, Message message, Instant now) {
    return tx
        .query(
            "select signed_at, amount_su from signing_record"
                + " where isin = ?1 and signed_at > ?2 and event_id <> ?3",
            message.isin().value(),
            now.minus(budget.window()),
            message.eventId().bytes())
        .stream()
        .map(row -> new AttesterBudget.Spend(row.time(0), ShareAmount.ofSu(row.bigInteger(1))))
        .toList();
  }

  /** What was signed for the event, if anything. */
  Optional<MessageId> signed(Tx tx, Purpose purpose, EventId event) {
    return tx.first(
            "select message_id from signing_record"
                + " where key_id = ?1 and purpose = ?2 and event_id = ?3",
            keyId(),
            purpose.wireName(),
            event.bytes())
        .map(row -> MessageId.ofBytes(row.bytes(0)));
  }

  /**
   * Claims the event for this message under the asset's lock, or says why not. After the commit the
   * key may be used for exactly this message.
   */
  Optional<Refuse> claim(Tx tx, Message message, Purpose purpose, Instant now) {
    tx.lock("sign:" + message.isin());
    Optional<MessageId> before = signed(tx, purpose, message.eventId());
    if (before.isPresent()) {
      return before
          .filter(signed -> !signed.equals(message.messageId()))
          .map(
              signed ->
                  new Refuse(
                      RefusalCode.EQUIVOCATION,
                      "signed " + signed + " for the event that " + message.messageId() + " claims",
                      Optional.empty()));
    }
    if (budget.evaluate(spends(tx, message, now), message.amount(), now)
        instanceof AttesterBudget.Over over) {
      return Optional.of(
          new Refuse(
              RefusalCode.OVER_BUDGET,
              message.amount() + " su over " + budget.limit() + " su per " + budget.window(),
              over.passesAt()));
    }
    tx.update(
        "insert into signing_record (key_id, purpose, event_id, message_id, isin, amount_su,"
            + " signed_at) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        keyId(),
        purpose.wireName(),
        message.eventId().bytes(),
        message.messageId().bytes(),
        message.isin().value(),
        new BigDecimal(message.amount().toBigInteger()),
        now);
    return Optional.empty();
  }

  /** One identity for all keys of an attester: whatever the chain, an event has one content. */
  private String keyId() {
    return keys.evm().address().toString();
  }
}
