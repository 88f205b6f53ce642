package io.stockbridge.registry.actions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockbridge.kit.database.Row;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.registry.recording.Registrar;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Corporate actions and all their versions in PostgreSQL. */
@ApplicationScoped
class ActionStore {

  private static final Instant FOREVER = Instant.parse("9999-12-31T23:59:59.999Z");

  private static final String NEWEST =
      "select v.record from corporate_action a join corporate_action_version v"
          + " on (v.action_id, v.version) = (a.id, a.version) where a.id = ?1";

  /** The version of each action that holds at a time, as it was known at a time. */
  private static final String AT =
      """
      select s.number, s.record, s.shown from (
        select distinct on (a.number) a.number, v.record, case when v.state = 'scheduled'
            and a.effective_at <= t.as_of then 'effective' else v.state end as shown
        from corporate_action a join corporate_action_version v on v.action_id = a.id
          cross join (select case when ?8 then cast(?1 as timestamptz) else clock_timestamp() end
            as as_of) t
        where v.valid_from <= t.as_of and v.recorded_at <= ?2 and a.number < ?3
          and (?4 = '' or a.underlying = ?4) and (?5 = '' or a.kind = ?5) and (?6 = '' or a.id = ?6)
        order by a.number desc, v.version desc) s
      where ?7 = '' or s.shown = ?7 order by s.number desc limit\s""";

  private final ObjectMapper json;
  private final Registrar registrar;

  ActionStore(ObjectMapper json, Registrar registrar) {
    this.json = json;
    this.registrar = registrar;
  }

  /**
   * An action at a moment.
   *
   * @param number its place in the list
   * @param action the version that holds
   * @param state what is or will be so at that moment: by then its time may have come
   */
  record Shown(long number, CorporateAction action, ActionState state) {}

  /**
   * Which actions are asked for.
   *
   * @param underlying key of the security, empty for all
   * @param kind wire name of the kind, empty for all
   * @param state wire name of the state, empty for all
   * @param id of the only one, empty for all
   * @param asOf valid time, null for now
   * @param knownAt record time, null for now
   */
  record Query(
      String underlying,
      String kind,
      String state,
      String id,
      @Nullable Instant asOf,
      @Nullable Instant knownAt) {}

  /** A version as it was signed. */
  record SignedVersion(String record, String signature, String keyId) {}

  /** The newest version of an action; holds it until the transaction ends. */
  Optional<CorporateAction> lock(Tx tx, String id) {
    return tx.queryOne(NEWEST + " for update of a", id).map(this::read);
  }

  /** The newest version of an action. */
  Optional<CorporateAction> find(Tx tx, String id) {
    return tx.queryOne(NEWEST, id).map(this::read);
  }

  /** Adds an action with its first version. */
  void insert(Tx tx, CorporateAction action) {
    tx.update(
        "insert into corporate_action (id, underlying, kind, state, version, effective_at)"
            + " values (?1, ?2, ?3, ?4, ?5, cast(cast(?6 as text) as timestamptz))",
        action.id(),
        action.underlying(),
        action.kind().wire(),
        action.state().wire(),
        action.stamp().version(),
        text(action.terms().effectiveAt()));
    addVersion(tx, action);
  }

  /** Adds a version, which is the newest from then on. */
  void append(Tx tx, CorporateAction action) {
    tx.update(
        "update corporate_action set state = ?2, version = ?3,"
            + " effective_at = cast(cast(?4 as text) as timestamptz) where id = ?1",
        action.id(),
        action.state().wire(),
        action.stamp().version(),
        text(action.terms().effectiveAt()));
    addVersion(tx, action);
  }

  private void addVersion(Tx tx, CorporateAction action) {
    Registrar.Signed signed = registrar.sign(ActionJson.write(action));
    CorporateAction.Stamp stamp = action.stamp();
    tx.update(
        "insert into corporate_action_version (action_id, version, state, valid_from, recorded_at,"
            + " record, signature, key_id, subject, reason)"
            + " values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        action.id(),
        stamp.version(),
        action.state().wire(),
        stamp.validFrom(),
        stamp.recordedAt(),
        signed.record(),
        signed.signature(),
        signed.keyId(),
        stamp.cause().subject(),
        stamp.cause().reason());
    tx.publish(
        ActionRecorder.TOPIC,
        action.id(),
        "CorporateActionRecorded",
        new SignedVersion(signed.record(), signed.signature(), signed.keyId()));
  }

  /** Ids of the actions of which something may follow by now. */
  List<String> moving(Tx tx, Instant now) {
    return tx
        .query(
            "select id from corporate_action where state in ('effective', 'cancelling')"
                + " or (state = 'scheduled' and effective_at <= ?1) order by effective_at, id",
            now)
        .stream()
        .map(row -> row.text(0))
        .toList();
  }

  /** Whether another action that has not ended changes the same thing of the security. */
  boolean overlaps(Tx tx, CorporateAction action) {
    return tx
        .query(
            "select v.record from corporate_action a join corporate_action_version v"
                + " on (v.action_id, v.version) = (a.id, a.version) where a.underlying = ?1"
                + " and a.id <> ?2 and a.state in ('scheduled', 'effective', 'cancelling')",
            action.underlying(),
            action.id())
        .stream()
        .map(this::read)
        .anyMatch(other -> overlap(action, other));
  }

  private static boolean overlap(CorporateAction action, CorporateAction other) {
    boolean sameTime =
        action.terms().effectiveAt() != null
            && action.terms().effectiveAt().equals(other.terms().effectiveAt());
    return (action.changesMultiplier() && other.changesMultiplier())
        || (action.changesUnderlying() && other.changesUnderlying() && sameTime);
  }

  /** A page of actions, the newest first. */
  List<Shown> page(Tx tx, Query query, long before, int limit) {
    return tx
        .query(
            AT + limit,
            query.asOf() == null ? FOREVER : query.asOf(),
            query.knownAt() == null ? FOREVER : query.knownAt(),
            before,
            query.underlying(),
            query.kind(),
            query.id(),
            query.state(),
            query.asOf() != null)
        .stream()
        .map(
            row ->
                new Shown(
                    row.number("number"),
                    parse(row.text("record")),
                    ActionState.ofWire(row.text("shown"))))
        .toList();
  }

  /** All versions of an action, the newest first. */
  List<SignedVersion> versions(Tx tx, String id) {
    return tx
        .query(
            "select record, signature, key_id from corporate_action_version where action_id = ?1"
                + " order by version desc limit 1000",
            id)
        .stream()
        .map(row -> new SignedVersion(row.text(0), row.text(1), row.text(2)))
        .toList();
  }

  private CorporateAction read(Row row) {
    return parse(row.text("record"));
  }

  private CorporateAction parse(String record) {
    try {
      return ActionJson.read(json.readTree(record));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored version is no JSON", e);
    }
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
