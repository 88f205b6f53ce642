package io.stockbridge.registry.actions;

import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.registry.recording.AssetRecorder.Cause;
import io.stockbridge.registry.recording.AssetStore;
import io.stockbridge.registry.serving.CatalogueHolder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * Records corporate actions: the version, what follows for entries, what chains have to show and
 * the facts for Kafka in one transaction, the caller's where it has one. Blocking.
 */
@ApplicationScoped
class ActionRecorder {

  /** Topic of all versions, by id. */
  static final String TOPIC = "registry.actions.v1";

  private static final Logger LOG = Logger.getLogger(ActionRecorder.class);
  private static final String CLOCK = "registry";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Database database;
  private final AssetStore entries;
  private final ActionStore actions;
  private final ChainTargets targets;
  private final EntryEffects effects;
  private final CatalogueHolder holder;
  private final ActionConfiguration times;

  ActionRecorder(
      Database database,
      AssetStore entries,
      ActionStore actions,
      ChainTargets targets,
      EntryEffects effects,
      CatalogueHolder holder,
      ActionConfiguration times) {
    this.database = database;
    this.entries = entries;
    this.actions = actions;
    this.targets = targets;
    this.effects = effects;
    this.holder = holder;
    this.times = times;
  }

  /** An action and whether it is new. */
  record Outcome(CorporateAction action, boolean created) {}

  /** An action that was taken back, and the version of it that was met. */
  record Cancelled(CorporateAction action, CorporateAction found) {}

  /** Announces an action; the same again changes nothing. */
  Outcome announce(ActionDraft draft, Cause cause) {
    return database.inTransaction(
        tx -> {
          lockEntries(tx);
          Optional<CorporateAction> known = actions.lock(tx, draft.id());
          return known.isPresent()
              ? new Outcome(sameAs(known.get(), draft), false)
              : new Outcome(announce(tx, draft, cause), true);
        });
  }

  private CorporateAction announce(Tx tx, ActionDraft draft, Cause cause) {
    Instant now = now(tx);
    boolean timed = draft.terms().effectiveAt() != null;
    CorporateAction action =
        new CorporateAction(
            draft.id(),
            draft.kind(),
            draft.underlying(),
            draft.terms(),
            timed ? ActionState.SCHEDULED : ActionState.ANNOUNCED,
            new CorporateAction.Stamp(1, now, now, cause));
    actions.insert(tx, action);
    if (timed) {
      schedule(tx, action, now);
    }
    log(action);
    return action;
  }

  /**
   * Records other terms of an action that is announced, or other days and note of one that is
   * scheduled.
   *
   * @param check sees the newest version and its chains first
   */
  CorporateAction amend(
      ActionDraft draft, BiConsumer<CorporateAction, List<ChainTarget>> check, Cause cause) {
    return database.inTransaction(
        tx -> {
          lockEntries(tx);
          CorporateAction known = locked(tx, draft.id());
          if (same(known, draft)) {
            return known;
          }
          check.accept(known, targets.of(tx, known.id()));
          return amend(tx, known, draft, cause);
        });
  }

  private CorporateAction amend(Tx tx, CorporateAction known, ActionDraft draft, Cause cause) {
    Instant now = now(tx);
    if (known.kind() != draft.kind() || !known.underlying().equals(draft.underlying())) {
      throw ProblemException.inField(
          ActionProblem.TERMS_FIXED, "kind", "kind and underlying name the action");
    }
    ActionTerms terms = draft.terms();
    boolean first = known.state() == ActionState.ANNOUNCED;
    if (known.state().isEnd() || known.state() == ActionState.CANCELLING) {
      throw ProblemException.of(ActionProblem.TOO_LATE, "it is " + known.state().wire());
    }
    if (!first && !known.terms().describedAs(terms).equals(terms)) {
      throw ProblemException.inField(
          ActionProblem.TERMS_FIXED, "effectiveAt", "cancel it and announce another");
    }
    boolean timed = first && terms.effectiveAt() != null;
    CorporateAction next =
        known.next(
            timed ? ActionState.SCHEDULED : known.state(), terms, stamp(known, now, now, cause));
    actions.append(tx, next);
    if (timed) {
      schedule(tx, next, now);
    }
    log(next);
    return next;
  }

  /** Takes an action back; one that chains know of is cancelled once none shows it any more. */
  Cancelled cancel(String id, Cause cause) {
    return database.inTransaction(
        tx -> {
          lockEntries(tx);
          CorporateAction known = locked(tx, id);
          boolean again =
              known.state() == ActionState.CANCELLED || known.state() == ActionState.CANCELLING;
          return new Cancelled(again ? known : cancel(tx, known, cause), known);
        });
  }

  private CorporateAction cancel(Tx tx, CorporateAction known, Cause cause) {
    Instant now = now(tx);
    boolean told = !targets.of(tx, known.id()).isEmpty();
    Instant effectiveAt = known.terms().effectiveAt();
    Instant last = effectiveAt == null ? Instant.MAX : effectiveAt;
    Instant needed = told ? now.plus(times.lead().multipliedBy(2)) : now;
    if (known.state().isEnd() || known.state() == ActionState.EFFECTIVE || last.isBefore(needed)) {
      throw ProblemException.of(
          ActionProblem.TOO_LATE,
          "it is " + known.state().wire() + (effectiveAt == null ? "" : " from " + effectiveAt));
    }
    CorporateAction next =
        known.next(
            told ? ActionState.CANCELLING : ActionState.CANCELLED,
            known.terms(),
            stamp(known, now, now, cause));
    actions.append(tx, next);
    if (told) {
      targets.turn(tx, known.id(), ChainTarget.Goal.WITHDRAW, now);
    } else if (known.state() == ActionState.SCHEDULED) {
      effects.takeBack(tx, next, now);
    }
    log(next);
    return next;
  }

  /** A chain has what was cancelled, or will: the others follow, so that all agree again. */
  void reinstate(String id, String detail) {
    database.change(
        tx -> {
          lockEntries(tx);
          CorporateAction known = locked(tx, id);
          if (known.state() == ActionState.CANCELLING) {
            Instant now = now(tx);
            CorporateAction next =
                known.next(
                    ActionState.SCHEDULED,
                    known.terms(),
                    stamp(known, now, now, new Cause(CLOCK, "cancelled too late: " + detail)));
            actions.append(tx, next);
            targets.turn(tx, id, ChainTarget.Goal.APPLY, now);
            LOG.errorf("corporate action came back id=%s cause=\"%s\"", id, detail);
          }
        });
  }

  /** Records what time and chains have brought; returns how many actions may still move. */
  int progress() {
    List<String> moving = database.inTransaction(tx -> actions.moving(tx, now(tx)));
    boolean changed = false;
    for (String id : moving) {
      changed |= database.inTransaction(tx -> progress(tx, id));
    }
    if (changed) {
      holder.catchUp().await().atMost(PATIENCE);
    }
    return moving.size();
  }

  /** How many chains are not where they should be. */
  int lagging() {
    return database.inTransaction(tx -> targets.lagging(tx, now(tx).minus(times.overdueAfter())));
  }

  private boolean progress(Tx tx, String id) {
    lockEntries(tx);
    CorporateAction action = locked(tx, id);
    boolean changed = false;
    Optional<ActionState> next = next(tx, action);
    while (next.isPresent()) {
      action = enter(tx, action, next.get());
      changed = true;
      next = next(tx, action);
    }
    return changed;
  }

  private Optional<ActionState> next(Tx tx, CorporateAction action) {
    return ActionProgress.next(action, targets.of(tx, action.id()), now(tx));
  }

  private CorporateAction enter(Tx tx, CorporateAction known, ActionState state) {
    Instant now = now(tx);
    Instant effectiveAt = known.terms().effectiveAt();
    Instant since = state == ActionState.EFFECTIVE && effectiveAt != null ? effectiveAt : now;
    List<ChainTarget> all = targets.of(tx, known.id());
    String why =
        switch (state) {
          case EFFECTIVE -> "its time has come";
          case COMPLETED -> all.isEmpty() ? "no chain has to show it" : "all chains show it";
          default -> "no chain shows it any more";
        };
    CorporateAction next =
        known.next(state, known.terms(), stamp(known, since, now, new Cause(CLOCK, why)));
    actions.append(tx, next);
    if (state == ActionState.COMPLETED) {
      effects.complete(tx, next, all, now);
    } else if (state == ActionState.CANCELLED) {
      effects.takeBack(tx, next, now);
    }
    log(next);
    return next;
  }

  private void schedule(Tx tx, CorporateAction action, Instant now) {
    if (actions.overlaps(tx, action)) {
      throw ProblemException.inField(
          ActionProblem.OVERLAPPING_ACTION,
          "underlying",
          "another action on " + action.underlying() + " has not ended");
    }
    List<ChainTarget> wanted = effects.schedule(tx, action, now);
    Instant earliest = now.plus(times.notice());
    Instant effectiveAt = action.terms().effectiveAt();
    boolean follows = !wanted.isEmpty() || action.changesUnderlying();
    if (follows && effectiveAt != null && effectiveAt.isBefore(wanted.isEmpty() ? now : earliest)) {
      throw ProblemException.inField(
          ActionProblem.EFFECTIVE_TOO_SOON,
          "effectiveAt",
          "not before " + (wanted.isEmpty() ? now : earliest));
    }
    wanted.forEach(target -> targets.add(tx, target, now));
  }

  private CorporateAction locked(Tx tx, String id) {
    return actions
        .lock(tx, id)
        .orElseThrow(
            () -> ProblemException.inField(ActionProblem.UNKNOWN_ACTION, "id", "no action " + id));
  }

  private static CorporateAction sameAs(CorporateAction known, ActionDraft draft) {
    if (!same(known, draft)) {
      throw ProblemException.inField(
          ActionProblem.ACTION_CONFLICT, "id", draft.id() + " has other terms");
    }
    return known;
  }

  private static boolean same(CorporateAction known, ActionDraft draft) {
    return known.kind() == draft.kind()
        && known.underlying().equals(draft.underlying())
        && known.terms().equals(draft.terms());
  }

  private static CorporateAction.Stamp stamp(
      CorporateAction known, Instant validFrom, Instant recordedAt, Cause cause) {
    return new CorporateAction.Stamp(known.stamp().version() + 1, validFrom, recordedAt, cause);
  }

  private void lockEntries(Tx tx) {
    tx.run(entries::lockForWriting);
  }

  /** The database's time, which all replicas share; milliseconds. */
  private static Instant now(Tx tx) {
    return tx.query("select clock_timestamp()").get(0).time(0);
  }

  private static void log(CorporateAction action) {
    LOG.infof(
        "corporate action recorded id=%s kind=%s underlying=%s state=%s version=%d",
        action.id(),
        action.kind().wire(),
        action.underlying(),
        action.state().wire(),
        action.stamp().version());
  }
}
