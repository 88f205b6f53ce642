package io.stockbridge.protocol.gates;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockbridge.protocol.Seeded;
import io.stockbridge.protocol.gates.AttesterBudget.Over;
import io.stockbridge.protocol.gates.AttesterBudget.Spend;
import io.stockbridge.protocol.gates.AttesterBudget.Within;
import io.stockbridge.protocol.gates.GateVerdict.Refuse;
import io.stockbridge.protocol.gates.GateVerdict.Sign;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.identity.CheckVerdict;
import io.stockbridge.protocol.identity.Evidence;
import io.stockbridge.protocol.identity.Evidence.Finding;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.protocol.message.SourceRef;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GatesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final UniversalAddress ALICE =
      EvmAddress.of("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266").toUniversal();
  private static final Message MESSAGE = message("10");
  private static final CheckVerdict HOLDS = new CheckVerdict.Holds();
  private static final SourceAnswer FINAL = new SourceAnswer.Emitted(MESSAGE, true);
  private static final SourceAnswer SEEN = new SourceAnswer.Emitted(MESSAGE, false);
  private static final SourceAnswer OTHER = new SourceAnswer.Emitted(message("11"), true);
  private static final SourceAnswer ABSENT = new SourceAnswer.Absent();
  private static final SourceAnswer DOWN = new SourceAnswer.Unavailable("timeout");
  private static final AttesterBudget BUDGET =
      new AttesterBudget(ShareAmount.ofShares("100"), Duration.ofHours(1));

  @Test
  void signsWhenEveryGateHolds() {
    assertThat(Gates.evaluate(new Sample().input(), NOW)).isEqualTo(new Sign());
  }

  @Test
  void believesOnlyEnoughAgreeingNodesAtFinality() {
    assertThat(codeFor(2, FINAL, FINAL, DOWN)).isEmpty();
    assertThat(codeFor(2, FINAL, DOWN, DOWN)).contains(RefusalCode.UNVERIFIED_SOURCE);
    assertThat(codeFor(2, FINAL, SEEN)).contains(RefusalCode.NOT_FINAL);
    assertThat(codeFor(1, SEEN, ABSENT)).contains(RefusalCode.NOT_FINAL);
    assertThat(codeFor(1)).contains(RefusalCode.UNVERIFIED_SOURCE);
    assertThat(codeFor(1, ABSENT, ABSENT)).contains(RefusalCode.UNVERIFIED_SOURCE);
    assertThat(codeFor(1, OTHER)).contains(RefusalCode.UNVERIFIED_SOURCE);
    assertThat(codeFor(1, FINAL, FINAL, OTHER)).contains(RefusalCode.SOURCE_DISAGREEMENT);
    assertThat(codeFor(1, FINAL, FINAL, ABSENT)).contains(RefusalCode.SOURCE_DISAGREEMENT);
  }

  @Test
  void refusesWhenACheckOfTheIdentityFails() {
    CheckVerdict failed =
        CheckVerdict.of(List.of(new Evidence(Finding.STATE_DIFFERS_FROM_REPLAY, "1 is not 2")));
    Sample sample = new Sample();
    sample.stateIsReplay = failed;
    assertThat(refusal(sample))
        .isEqualTo(
            new Refuse(
                RefusalCode.SUPPLY_MISMATCH,
                "STATE_DIFFERS_FROM_REPLAY: 1 is not 2",
                Optional.empty()));
    sample = new Sample();
    sample.mintsHaveMessages = failed;
    assertThat(refusal(sample).code()).isEqualTo(RefusalCode.SUPPLY_MISMATCH);
    sample = new Sample();
    sample.backed = failed;
    assertThat(refusal(sample).code()).isEqualTo(RefusalCode.UNBACKED);
    sample = new Sample();
    sample.observedAt = NOW.minusSeconds(61);
    assertThat(refusal(sample).code()).isEqualTo(RefusalCode.STALE_VIEW);
    sample.observedAt = NOW.minusSeconds(60);
    assertThat(Gates.evaluate(sample.input(), NOW)).isEqualTo(new Sign());
  }

  @Test
  void refusesHaltsAndTokensThatAreNotCanonical() {
    Sample sample = new Sample();
    sample.halt = Optional.of("guardian-1: drill");
    assertThat(refusal(sample).code()).isEqualTo(RefusalCode.HALTED);
    sample = new Sample();
    sample.canonical = false;
    assertThat(refusal(sample).code()).isEqualTo(RefusalCode.NOT_CANONICAL);
  }

  @Test
  void comparesEpochsOfBothEndsAndTheMessage() {
    Sample sample = new Sample();
    sample.atDestination = ActionEpoch.of(4);
    assertThat(refusal(sample).code()).isEqualTo(RefusalCode.EPOCH_MISMATCH);
    sample = new Sample();
    sample.atSource = ActionEpoch.of(2);
    sample.atDestination = ActionEpoch.of(2);
    assertThat(refusal(sample).code()).isEqualTo(RefusalCode.EPOCH_MISMATCH);
    sample.atSource = ActionEpoch.of(9);
    sample.atDestination = ActionEpoch.of(9);
    assertThat(Gates.evaluate(sample.input(), NOW)).isEqualTo(new Sign());
    sample.freeze =
        Optional.of(new GateInput.FreezeWindow(NOW.minusSeconds(5), NOW.plusSeconds(5)));
    assertThat(refusal(sample).code()).isEqualTo(RefusalCode.ACTION_WINDOW);
    assertThat(refusal(sample).retryAt()).contains(NOW.plusSeconds(5));
    sample.freeze = Optional.of(new GateInput.FreezeWindow(NOW.minusSeconds(5), NOW));
    assertThat(Gates.evaluate(sample.input(), NOW)).isEqualTo(new Sign());
  }

  @Test
  void refusesRecipientsAndWhatIsDoneOrSignedOtherwise() {
    Sample sample = new Sample();
    sample.recipientProblem = Optional.of("blocked");
    assertThat(refusal(sample).code()).isEqualTo(RefusalCode.RECIPIENT_REFUSED);
    sample = new Sample();
    sample.done = Optional.of(GateInput.Ending.CANCELLED);
    assertThat(refusal(sample).code()).isEqualTo(RefusalCode.ALREADY_DONE);
    sample = new Sample();
    sample.signed = Optional.of(message("11").messageId());
    assertThat(refusal(sample).code()).isEqualTo(RefusalCode.EQUIVOCATION);
    sample.signed = Optional.of(MESSAGE.messageId());
    assertThat(Gates.evaluate(sample.input(), NOW)).isEqualTo(new Sign());
  }

  @Test
  void overBudgetSaysWhenItPasses() {
    Sample sample = new Sample();
    sample.spends = List.of(new Spend(NOW.minusSeconds(600), ShareAmount.ofShares("91")));
    assertThat(refusal(sample).code()).isEqualTo(RefusalCode.OVER_BUDGET);
    assertThat(refusal(sample).retryAt()).contains(NOW.plusSeconds(3000));
  }

  @Test
  void theFirstGateThatFailsNamesTheRefusal() {
    Sample sample = new Sample();
    sample.halt = Optional.of("halted");
    sample.recipientProblem = Optional.of("blocked");
    sample.answers = List.of(ABSENT);
    assertThat(refusal(sample).code()).isEqualTo(RefusalCode.UNVERIFIED_SOURCE);
    sample.answers = List.of(FINAL);
    assertThat(refusal(sample).code()).isEqualTo(RefusalCode.HALTED);
  }

  @Test
  void noWindowEverHoldsMoreThanTheBudget() {
    Seeded seeded = Seeded.forTest("noWindowEverHoldsMoreThanTheBudget");
    List<Spend> spends = new ArrayList<>();
    Instant now = NOW;
    for (int i = 0; i < 2_000; i++) {
      now = now.plusSeconds(seeded.below(300));
      ShareAmount amount = ShareAmount.ofSu(1L + seeded.below(1_200_000_000) * 10L);
      switch (BUDGET.evaluate(spends, amount, now)) {
        case Within within -> spends.add(new Spend(now, amount));
        case Over over -> assertPassesExactlyThen(spends, amount, over);
      }
      assertThat(sumOfWindowEndingAt(spends, now)).isLessThanOrEqualTo(BUDGET.limit().su());
    }
    assertThat(spends).isNotEmpty();
  }

  private static void assertPassesExactlyThen(List<Spend> spends, ShareAmount amount, Over over) {
    if (over.passesAt().isEmpty()) {
      assertThat(amount).isGreaterThan(BUDGET.limit());
      return;
    }
    Instant then = over.passesAt().get();
    assertThat(BUDGET.evaluate(spends, amount, then)).isInstanceOf(Within.class);
    assertThat(BUDGET.evaluate(spends, amount, then.minusNanos(1))).isInstanceOf(Over.class);
  }

  private static long sumOfWindowEndingAt(List<Spend> spends, Instant end) {
    return spends.stream()
        .filter(spend -> spend.at().isAfter(end.minus(BUDGET.window())))
        .mapToLong(spend -> spend.amount().su())
        .sum();
  }

  private static Optional<RefusalCode> codeFor(int quorum, SourceAnswer... answers) {
    Sample sample = new Sample();
    sample.answers = List.of(answers);
    sample.quorum = quorum;
    return switch (Gates.evaluate(sample.input(), NOW)) {
      case Sign sign -> Optional.empty();
      case Refuse refuse -> Optional.of(refuse.code());
    };
  }

  private static Refuse refusal(Sample sample) {
    GateVerdict verdict = Gates.evaluate(sample.input(), NOW);
    assertThat(verdict).isInstanceOf(Refuse.class);
    return (Refuse) verdict;
  }

  private static Message message(String shares) {
    return new Message(
        MessageKind.TRANSFER,
        DomainId.of(412346),
        DomainId.of(84538453),
        SourceRef.evmSequence(7),
        Isin.of("CH1436219187"),
        ShareAmount.ofShares(shares),
        ActionEpoch.of(3),
        ALICE,
        ALICE);
  }

  /** An input that passes every gate, to be spoiled in one place. */
  private static final class Sample {
    private List<SourceAnswer> answers = List.of(FINAL);
    private int quorum = 1;
    private CheckVerdict stateIsReplay = HOLDS;
    private CheckVerdict mintsHaveMessages = HOLDS;
    private CheckVerdict backed = HOLDS;
    private Instant observedAt = NOW.minusSeconds(1);
    private Optional<String> halt = Optional.empty();
    private boolean canonical = true;
    private ActionEpoch atSource = ActionEpoch.of(3);
    private ActionEpoch atDestination = ActionEpoch.of(3);
    private Optional<GateInput.FreezeWindow> freeze = Optional.empty();
    private Optional<String> recipientProblem = Optional.empty();
    private List<Spend> spends = List.of();
    private Optional<GateInput.Ending> done = Optional.empty();
    private Optional<MessageId> signed = Optional.empty();

    GateInput input() {
      return new GateInput(
          MESSAGE,
          new GateInput.Source(answers, quorum),
          new GateInput.Health(
              stateIsReplay, mintsHaveMessages, backed, observedAt, Duration.ofSeconds(60)),
          new GateInput.Route(halt, canonical, "token"),
          new GateInput.Actions(atSource, atDestination, freeze),
          new GateInput.Recipient(recipientProblem),
          new GateInput.Budget(BUDGET, spends),
          new GateInput.History(done, signed));
    }
  }
}
