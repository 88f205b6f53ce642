package io.stockbridge.registry.webhooks;

import io.stockbridge.registry.recording.ChangeLines;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who gets changes sent.
 *
 * @param types of the changes that are wanted, empty for all
 * @param cursor the last change that was taken or is not wanted
 * @param failures attempts in a row that failed
 * @param disabledReason null while it is active
 */
record Webhook(
    UUID id,
    String url,
    List<String> types,
    String description,
    WebhookSecret secret,
    long cursor,
    Instant createdAt,
    String createdBy,
    int failures,
    @Nullable Instant failingSince,
    Instant nextAttemptAt,
    @Nullable String disabledReason) {

  ChangeLines.Filter filter() {
    return new ChangeLines.Filter(types, List.of(), List.of());
  }

  /** The same for each attempt to send a change, so that a receiver knows what it has. */
  String messageId(long number) {
    return "chg_" + number + "_" + id.toString().replace("-", "");
  }
}
