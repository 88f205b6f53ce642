package io.stockbridge.registry.actions;

import io.stockbridge.kit.database.Row;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.registry.actions.ChainRules.Operation;
import io.stockbridge.registry.actions.ChainTarget.Goal;
import io.stockbridge.registry.actions.ChainTarget.State;
import io.stockbridge.registry.assets.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is wanted of chains and what was sent to them, in PostgreSQL. */
@ApplicationScoped
class ChainTargets {

  private static final int MAX_PROBLEM = 500;
  private static final String COLUMNS =
      "select action_id, isin, domain, chain, multiplier, epoch, agreed_at, effective_at, goal,"
          + " state, sends, operation, tx_id, last_sent_at, seen_pending, failures, seen_height,"
          + " seen_at, problem"
          + " from corporate_action_chain ";

  /** Rows that are still wanted as they were read: a cancellation in between wins. */
  private static final String SAME =
      " where action_id = ?1 and isin = ?2 and domain = ?3 and goal = ?4 and closed_at is null";

  /** Adds what a scheduled action wants of a chain. */
  void add(Tx tx, ChainTarget target, Instant now) {
    ChainTarget.Aim aim = target.aim();
    tx.update(
        "insert into corporate_action_chain (action_id, isin, domain, chain, multiplier, epoch,"
            + " goal, agreed_at, effective_at, state, next_look_at)"
            + " values (?1, ?2, ?3, ?4, ?5, ?6, 'apply', ?7, ?7, 'due', ?8)",
        target.place().actionId(),
        target.place().isin().value(),
        target.place().domain().value(),
        target.place().chain(),
        aim.multiplier().toString(),
        aim.epoch().value(),
        aim.agreedAt(),
        now);
  }

  /** All of an action, in the order of assets and chains. */
  List<ChainTarget> of(Tx tx, String actionId) {
    return read(tx.query(COLUMNS + "where action_id = ?1 order by isin, domain", actionId));
  }

  /** Those of a chain that are worth a look by now, the most urgent first. */
  List<ChainTarget> due(Tx tx, DomainId domain, Instant now, int limit) {
    return read(
        tx.query(
            COLUMNS
                + "where domain = ?1 and closed_at is null and next_look_at <= ?2"
                + " order by effective_at, isin limit "
                + limit,
            domain.value(),
            now));
  }

  /** How many are not where they should be by now; see {@link ChainTarget#isLagging}. */
  int lagging(Tx tx, Instant overdue) {
    return Math.toIntExact(
        tx.query(
                "select count(*) from corporate_action_chain where closed_at is null"
                    + " and (problem <> '' or agreed_at < ?1)",
                overdue)
            .get(0)
            .number(0));
  }

  /** Wants another thing of all chains of an action, from now on. */
  void turn(Tx tx, String actionId, Goal goal, Instant now) {
    tx.update(
        "update corporate_action_chain set goal = ?2, next_look_at = ?3, failures = 0,"
            + " problem = '', closed_at = null, state = case when sends = 0 then 'due'"
            + " when seen_pending then 'pending' else 'sent' end"
            + " where action_id = ?1 and state <> 'in_force'",
        actionId,
        goal.wire(),
        now);
  }

  /** The chain is where it shall be. */
  void settle(Tx tx, ChainTarget target, State state, ChainTarget.Seen seen, Instant now) {
    tx.update(
        "update corporate_action_chain set state = ?5, closed_at = ?6, problem = '',"
            + " seen_height = ?7, seen_at = ?8"
            + SAME,
        key(target, state.wire(), now, seen.height(), seen.at()));
  }

  /** What the chain showed, and when to look again. */
  void observe(Tx tx, ChainTarget target, State state, ChainTarget.Seen seen, Next next) {
    tx.update(
        "update corporate_action_chain set state = ?5, seen_height = ?6, seen_at = ?7,"
            + " seen_pending = seen_pending or ?5 = 'pending', next_look_at = ?8, problem = ?9"
            + SAME,
        key(target, state.wire(), seen.height(), seen.at(), next.at(), limited(next.problem())));
  }

  /** It takes effect on that chain at another time than it was told last. */
  void move(Tx tx, ChainTarget target, Instant effectiveAt, Instant now) {
    tx.update(
        "update corporate_action_chain set effective_at = ?5, next_look_at = ?6" + SAME,
        key(target, effectiveAt, now));
  }

  /**
   * Notes a transaction that is about to be sent; false when it is no longer wanted.
   *
   * @param txId EVM: hash, Solana: signature
   */
  boolean sending(Tx tx, ChainTarget target, Operation operation, String txId, Instant now) {
    int changed =
        tx.update(
            "update corporate_action_chain set sends = sends + 1, operation = ?5, tx_id = ?6,"
                + " last_sent_at = ?7, state = case when state = 'due' then 'sent' else state end,"
                + " seen_pending = seen_pending and ?5 <> 'schedule'"
                + SAME,
            key(target, operation.wire(), txId, now));
    if (changed == 1) {
      tx.update(
          "insert into corporate_action_send (action_id, isin, domain, number, operation, tx_id,"
              + " sent_at) select action_id, isin, domain, sends, operation, tx_id, last_sent_at"
              + " from corporate_action_chain where action_id = ?1 and isin = ?2 and domain = ?3",
          target.place().actionId(),
          target.place().isin().value(),
          target.place().domain().value());
    }
    return changed == 1;
  }

  /** What became of an attempt, and when to look again. */
  void answered(Tx tx, ChainTarget target, boolean failed, Next next) {
    tx.update(
        "update corporate_action_chain set failures = case when ?5 then failures + 1 else 0 end,"
            + " next_look_at = ?6, problem = ?7"
            + SAME,
        key(target, failed, next.at(), limited(next.problem())));
  }

  /** When to look again, and what is in the way; empty for nothing. */
  record Next(Instant at, String problem) {}

  private static Object[] key(ChainTarget target, Object... values) {
    Object[] all = new Object[4 + values.length];
    all[0] = target.place().actionId();
    all[1] = target.place().isin().value();
    all[2] = target.place().domain().value();
    all[3] = target.goal().wire();
    System.arraycopy(values, 0, all, 4, values.length);
    return all;
  }

  private static String limited(String problem) {
    String text = problem.replace('\u0000', ' ');
    return text.length() > MAX_PROBLEM ? text.substring(0, MAX_PROBLEM) : text;
  }

  private static List<ChainTarget> read(List<Row> rows) {
    return rows.stream().map(ChainTargets::target).toList();
  }

  private static ChainTarget target(Row row) {
    return new ChainTarget(
        new ChainTarget.Place(
            row.text("action_id"),
            Isin.of(row.text("isin")),
            DomainId.of(row.number("domain")),
            row.text("chain")),
        new ChainTarget.Aim(
            Multiplier.of(row.text("multiplier")),
            ActionEpoch.of(row.number("epoch")),
            row.time("agreed_at"),
            row.time("effective_at")),
        Wire.parse(Goal.class, row.text("goal")),
        Wire.parse(State.class, row.text("state")),
        new ChainTarget.Sending(
            row.integer("sends"), sent(row), row.flag("seen_pending"), row.integer("failures")),
        row.optionalTime("seen_at").map(at -> new ChainTarget.Seen(row.number("seen_height"), at)),
        row.text("problem"));
  }

  private static Optional<ChainTarget.Sent> sent(Row row) {
    return row.optionalTime("last_sent_at")
        .map(at -> new ChainTarget.Sent(row.text("operation"), row.text("tx_id"), at));
  }
}
