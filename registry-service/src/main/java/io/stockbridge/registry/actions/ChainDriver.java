package io.stockbridge.registry.actions;

import io.stockbridge.chains.ChainException;
import io.stockbridge.chains.MultiplierReader;
import io.stockbridge.chains.MultiplierReading;
import io.stockbridge.chains.MultiplierStep;
import io.stockbridge.chains.MultiplierSubmitter;
import io.stockbridge.chains.SendJournal;
import io.stockbridge.kit.database.Database;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.registry.actions.ChainRules.Decision;
import io.stockbridge.registry.actions.ChainTarget.State;
import io.stockbridge.registry.actions.ChainTargets.Next;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Brings the corporate actions of one chain onto it. What the chain shows at finality decides; a
 * transaction is noted before it is sent. A crash anywhere sends at worst one more that does what
 * the one before did: the submitter compares with the newest state first and, on EVM chains, takes
 * the same nonce.
 */
final class ChainDriver {

  private static final Logger LOG = Logger.getLogger(ChainDriver.class);
  private static final int BATCH = 50;
  private static final int MAX_DOUBLINGS = 16;

  private final MultiplierReader reader;
  private final MultiplierSubmitter submitter;
  private final Memory memory;
  private final ActionConfiguration times;
  private final ChainRules rules;

  ChainDriver(
      MultiplierReader reader,
      MultiplierSubmitter submitter,
      Memory memory,
      ActionConfiguration times) {
    this.reader = reader;
    this.submitter = submitter;
    this.memory = memory;
    this.times = times;
    this.rules = new ChainRules(times.lead());
  }

  /** Where a driver remembers, and its clock. */
  record Memory(Database database, ChainTargets targets, ActionRecorder recorder, Clock clock) {}

  DomainId domain() {
    return submitter.domain();
  }

  /** Whether a look has anything to look for. */
  boolean isDue() {
    return !due().isEmpty();
  }

  /**
   * Looks once; blocks while it waits for the chain. A chain that does not answer loses nothing.
   */
  void look() {
    List<ChainTarget> due = due();
    if (due.isEmpty()) {
      return;
    }
    try {
      List<Isin> isins = due.stream().map(t -> t.place().isin()).distinct().toList();
      MultiplierReading reading = reader.multipliersAt(reader.finalizedHead(), isins);
      due.forEach(target -> step(target, reading));
    } catch (ChainException fault) {
      LOG.warnf("chain cannot be read domain=%s cause=\"%s\"", domain(), fault.getMessage());
      due.forEach(target -> failed(target, "the chain cannot be read: " + fault.getMessage()));
    }
  }

  private List<ChainTarget> due() {
    Instant now = memory.clock().instant();
    return memory.database().inTransaction(tx -> memory.targets().due(tx, domain(), now, BATCH));
  }

  private void step(ChainTarget target, MultiplierReading reading) {
    Instant now = memory.clock().instant();
    Instant chainTime = reading.position().time();
    var seen = new ChainTarget.Seen(reading.position().height(), chainTime);
    Decision decision =
        rules.decide(
            target,
            Optional.ofNullable(reading.tokens().get(target.place().isin())),
            chainTime,
            now);
    switch (decision) {
      case Decision.Settled settled -> {
        memory
            .database()
            .change(tx -> memory.targets().settle(tx, target, settled.state(), seen, now));
        log(target, settled.state().wire());
      }
      case Decision.Wait wait ->
          observe(target, wait.state(), seen, new Next(soon(now, wait.until()), wait.problem()));
      case Decision.Move move -> {
        memory.database().change(tx -> memory.targets().move(tx, target, move.effectiveAt(), now));
        log(target, "takes effect at " + move.effectiveAt());
      }
      case Decision.Act act -> {
        observe(target, act.state(), seen, new Next(now, target.problem()));
        act(target, act);
      }
      case Decision.Irrevocable irrevocable ->
          memory
              .recorder()
              .reinstate(
                  target.place().actionId(),
                  "chain " + target.place().chain() + ": " + irrevocable.detail());
    }
  }

  private void observe(ChainTarget target, State state, ChainTarget.Seen seen, Next next) {
    memory.database().change(tx -> memory.targets().observe(tx, target, state, seen, next));
  }

  private void act(ChainTarget target, Decision.Act act) {
    SendJournal journal = txId -> note(target, act.operation(), txId);
    Isin isin = target.place().isin();
    try {
      MultiplierStep step =
          switch (act.operation()) {
            case SCHEDULE -> submitter.schedule(isin, act.action(), journal);
            case WITHDRAW -> submitter.withdraw(isin, act.action(), journal);
            case COMPLETE -> submitter.complete(isin, act.action(), journal);
          };
      answered(target, act, step);
    } catch (ChainException fault) {
      failed(target, "it cannot be sent: " + fault.getMessage());
    } catch (NoLongerWantedException e) {
      log(target, "changed while it was being sent");
    }
  }

  /** Before the transaction is sent; what was cancelled meanwhile is not. */
  private void note(ChainTarget target, ChainRules.Operation operation, String txId) {
    Instant now = memory.clock().instant();
    boolean wanted =
        memory
            .database()
            .inTransaction(tx -> memory.targets().sending(tx, target, operation, txId, now));
    if (!wanted) {
      throw new NoLongerWantedException();
    }
    LOG.infof(
        "sending action=%s isin=%s chain=%s operation=%s tx=%s",
        target.place().actionId(),
        target.place().isin(),
        target.place().chain(),
        operation.wire(),
        txId);
  }

  private void answered(ChainTarget target, Decision.Act act, MultiplierStep step) {
    Instant now = memory.clock().instant();
    switch (step) {
      case MultiplierStep.InPlace inPlace -> again(target, now.plus(times.pollInterval()));
      case MultiplierStep.Executed executed -> again(target, now.plus(times.pollInterval()));
      case MultiplierStep.Awaited awaited -> again(target, now.plus(times.pollInterval()));
      case MultiplierStep.TooEarly early -> again(target, now.plus(times.pollInterval()));
      case MultiplierStep.Refused refused -> {
        LOG.warnf(
            "chain refuses action=%s isin=%s chain=%s operation=%s reason=%s detail=\"%s\"",
            target.place().actionId(),
            target.place().isin(),
            target.place().chain(),
            act.operation().wire(),
            refused.reason(),
            refused.detail());
        failed(target, ChainRules.words(refused.reason()) + ": " + refused.detail());
      }
    }
  }

  private void again(ChainTarget target, Instant at) {
    memory.database().change(tx -> memory.targets().answered(tx, target, false, new Next(at, "")));
  }

  private void failed(ChainTarget target, String problem) {
    Instant at = memory.clock().instant().plus(pause(target.sending().failures()));
    memory
        .database()
        .change(tx -> memory.targets().answered(tx, target, true, new Next(at, problem)));
  }

  private Duration pause(int failures) {
    Duration pause = times.firstPause().multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
    return pause.compareTo(times.longestPause()) > 0 ? times.longestPause() : pause;
  }

  /** Not before the next look, and not long after what is waited for. */
  private Instant soon(Instant now, Instant until) {
    Instant first = now.plus(times.pollInterval());
    Instant last = now.plus(times.watchInterval());
    Instant wanted = until.isBefore(first) ? first : until;
    return wanted.isAfter(last) ? last : wanted;
  }

  private static void log(ChainTarget target, String what) {
    LOG.infof(
        "corporate action action=%s isin=%s chain=%s epoch=%s: %s",
        target.place().actionId(),
        target.place().isin(),
        target.place().chain(),
        target.aim().epoch(),
        what);
  }

  /** Ends an attempt whose target has changed. */
  private static final class NoLongerWantedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
