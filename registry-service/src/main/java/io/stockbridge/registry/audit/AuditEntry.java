package io.stockbridge.registry.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What an audit record says beside its place in the chain.
 *
 * @param caller who asked
 * @param request what was asked
 * @param outcome what came of it
 */
public record AuditEntry(Caller caller, Request request, Outcome outcome) {

  private static final int MAX_TEXT = 2_000;

  /**
   * A request.
   *
   * @param method of HTTP
   * @param uri path and query
   * @param bodyDigest hex of the SHA-256 of the body as it was read, null for none or one unread
   * @param idempotencyKey the key that it names, or null
   */
  public record Request(
      String method, String uri, @Nullable String bodyDigest, @Nullable String idempotencyKey) {}

  /**
   * An outcome.
   *
   * @param status of HTTP
   * @param entityTag of what the write answered, or null
   * @param version of what the write answered, or null
   */
  public record Outcome(int status, @Nullable String entityTag, @Nullable Integer version) {}

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("issuer", bounded(caller.issuer())).put("subject", bounded(caller.subject()));
    json.put("method", request.method()).put("uri", bounded(request.uri()));
    json.put("bodySha256", request.bodyDigest());
    json.put("idempotencyKey", request.idempotencyKey());
    json.put("status", outcome.status()).put("etag", outcome.entityTag());
    json.put("version", outcome.version());
    return json;
  }

  /** Callers write some of these texts; PostgreSQL takes no NUL. */
  private static String bounded(String text) {
    return text.replace('\u0000', ' ').substring(0, Math.min(text.length(), MAX_TEXT));
  }
}
