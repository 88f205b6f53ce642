package io.stockbridge.bridge.attesting.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final Instant T0 = Instant.parse("2026-11-23T00:00:00Z");
  private static final List<String> ALL = List.of("a", "b", "c");

  @Test
  void countsAnEvmSignatureOfAnyRound() {
    Verdict verdict =
        Tally.evaluate(evm(3), List.of(signed("a", 1), signed("c", 3)), T0.plusSeconds(1));
    assertThat(verdict).isEqualTo(new Verdict.Quorum(List.of(signed("a", 1), signed("c", 3))));
  }

  @Test
  void waitsUntilTheDeadlineAndThenNamesTheSilent() {
    List<Answer> answers = List.of(signed("b", 1));
    assertThat(Tally.evaluate(evm(1), answers, T0.plusSeconds(4)))
        .isEqualTo(new Verdict.Wait(T0.plusSeconds(5)));
    assertThat(Tally.evaluate(evm(1), answers, T0.plusSeconds(5)))
        .isEqualTo(new Verdict.AskAgain(List.of("b"), List.of("a", "c"), List.of()));
  }

  @Test
  void isRefusedOnlyWhenAQuorumIsImpossible() {
    assertThat(Tally.evaluate(evm(1), List.of(refused("a", 1, 60)), T0))
        .isEqualTo(new Verdict.Wait(T0.plusSeconds(5)));
    Verdict verdict = Tally.evaluate(evm(1), List.of(refused("a", 1, 60), refused("b", 1, 30)), T0);
    assertThat(verdict)
        .isEqualTo(
            new Verdict.Refused(
                refused("a", 1, 60).refusal().orElseThrow(), "a, b", T0.plusSeconds(30)));
  }

  @Test
  void takesARefusalWithoutATimeAsOneThatMayChangeSoon() {
    Answer timeless =
        new Answer(
            "b",
            1,
            Answer.Outcome.REFUSED,
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Refusal("UNBACKED", "", Optional.empty())));
    Verdict verdict = Tally.evaluate(evm(1), List.of(refused("a", 1, 60), timeless), T0);
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused -> assertThat(refused.retryAt()).isEqualTo(T0.plusSeconds(3)));
  }

  @Test
  void takesASolanaSignatureOfItsOwnRoundOnly() {
    Question question = solana(2, List.of("a", "b"));
    assertThat(Tally.evaluate(question, List.of(signed("a", 1), signed("b", 2)), T0))
        .isEqualTo(new Verdict.Wait(T0.plusSeconds(2)));
    assertThat(Tally.evaluate(question, List.of(signed("a", 2), signed("b", 2)), T0))
        .isInstanceOf(Verdict.Quorum.class);
  }

  @Test
  void changesSolanaSignersOnceOthersAreWillingAndTheGraceIsOver() {
    Question question = solana(1, List.of("a", "b"));
    List<Answer> answers = List.of(signed("b", 1), ready("c", 1));
    assertThat(Tally.evaluate(question, answers, T0.plusSeconds(1)))
        .isEqualTo(new Verdict.Wait(T0.plusSeconds(2)));
    assertThat(Tally.evaluate(question, answers, T0.plusSeconds(2)))
        .isEqualTo(new Verdict.AskAgain(List.of("b", "c"), List.of("a"), List.of()));
    assertThat(
            Tally.evaluate(
                question, List.of(refused("a", 1, 9), signed("b", 1), ready("c", 1)), T0))
        .isEqualTo(new Verdict.AskAgain(List.of("b", "c"), List.of(), List.of("a")));
  }

  @Test
  void choosesTheWillingFirstAndKeepsTheSetsOrder() {
    assertThat(Tally.chooseSigners(2, ALL, List.of("c", "x", "b"))).containsExactly("b", "c");
    assertThat(Tally.chooseSigners(2, ALL, List.of())).containsExactly("a", "b");
  }

  @Test
  void neverFindsAQuorumWithoutEnoughDistinctSigners() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int run = 0; run < 2_000; run++) {
      boolean named = random.nextBoolean();
      int round = 1 + random.nextInt(3);
      Question question = named ? solana(round, List.of("a", "c")) : evm(round);
      List<Answer> answers = new ArrayList<>();
      for (int i = 0; i < random.nextInt(8); i++) {
        String who = ALL.get(random.nextInt(3));
        int of = 1 + random.nextInt(3);
        answers.add(
            switch (random.nextInt(3)) {
              case 0 -> signed(who, of);
              case 1 -> ready(who, of);
              default -> refused(who, of, random.nextInt(100));
            });
      }
      Verdict verdict = Tally.evaluate(question, answers, T0.plusSeconds(random.nextInt(8)));
      if (verdict instanceof Verdict.Quorum quorum) {
        List<String> signers = quorum.signed().stream().map(Answer::attester).toList();
        assertThat(signers).as("seed %d", seed).doesNotHaveDuplicates().hasSizeGreaterThan(1);
        if (named) {
          assertThat(signers).as("seed %d", seed).containsExactly("a", "c");
          assertThat(quorum.signed()).allMatch(answer -> answer.round() == round);
        }
      }
    }
  }

  private static Question evm(int round) {
    return question(round, List.of());
  }

  private static Question solana(int round, List<String> signers) {
    return question(round, signers);
  }

  private static Question question(int round, List<String> signers) {
    return new Question(
        ALL,
        2,
        round,
        signers,
        T0,
        T0.plusSeconds(5),
        Duration.ofSeconds(2),
        Duration.ofSeconds(3));
  }

  private static Answer signed(String who, int round) {
    return new Answer(
        who, round, Answer.Outcome.SIGNED, Optional.of("s"), Optional.of("r"), Optional.empty());
  }

  private static Answer ready(String who, int round) {
    return new Answer(
        who, round, Answer.Outcome.READY, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Answer refused(String who, int round, int seconds) {
    return new Answer(
        who,
        round,
        Answer.Outcome.REFUSED,
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Refusal("UNBACKED", "", Optional.of(T0.plusSeconds(seconds)))));
  }
}
