package io.stockbridge.registry.writes;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.protocol.crypto.Sha256;
import io.stockbridge.registry.audit.AuditEntry;
import io.stockbridge.registry.audit.Caller;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.EntityTag;
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
 * @param bodyDigest hex of the SHA-256 of its body as it was read, null for none
 */
record WriteRequest(
    Caller caller,
    Optional<IdempotencyKey> key,
    String method,
    String uri,
    @Nullable String bodyDigest) {

  static WriteRequest of(Caller caller, HttpServerRequest request, @Nullable JsonNode body) {
    return new WriteRequest(
        caller,
        IdempotencyKey.of(request.headers().getAll(IdempotencyKey.HEADER)),
        request.method().name(),
        request.uri(),
        body == null ? null : digest(body.toString()));
  }

  /** What tells two requests of one caller apart. */
  String fingerprint() {
    return digest(method + ' ' + uri + '\n' + (bodyDigest == null ? "" : bodyDigest));
  }

  AuditEntry audited(WriteAnswer answer) {
    EntityTag tag = answer.tag();
    return new AuditEntry(
        caller,
        new AuditEntry.Request(
            method, uri, bodyDigest, key.map(IdempotencyKey::value).orElse(null)),
        new AuditEntry.Outcome(
            answer.status(), tag == null ? null : tag.getValue(), answer.version()));
  }

  private static String digest(String text) {
    return HexFormat.of().formatHex(Sha256.hash(text.getBytes(StandardCharsets.UTF_8)));
  }
}
