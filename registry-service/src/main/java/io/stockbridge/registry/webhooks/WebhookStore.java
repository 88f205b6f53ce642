package io.stockbridge.registry.webhooks;

import io.stockbridge.kit.database.Row;
import io.stockbridge.kit.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables of webhooks. Times are the database's, which all replicas share. */
@ApplicationScoped
class WebhookStore {

  private static final String COLUMNS =
      " cast(id as text) as id, url, types, description, secret, cursor, created_at, created_by, failures,"
          + " failing_since, next_attempt_at, disabled_reason ";

  /** One webhook that has something to send and that nobody is at work on. */
  private static final String CLAIM =
      """
      update webhook set lease = ?1,
        leased_until = clock_timestamp() + cast(?2 as bigint) * interval '1 millisecond'
      where id = (select id from webhook where status = 'active'
          and next_attempt_at <= clock_timestamp()
          and cursor < (select coalesce(max(number), 0) from registry_change)
          and (leased_until is null or leased_until <= clock_timestamp())
        order by next_attempt_at, id limit 1 for update skip locked)
      returning
      """;

  private static final String INSERT =
      """
      insert into webhook (id, url, types, description, secret, status, cursor, created_at,
        created_by, next_attempt_at)
      values (?1, ?2, ?3, ?4, ?5, 'active', ?6, ?7, ?8, ?7)
      """;

  private static final String LOG =
      """
      insert into webhook_delivery (webhook_id, change_number, message_id, attempt, manual,
        attempted_at, duration_ms, status, error)
      values (?1, ?2, ?3, ?4, ?5, ?6, ?7, cast(?8 as integer), cast(?9 as text))
      """;

  /** Of each webhook the newest attempts are kept. */
  private static final String FORGET =
      """
      delete from webhook_delivery where webhook_id = ?1 and id <= (select id from webhook_delivery
        where webhook_id = ?1 order by id desc offset ?2 limit 1)
      """;

  /** An attempt in the log. */
  record Logged(long id, Attempt attempt) {}

  void insert(Tx tx, Webhook webhook) {
    tx.update(
        INSERT,
        webhook.id(),
        webhook.url(),
        String.join(",", webhook.types()),
        webhook.description(),
        webhook.secret().text(),
        webhook.cursor(),
        webhook.createdAt(),
        webhook.createdBy());
  }

  /** Those who add webhooks take turns, so that the bound holds. */
  long countForAdding(Tx tx) {
    tx.lock("webhooks");
    return tx.query("select count(*) from webhook").getFirst().number(0);
  }

  List<Webhook> all(Tx tx) {
    return tx
        .query("select" + COLUMNS + "from webhook order by created_at, id limit 10000")
        .stream()
        .map(WebhookStore::webhook)
        .toList();
  }

  Optional<Webhook> find(Tx tx, UUID id) {
    return tx.queryOne("select" + COLUMNS + "from webhook where id = ?1", id)
        .map(WebhookStore::webhook);
  }

  /** Whether it is there; it then stays until the transaction ends. */
  boolean keep(Tx tx, UUID id) {
    return tx.first("select 1 from webhook where id = ?1 for key share", id).isPresent();
  }

  boolean delete(Tx tx, UUID id) {
    return tx.update("delete from webhook where id = ?1", id) == 1;
  }

  /** Lets a webhook be tried again at once, as if it had never failed. */
  boolean enable(Tx tx, UUID id) {
    return tx.update(
            "update webhook set status = 'active', disabled_reason = null, failures = 0,"
                + " failing_since = null, next_attempt_at = clock_timestamp() where id = ?1",
            id)
        == 1;
  }

  Optional<Webhook> claim(Tx tx, UUID lease, Duration length) {
    return tx.first(CLAIM + COLUMNS, lease, length.toMillis()).map(WebhookStore::webhook);
  }

  /** Goes on after success, or over changes that are not wanted. */
  boolean advance(Tx tx, UUID id, UUID lease, long cursor, Duration length) {
    return tx.update(
            "update webhook set cursor = ?3, failures = 0, failing_since = null,"
                + " next_attempt_at = clock_timestamp(), leased_until = clock_timestamp()"
                + " + cast(?4 as bigint) * interval '1 millisecond'"
                + " where id = ?1 and lease = ?2 and status = 'active'",
            id,
            lease,
            cursor,
            length.toMillis())
        == 1;
  }

  /** Notes a failure and lets the webhook go until its next attempt. */
  void fail(Tx tx, UUID id, UUID lease, Duration pause) {
    tx.update(
        "update webhook set failures = failures + 1, lease = null, leased_until = null,"
            + " failing_since = coalesce(failing_since, clock_timestamp()), next_attempt_at ="
            + " clock_timestamp() + cast(?3 as bigint) * interval '1 millisecond'"
            + " where id = ?1 and lease = ?2",
        id,
        lease,
        pause.toMillis());
  }

  /** Ends a webhook that failed for so long; whether it did. */
  boolean disable(Tx tx, UUID id, Duration after, String reason) {
    return tx.update(
            "update webhook set status = 'disabled', disabled_reason = ?3, lease = null,"
                + " leased_until = null where id = ?1 and status = 'active' and failing_since"
                + " <= clock_timestamp() - cast(?2 as bigint) * interval '1 millisecond'",
            id,
            after.toMillis(),
            reason)
        == 1;
  }

  void release(Tx tx, UUID id, UUID lease) {
    tx.update(
        "update webhook set lease = null, leased_until = null where id = ?1 and lease = ?2",
        id,
        lease);
  }

  void log(Tx tx, UUID id, Attempt attempt, int kept) {
    tx.update(
        LOG,
        id,
        attempt.number(),
        attempt.messageId(),
        attempt.attempt(),
        attempt.manual(),
        attempt.attemptedAt(),
        attempt.duration().toMillis(),
        attempt.status(),
        attempt.error());
    tx.update(FORGET, id, kept);
  }

  /** The attempts before a row of the log, newest first. */
  List<Logged> deliveries(Tx tx, UUID id, long before, int limit) {
    return tx
        .query(
            "select id, change_number, message_id, attempt, manual, attempted_at, duration_ms,"
                + " status, error from webhook_delivery where webhook_id = ?1 and id < ?2"
                + " order by id desc limit ?3",
            id,
            before,
            limit)
        .stream()
        .map(row -> new Logged(row.number("id"), attempt(row)))
        .toList();
  }

  private static Attempt attempt(Row row) {
    return new Attempt(
        row.number("change_number"),
        row.text("message_id"),
        row.integer("attempt"),
        row.flag(4),
        row.time("attempted_at"),
        Duration.ofMillis(row.number("duration_ms")),
        row.optionalNumber("status").map(Math::toIntExact).orElse(null),
        row.optionalText("error").orElse(null));
  }

  private static Webhook webhook(Row row) {
    return new Webhook(
        UUID.fromString(row.text("id")),
        row.text("url"),
        types(row.text("types")),
        row.text("description"),
        WebhookSecret.of(row.text("secret")),
        row.number("cursor"),
        row.time("created_at"),
        row.text("created_by"),
        row.integer("failures"),
        orNull(row.optionalTime("failing_since")),
        row.time("next_attempt_at"),
        orNull(row.optionalText("disabled_reason")));
  }

  private static <T> @Nullable T orNull(Optional<T> value) {
    return value.orElse(null);
  }

  private static List<String> types(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(",", -1));
  }
}
