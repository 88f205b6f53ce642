package io.stockbridge.registry.writes;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.protocol.crypto.Sha256;
import io.stockbridge.registry.audit.AuditEntry;
import io.stockbridge.registry.audit.Caller;
import io.stockbridge.registry.audit.RequestOrigin;
import io.stockbridge.registry.proposals.Proposal;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A write as its caller sent it.
 *
 * @param caller who sent it
 * @param key what it is named with, if it is
 * @param method of HTTP
 * @param uri path and query
 * @param ifMatch its {@code If-Match}, or null
 * @param body as it was read, or null
 * @param origin by what it is found again
 */
record WriteRequest(
    Caller caller,
    Optional<IdempotencyKey> key,
    String method,
    String uri,
    @Nullable String ifMatch,
    @Nullable String body,
    RequestOrigin origin) {

  static WriteRequest of(
      Caller caller, HttpServerRequest request, @Nullable JsonNode body, RequestOrigin origin) {
    return new WriteRequest(
        caller,
        IdempotencyKey.of(request.headers().getAll(IdempotencyKey.HEADER)),
        request.method().name(),
        request.uri(),
        request.getHeader(HttpHeaders.IF_MATCH),
        body == null ? null : body.toString(),
        origin);
  }

  /** What another registrar would have to approve. */
  Proposal.Asked asked(WriteKind kind) {
    return new Proposal.Asked(kind, method, uri, ifMatch, body);
  }

  /** The key as its caller's own. */
  KeyStore.Name named(IdempotencyKey own) {
    return new KeyStore.Name(caller, own);
  }

  /** What tells two requests of one caller apart. */
  String fingerprint() {
    return digest(method + ' ' + uri + '\n' + (body == null ? "" : digest(body)));
  }

  /**
   * What the audit trail says of it.
   *
   * @param approved the proposal that it approves, or null
   */
  AuditEntry audited(WriteAnswer answer, @Nullable Proposal approved) {
    EntityTag tag = answer.tag();
    return new AuditEntry(
        caller,
        new AuditEntry.Request(
            method,
            uri,
            body == null ? null : digest(body),
            key.map(IdempotencyKey::value).orElse(null),
            origin),
        new AuditEntry.Outcome(
            answer.status(),
            tag == null ? null : tag.getValue(),
            answer.version(),
            answer.location()),
        approved == null
            ? null
            : new AuditEntry.Proposed(approved.id().toString(), approved.proposer()));
  }

  private static String digest(String text) {
    return HexFormat.of().formatHex(Sha256.hash(text.getBytes(StandardCharsets.UTF_8)));
  }
}
