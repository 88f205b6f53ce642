package io.stockbridge.registry.webhooks;

import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.registry.feed.FeedQuery;
import io.stockbridge.registry.recording.ChangeLine;
import io.stockbridge.registry.recording.ChangeLines;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** What subscribers and operators do with webhooks. */
@ApplicationScoped
class Webhooks {

  private final Database database;
  private final WebhookStore store;
  private final WebhookTransport transport;
  private final TargetGuard guard;
  private final WebhookConfiguration configuration;
  private final Clock clock = Clock.systemUTC();

  Webhooks(
      Database database,
      WebhookStore store,
      WebhookTransport transport,
      TargetGuard guard,
      WebhookConfiguration configuration) {
    this.database = database;
    this.store = store;
    this.transport = transport;
    this.guard = guard;
    this.configuration = configuration;
  }

  /** Refuses an address that nothing is sent to; asks the name service. */
  void check(WebhookInput input) {
    try {
      guard.check(input.url());
    } catch (TargetGuard.RefusedException e) {
      throw ProblemException.inField(
          WebhookProblem.TARGET_REFUSED, "url", String.valueOf(e.getMessage()));
    }
  }

  /** Begins one whose address was checked. */
  Webhook create(WebhookInput input, String subject) {
    return database.inTransaction(
        tx -> {
          if (store.countForAdding(tx) >= configuration.maxWebhooks()) {
            throw ProblemException.of(
                WebhookProblem.TOO_MANY_WEBHOOKS,
                "at most " + configuration.maxWebhooks() + "; delete one that is not used");
          }
          long head = tx.run(ChangeLines::head);
          long after = input.after() == null ? head : input.after();
          FeedQuery.requireKnown("after", after, head);
          Webhook webhook = webhook(input, after, subject);
          store.insert(tx, webhook);
          return webhook;
        });
  }

  private Webhook webhook(WebhookInput input, long after, String subject) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new Webhook(
        UUID.randomUUID(),
        input.url(),
        input.types(),
        input.description(),
        WebhookSecret.random(),
        after,
        now,
        subject,
        0,
        null,
        now,
        null);
  }

  List<Webhook> all() {
    return database.inTransaction(store::all);
  }

  Webhook find(String text) {
    UUID id = id(text);
    return database
        .inTransaction(tx -> store.find(tx, id))
        .orElseThrow(() -> WebhookResource.unknown(text));
  }

  void delete(String text) {
    UUID id = id(text);
    if (!database.inTransaction(tx -> store.delete(tx, id))) {
      throw WebhookResource.unknown(text);
    }
  }

  Webhook enable(String text) {
    UUID id = id(text);
    if (!database.inTransaction(tx -> store.enable(tx, id))) {
      throw WebhookResource.unknown(text);
    }
    return find(text);
  }

  List<WebhookStore.Logged> deliveries(String text, long before, int limit) {
    Webhook webhook = find(text);
    return database.inTransaction(tx -> store.deliveries(tx, webhook.id(), before, limit));
  }

  /** Sends a change that the webhook has passed once more. */
  Attempt redeliver(String text, long number) {
    Webhook webhook = find(text);
    List<ChangeLine> lines =
        number > webhook.cursor()
            ? List.of()
            : database.inTransaction(
                tx ->
                    tx.run(
                        session ->
                            ChangeLines.between(
                                session, number - 1, number, ChangeLines.Filter.ALL, 1)));
    if (lines.isEmpty()) {
      throw ProblemException.inField(
          WebhookProblem.UNKNOWN_DELIVERY, "number", "the webhook is at " + webhook.cursor());
    }
    Attempt attempt = transport.send(webhook, lines.getFirst(), 1, true);
    database.change(
        tx -> {
          if (store.keep(tx, webhook.id())) {
            store.log(tx, webhook.id(), attempt, configuration.keptDeliveries());
          }
        });
    return attempt;
  }

  private static UUID id(String text) {
    try {
      UUID id = UUID.fromString(text);
      if (id.toString().equals(text)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      throw WebhookResource.unknown(text);
    }
    throw WebhookResource.unknown(text);
  }
}
