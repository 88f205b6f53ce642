package io.stockbridge.registry.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockbridge.chains.ActionState;
import io.stockbridge.chains.ActionTiming;
import io.stockbridge.chains.MultiplierStep;
import io.stockbridge.chains.PendingMultiplier;
import io.stockbridge.chains.TokenMultiplier;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.registry.actions.ChainRules.Decision;
import io.stockbridge.registry.actions.ChainRules.Operation;
import io.stockbridge.registry.actions.ChainTarget.Goal;
import io.stockbridge.registry.actions.ChainTarget.State;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One action on one EVM chain and one Solana, with transactions that come late or never. */
class ChainRulesTest {

  private static final Duration LEAD = Duration.ofSeconds(60);
  private static final Isin ASSET = Isin.of("CH1436219187");
  private static final Instant START = Instant.parse("2026-11-27T12:00:00Z");
  private static final Instant AGREED = START.plusSeconds(600);
  private static final int RUNS = 3_000;
  private static final int STEPS = 2_000;

  /** A transaction on its way; it lands within the lead or never. */
  private record OnItsWay(Operation operation, PendingMultiplier action, Instant lands) {}

  /** A chain with finality a few seconds behind. */
  private static final class Chain {
    final DomainId domain;
    ChainTarget target;
    TokenMultiplier newest =
        new TokenMultiplier(BigDecimal.ONE, ActionEpoch.ZERO, Optional.empty());
    TokenMultiplier finished = newest;
    Instant finishedAt = START;
    final List<OnItsWay> flying = new ArrayList<>();
    boolean down;

    Chain(long domain) {
      this.domain = DomainId.of(domain);
      this.target =
          new ChainTarget(
              new ChainTarget.Place("split", ASSET, this.domain, "chain"),
              new ChainTarget.Aim(Multiplier.of("2.5"), ActionEpoch.of(1), AGREED, AGREED),
              Goal.APPLY,
              State.DUE,
              ChainTarget.Sending.NOTHING,
              Optional.empty(),
              "");
    }
  }

  private final ChainRules rules = new ChainRules(LEAD);
  private final ActionTiming timing = new ActionTiming(LEAD, Duration.ofSeconds(1));

  @Test
  void chainsAgreeInTheEndHoweverTransactionsAndCancellationsFall() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    int cancelled = 0;
    for (int run = 0; run < RUNS; run++) {
      cancelled += run(new Random(seed + run), "seed " + seed + " run " + run) ? 1 : 0;
    }
    assertThat(cancelled).isBetween(RUNS / 20, RUNS - RUNS / 20);
  }

  /** Whether the action was cancelled in the end. */
  private boolean run(Random random, String name) {
    List<Chain> chains = List.of(new Chain(412346), new Chain(900));
    Instant cancelAt = START.plusSeconds(random.nextInt(1_200));
    Course state = new Course();
    for (int step = 0; step < STEPS && !state.ended; step++) {
      Instant now = START.plusSeconds(step);
      for (Chain chain : chains) {
        chain.down = chain.down ? random.nextInt(60) != 0 : random.nextInt(200) == 0;
        live(chain, now, random);
        if (!chain.down && random.nextInt(3) == 0) {
          look(chain, chains, state, now, random);
        }
      }
      if (!now.isBefore(cancelAt)
          && !state.asked
          && now.plus(LEAD.multipliedBy(2)).isBefore(AGREED)) {
        state.asked = true;
        state.cancelling = true;
        chains.forEach(chain -> turn(chain, Goal.WITHDRAW));
      }
      state.asked |= !now.isBefore(cancelAt);
      State wanted = state.cancelling ? State.WITHDRAWN : State.IN_FORCE;
      state.ended = chains.stream().allMatch(chain -> chain.target.state() == wanted);
    }
    assertThat(state.ended).as(name).isTrue();
    Instant later = START.plusSeconds(4_000);
    for (Chain chain : chains) {
      live(chain, later, random);
      assertThat(chain.newest.epoch().value()).as(name).isEqualTo(state.cancelling ? 0 : 1);
      assertThat(chain.newest.pending()).as(name).isEmpty();
      assertThat(chain.newest.multiplier())
          .as(name)
          .isEqualByComparingTo(state.cancelling ? "1" : "2.5");
    }
    return state.cancelling;
  }

  /** How the action itself goes. */
  private static final class Course {
    boolean asked;
    boolean cancelling;
    boolean ended;
  }

  private void look(Chain chain, List<Chain> all, Course state, Instant now, Random random) {
    if (chain.target.state().isEnd()) {
      return;
    }
    switch (rules.decide(chain.target, Optional.of(chain.finished), chain.finishedAt, now)) {
      case Decision.Settled settled -> to(chain, settled.state());
      case Decision.Wait wait -> to(chain, wait.state());
      case Decision.Move move -> move(chain, move.effectiveAt());
      case Decision.Act act -> {
        to(chain, act.state());
        send(chain, act, now, random);
      }
      case Decision.Irrevocable irrevocable -> {
        state.cancelling = false;
        all.forEach(each -> turn(each, Goal.APPLY));
      }
    }
  }

  /** As the submitters do: compare with the newest state, send what is missing, or be killed. */
  private void send(Chain chain, Decision.Act act, Instant now, Random random) {
    TokenMultiplier token = chain.newest;
    ActionState seen =
        new ActionState(
            act.action(),
            token.epoch(),
            token.pending().equals(Optional.of(act.action())),
            token.pending().map(PendingMultiplier::effectiveAt),
            now);
    Optional<MultiplierStep> answer =
        switch (act.operation()) {
          case SCHEDULE -> seen.beforeScheduling(timing);
          case WITHDRAW -> seen.beforeWithdrawing(timing);
          case COMPLETE -> seen.beforeCompleting();
        };
    if (answer.isEmpty()) {
      note(chain, act.operation(), now);
      int fate = random.nextInt(10);
      if (fate < 8) {
        Instant lands = now.plusSeconds(fate < 6 ? 1 : random.nextInt(59));
        chain.flying.add(new OnItsWay(act.operation(), act.action(), lands));
      }
    }
  }

  private static void live(Chain chain, Instant now, Random random) {
    List<OnItsWay> landed =
        chain.flying.stream().filter(each -> !each.lands().isAfter(now)).toList();
    chain.flying.removeAll(landed);
    if (!chain.domain.isSolana()) {
      chain.newest = byItself(chain.newest, now);
    }
    for (OnItsWay each : landed) {
      chain.newest = executed(chain, each, now);
    }
    if (random.nextInt(4) == 0) {
      chain.finished = chain.newest;
      chain.finishedAt = now;
    }
  }

  private static TokenMultiplier executed(Chain chain, OnItsWay landed, Instant now) {
    TokenMultiplier token = chain.newest;
    return switch (landed.operation()) {
      case SCHEDULE -> {
        // Neither knows which action is meant; Solana takes any time, an EVM token none that
        // passed.
        boolean taken = chain.domain.isSolana() || landed.action().effectiveAt().isAfter(now);
        PendingMultiplier pending =
            new PendingMultiplier(
                landed.action().multiplier(), landed.action().effectiveAt(), token.epoch().next());
        yield taken
            ? new TokenMultiplier(token.multiplier(), token.epoch(), Optional.of(pending))
            : token;
      }
      case WITHDRAW -> new TokenMultiplier(token.multiplier(), token.epoch(), Optional.empty());
      case COMPLETE ->
          new TokenMultiplier(
              landed.action().multiplier(), landed.action().epoch(), Optional.empty());
    };
  }

  private static TokenMultiplier byItself(TokenMultiplier token, Instant now) {
    return token
        .pending()
        .filter(pending -> !pending.effectiveAt().isAfter(now))
        .map(due -> new TokenMultiplier(due.multiplier(), due.epoch(), Optional.empty()))
        .orElse(token);
  }

  private static void to(Chain chain, State state) {
    ChainTarget.Sending sending = chain.target.sending();
    boolean seen = sending.seenPending() || state == State.PENDING;
    change(
        chain,
        chain.target.aim(),
        chain.target.goal(),
        state,
        new ChainTarget.Sending(sending.count(), sending.newest(), seen, 0));
  }

  private static void move(Chain chain, Instant effectiveAt) {
    ChainTarget.Aim aim = chain.target.aim();
    change(
        chain,
        new ChainTarget.Aim(aim.multiplier(), aim.epoch(), aim.agreedAt(), effectiveAt),
        chain.target.goal(),
        chain.target.state(),
        chain.target.sending());
  }

  private static void turn(Chain chain, Goal goal) {
    ChainTarget.Sending sending = chain.target.sending();
    if (chain.target.state() != State.IN_FORCE) {
      State state =
          sending.count() == 0 ? State.DUE : sending.seenPending() ? State.PENDING : State.SENT;
      change(chain, chain.target.aim(), goal, state, sending);
    }
  }

  private static void note(Chain chain, Operation operation, Instant now) {
    ChainTarget.Sending sending = chain.target.sending();
    State state = chain.target.state() == State.DUE ? State.SENT : chain.target.state();
    change(
        chain,
        chain.target.aim(),
        chain.target.goal(),
        state,
        new ChainTarget.Sending(
            sending.count() + 1,
            Optional.of(new ChainTarget.Sent(operation.wire(), "tx", now)),
            sending.seenPending() && operation != Operation.SCHEDULE,
            0));
  }

  private static void change(
      Chain chain, ChainTarget.Aim aim, Goal goal, State state, ChainTarget.Sending sending) {
    chain.target =
        new ChainTarget(chain.target.place(), aim, goal, state, sending, Optional.empty(), "");
  }
}
