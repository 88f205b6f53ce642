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
 * @param proposal whose approval it is, or null
 */
public record AuditEntry(
    Caller caller, Request request, Outcome outcome, @Nullable Proposed proposal) {

  private static final int MAX_TEXT = 2_000;

  /**
   * A request.
   *
   * @param method of HTTP
   * @param uri path and query
   * @param bodyDigest hex of the SHA-256 of the body as it was read, null for none or one unread
   * @param idempotencyKey the key that it names, or null
   * @param origin its id and where it came from
   */
  public record Request(
      String method,
      String uri,
      @Nullable String bodyDigest,
      @Nullable String idempotencyKey,
      RequestOrigin origin) {}

  /** A proposal that is performed, and who made it. */
  public record Proposed(String id, Caller proposer) {}

  /**
   * An outcome.
   *
   * @param status of HTTP
   * @param entityTag of what the write answered, or null
   * @param version of what the write answered, or null
   * @param location of what it made, a proposal for instance, or null
   */
  public record Outcome(
      int status,
      @Nullable String entityTag,
      @Nullable Integer version,
      @Nullable String location) {}

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("issuer", bounded(caller.issuer())).put("subject", bounded(caller.subject()));
    json.put("method", request.method()).put("uri", bounded(request.uri()));
    json.put("bodySha256", request.bodyDigest());
    json.put("idempotencyKey", request.idempotencyKey());
    json.put("status", outcome.status()).put("etag", outcome.entityTag());
    json.put("version", outcome.version()).put("location", outcome.location());
    json.put("requestId", request.origin().id());
    json.put("clientAddress", request.origin().clientAddress());
    if (proposal == null) {
      json.putNull("proposal");
    } else {
      Caller proposer = proposal.proposer();
      json.putObject("proposal")
          .put("id", proposal.id())
          .put("issuer", bounded(proposer.issuer()))
          .put("subject", bounded(proposer.subject()));
    }
    return json;
  }

  /** Callers write some of these texts; PostgreSQL takes no NUL. */
  private static String bounded(String text) {
    return text.replace('\u0000', ' ').substring(0, Math.min(text.length(), MAX_TEXT));
  }
}
