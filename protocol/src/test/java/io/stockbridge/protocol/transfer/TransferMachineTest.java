package io.stockbridge.protocol.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockbridge.protocol.Seeded;
import io.stockbridge.protocol.gates.RefusalCode;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.transfer.TransferEffect.RequestAttestation;
import io.stockbridge.protocol.transfer.TransferEffect.Submit;
import io.stockbridge.protocol.transfer.TransferOutcome.Illegal;
import io.stockbridge.protocol.transfer.TransferOutcome.Moved;
import io.stockbridge.protocol.transfer.TransferOutcome.Unchanged;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TransferMachineTest {
  private static final Instant LATER = Instant.parse("2026-11-23T00:00:30Z");
  private static final Hold HALTED = new Hold(RefusalCode.HALTED, "guardian", Optional.of(LATER));

  @Test
  void goesTheWholeWayAndSaysWhatToDo() {
    TransferStatus status = TransferStatus.DETECTED;
    Moved finalized = moved(status, new TransferEvent.Finalized());
    assertThat(finalized.effects()).containsExactly(new RequestAttestation(1, Optional.empty()));
    Moved asked = moved(finalized.status(), new TransferEvent.AttestationRequested(1));
    assertThat(asked.status().state()).isEqualTo(TransferState.ATTESTING);
    Moved signed = moved(asked.status(), new TransferEvent.QuorumReached(1));
    assertThat(signed.status().state()).isEqualTo(TransferState.ATTESTED);
    assertThat(signed.effects()).containsExactly(new Submit(1));
    Moved sent = moved(signed.status(), new TransferEvent.Submitted("0xabc"));
    Moved done = moved(sent.status(), new TransferEvent.Completed("0xabc"));
    assertThat(done.status().state()).isEqualTo(TransferState.COMPLETED);
    assertThat(done.status().destinationReference()).contains("0xabc");
  }

  @Test
  void holdsWithItsReasonAndAsksAgain() {
    TransferStatus attesting = at(TransferState.ATTESTING);
    Moved held = moved(attesting, new TransferEvent.GateRefused(HALTED));
    assertThat(held.status().hold()).contains(HALTED);
    assertThat(held.effects()).containsExactly(new RequestAttestation(2, Optional.of(LATER)));
    Moved again = moved(held.status(), new TransferEvent.AttestationRequested(2));
    assertThat(again.status().state()).isEqualTo(TransferState.ATTESTING);
    assertThat(again.status().hold()).isEmpty();
  }

  @Test
  void anExpiredRoundIsSignedAnewWithoutGoingBack() {
    TransferStatus sent = at(TransferState.SUBMITTED);
    Moved expired = moved(sent, new TransferEvent.RoundExpired(1));
    assertThat(expired.status().state()).isEqualTo(TransferState.SUBMITTED);
    assertThat(expired.effects()).containsExactly(new RequestAttestation(2, Optional.empty()));
    assertThat(TransferMachine.apply(expired.status(), new TransferEvent.RoundExpired(1)))
        .isEqualTo(new Unchanged());
    Moved signed = moved(expired.status(), new TransferEvent.QuorumReached(2));
    assertThat(signed.effects()).containsExactly(new Submit(2));
    assertThat(TransferMachine.apply(signed.status(), new TransferEvent.QuorumReached(2)))
        .isEqualTo(new Unchanged());
  }

  @Test
  void aMintThatWinsAgainstItsCancelIsComplete() {
    TransferStatus cancelling = at(TransferState.CANCELLING);
    assertThat(moved(cancelling, new TransferEvent.Completed("tx")).status().state())
        .isEqualTo(TransferState.COMPLETED);
  }

  @Test
  void whatMustNeverHappenIsNamed() {
    assertThat(
            TransferMachine.apply(
                at(TransferState.COMPLETED), new TransferEvent.CancelConfirmed("tx")))
        .isEqualTo(new Illegal(TransferState.COMPLETED, "minted and cancelled: tx"));
    assertThat(
            TransferMachine.apply(at(TransferState.REFUNDING), new TransferEvent.Completed("tx")))
        .isEqualTo(
            new Illegal(TransferState.REFUNDING, "minted although it can only be refunded: tx"));
    assertThat(
            TransferMachine.apply(
                TransferStatus.DETECTED, new TransferEvent.AttestationRequested(1)))
        .isInstanceOf(Illegal.class);
    assertThat(
            TransferMachine.apply(at(TransferState.ATTESTING), new TransferEvent.QuorumReached(2)))
        .isInstanceOf(Illegal.class);
  }

  @Test
  void unroutableBurnsAreRefunded() {
    TransferStatus unroutable =
        moved(TransferStatus.DETECTED, new TransferEvent.FoundUnroutable("no memo")).status();
    TransferStatus refunding = moved(unroutable, new TransferEvent.RefundStarted(id())).status();
    assertThat(moved(refunding, new TransferEvent.RefundCompleted("tx")).status().state())
        .isEqualTo(TransferState.REFUNDED);
  }

  @Test
  void noWalkGoesBackOrLeavesAnEnd() {
    Seeded seeded = Seeded.forTest("noWalkGoesBackOrLeavesAnEnd");
    Set<TransferState> seen = EnumSet.noneOf(TransferState.class);
    for (int walk = 0; walk < 5_000; walk++) {
      TransferStatus status = TransferStatus.DETECTED;
      for (int step = 0; step < 30; step++) {
        TransferEvent event = anyEvent(seeded, status);
        TransferOutcome outcome = TransferMachine.apply(status, event);
        if (outcome instanceof Moved moved) {
          assertThat(status.state().isTerminal()).isFalse();
          assertThat(moved.status().state().rank()).isGreaterThanOrEqualTo(status.state().rank());
          assertThat(moved.status().round()).isGreaterThanOrEqualTo(status.round());
          assertThat(moved.status()).isNotEqualTo(status);
          assertThat(TransferMachine.apply(moved.status(), event))
              .as("%s again after %s", event, status)
              .isEqualTo(new Unchanged());
          status = moved.status();
        }
        seen.add(status.state());
      }
    }
    assertThat(seen).isEqualTo(EnumSet.allOf(TransferState.class));
  }

  @Test
  void everyStateAnswersEveryEvent() {
    for (TransferState state : TransferState.values()) {
      for (TransferEvent event : events(1, "tx", HALTED)) {
        assertThat(TransferMachine.apply(at(state), event)).isNotNull();
      }
    }
  }

  private static TransferEvent anyEvent(Seeded seeded, TransferStatus status) {
    int round = Math.max(1, status.round() + seeded.below(2));
    Hold hold = new Hold(RefusalCode.NOT_FINAL, "at " + seeded.below(3), Optional.empty());
    return seeded.oneOf(events(round, "tx" + seeded.below(3), hold));
  }

  private static List<TransferEvent> events(int round, String reference, Hold hold) {
    return List.of(
        new TransferEvent.Finalized(),
        new TransferEvent.FoundUnroutable("no memo"),
        new TransferEvent.AttestationRequested(round),
        new TransferEvent.GateRefused(hold),
        new TransferEvent.QuorumReached(round),
        new TransferEvent.RoundExpired(round),
        new TransferEvent.Submitted(reference),
        new TransferEvent.Completed(reference),
        new TransferEvent.CancelRequested("holder"),
        new TransferEvent.CancelConfirmed(reference),
        new TransferEvent.RefundStarted(id()),
        new TransferEvent.RefundCompleted(reference));
  }

  private static TransferStatus at(TransferState state) {
    Optional<Hold> hold = state == TransferState.HELD ? Optional.of(HALTED) : Optional.empty();
    boolean asked = state != TransferState.DETECTED && state != TransferState.FINALIZED;
    return new TransferStatus(state, asked ? 1 : 0, 0, hold, Optional.empty());
  }

  private static Moved moved(TransferStatus status, TransferEvent event) {
    TransferOutcome outcome = TransferMachine.apply(status, event);
    assertThat(outcome).isInstanceOf(Moved.class);
    return (Moved) outcome;
  }

  private static MessageId id() {
    return MessageId.of("0x" + "11".repeat(32));
  }
}
