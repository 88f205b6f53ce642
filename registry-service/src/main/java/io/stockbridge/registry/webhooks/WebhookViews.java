package io.stockbridge.registry.webhooks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.kit.json.Rfc3339;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Webhooks and attempts as the API shows them. */
final class WebhookViews {

  private WebhookViews() {}

  static ObjectNode webhook(Webhook webhook) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", webhook.id().toString()).put("url", webhook.url());
    ArrayNode types = json.putArray("types");
    webhook.types().forEach(types::add);
    boolean active = webhook.disabledReason() == null;
    return json.put("description", webhook.description())
        .put("status", active ? "active" : "disabled")
        .put("disabledReason", webhook.disabledReason())
        .put("cursor", Long.toString(webhook.cursor()))
        .put("failures", webhook.failures())
        .put("failingSince", time(webhook.failingSince()))
        .put("nextAttemptAt", active ? time(webhook.nextAttemptAt()) : null)
        .put("createdAt", time(webhook.createdAt()))
        .put("createdBy", webhook.createdBy());
  }

  static ObjectNode attempt(Attempt attempt) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("number", attempt.number())
        .put("messageId", attempt.messageId())
        .put("attempt", attempt.attempt())
        .put("manual", attempt.manual())
        .put("attemptedAt", time(attempt.attemptedAt()))
        .put("durationMs", attempt.duration().toMillis())
        .put("status", attempt.status())
        .put("error", attempt.error());
  }

  private static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : Rfc3339.format(time);
  }
}
