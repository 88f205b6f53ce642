package io.stockbridge.registry.actions;

import io.stockbridge.chains.ActionState;
import io.stockbridge.chains.ActionTiming;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.ChainUnavailableException;
import io.stockbridge.chains.MultiplierReader;
import io.stockbridge.chains.MultiplierReading;
import io.stockbridge.chains.MultiplierStep;
import io.stockbridge.chains.MultiplierSubmitter;
import io.stockbridge.chains.PendingMultiplier;
import io.stockbridge.chains.SendJournal;
import io.stockbridge.chains.TokenMultiplier;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.ActionEpoch;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A chain that keeps the rules of real ones: EVM tokens move their epoch by themselves, mints only
 * when they are told; state is final when {@link #finish} says so. It can die at each step.
 */
final class FakeActionChain implements MultiplierReader, MultiplierSubmitter {

  /** Where the process that asks dies. */
  enum Crash {
    NOWHERE,
    BEFORE_NOTE,
    BEFORE_SEND,
    AFTER_SEND
  }

  /** The process ends here. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final DomainId domain;
  private final ActionTiming timing;
  private final Map<Isin, TokenMultiplier> newest = new HashMap<>();
  private final Map<Isin, TokenMultiplier> finished = new HashMap<>();
  private final Map<Isin, List<String>> executed = new HashMap<>();
  private final Map<Isin, Crash> crashes = new HashMap<>();
  private Instant finishedAt = Instant.EPOCH;
  private boolean down;
  private long height;

  FakeActionChain(DomainId domain, Duration lead) {
    this.domain = domain;
    this.timing = new ActionTiming(lead, Duration.ofSeconds(1));
  }

  synchronized void issue(Isin isin) {
    newest.put(isin, new TokenMultiplier(BigDecimal.ONE, ActionEpoch.ZERO, Optional.empty()));
    finish();
  }

  /** The next process that works on the asset's token dies there. */
  synchronized void dieOnce(Isin isin, Crash where) {
    crashes.put(isin, where);
  }

  synchronized void setDown(boolean isDown) {
    down = isDown;
  }

  /** What was executed on the asset's token so far, in order. */
  synchronized List<String> executed(Isin isin) {
    return List.copyOf(executed.getOrDefault(isin, List.of()));
  }

  synchronized TokenMultiplier shown(Isin isin) {
    return byTheClock(newest.get(isin), time());
  }

  /** Makes the newest state final. */
  synchronized void finish() {
    height++;
    finishedAt = time();
    newest.replaceAll((isin, token) -> byTheClock(token, finishedAt));
    finished.putAll(newest);
  }

  @Override
  public DomainId domain() {
    return domain;
  }

  @Override
  public String operator() {
    return "operator";
  }

  @Override
  public synchronized ChainPosition finalizedHead() {
    requireUp();
    return new ChainPosition(height, Bytes32.of("0x" + "11".repeat(32)), finishedAt);
  }

  @Override
  public synchronized MultiplierReading multipliersAt(
      ChainPosition position, Collection<Isin> isins) {
    requireUp();
    Map<Isin, TokenMultiplier> found = new HashMap<>(finished);
    found.keySet().retainAll(isins);
    return new MultiplierReading(position, found);
  }

  @Override
  public synchronized MultiplierStep schedule(
      Isin isin, PendingMultiplier action, SendJournal journal) {
    return state(isin, action)
        .beforeScheduling(timing)
        .orElseGet(
            () -> {
              TokenMultiplier token = shown(isin);
              return send(
                  "schedule",
                  isin,
                  new TokenMultiplier(token.multiplier(), token.epoch(), Optional.of(action)),
                  journal);
            });
  }

  @Override
  public synchronized MultiplierStep withdraw(
      Isin isin, PendingMultiplier action, SendJournal journal) {
    return state(isin, action)
        .beforeWithdrawing(timing)
        .orElseGet(
            () -> {
              TokenMultiplier token = shown(isin);
              return send(
                  "withdraw",
                  isin,
                  new TokenMultiplier(token.multiplier(), token.epoch(), Optional.empty()),
                  journal);
            });
  }

  @Override
  public synchronized MultiplierStep complete(
      Isin isin, PendingMultiplier action, SendJournal journal) {
    return state(isin, action)
        .beforeCompleting()
        .orElseGet(
            () ->
                send(
                    "complete",
                    isin,
                    new TokenMultiplier(action.multiplier(), action.epoch(), Optional.empty()),
                    journal));
  }

  private MultiplierStep send(
      String operation, Isin isin, TokenMultiplier after, SendJournal journal) {
    die(isin, Crash.BEFORE_NOTE);
    List<String> all = executed.computeIfAbsent(isin, first -> new ArrayList<>());
    String txId = domain + "-" + isin + "-" + (all.size() + 1);
    journal.beforeSending(txId);
    die(isin, Crash.BEFORE_SEND);
    newest.put(isin, after);
    all.add(operation);
    die(isin, Crash.AFTER_SEND);
    return new MultiplierStep.Executed(txId);
  }

  private void die(Isin isin, Crash here) {
    if (crashes.remove(isin, here)) {
      throw new Killed();
    }
  }

  private ActionState state(Isin isin, PendingMultiplier action) {
    requireUp();
    TokenMultiplier token = shown(isin);
    return new ActionState(
        action,
        token.epoch(),
        token.pending().equals(Optional.of(action)),
        token.pending().map(PendingMultiplier::effectiveAt),
        time());
  }

  private TokenMultiplier byTheClock(TokenMultiplier token, Instant time) {
    if (domain.isSolana()
        || token.pending().isEmpty()
        || token.pending().get().effectiveAt().isAfter(time)) {
      return token;
    }
    PendingMultiplier due = token.pending().get();
    return new TokenMultiplier(due.multiplier(), due.epoch(), Optional.empty());
  }

  private void requireUp() {
    if (down) {
      throw new ChainUnavailableException(domain, "the nodes are away");
    }
  }

  private static Instant time() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }
}
