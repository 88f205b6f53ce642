package io.stockbridge.registry.writes;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.registry.rest.Answers;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a write that had its effect.
 *
 * @param status 2xx, but for {@link #refusal}
 * @param body the exact JSON, null for none; its entity tag follows from it
 * @param version of the entry, where its body says one
 * @param location path of what was made, or null
 * @param once what is answered in place of the body the first time, because it has a secret that is
 *     not kept with the answer; mostly null
 * @param found which version the write has met, where its {@code If-Match} does not say so; null
 *     otherwise and for none
 */
public record WriteAnswer(
    int status,
    @Nullable String body,
    @Nullable Integer version,
    @Nullable String location,
    @Nullable String once,
    @Nullable String found) {

  private static final int NO_CONTENT = 204;

  /** An answer with a body. */
  public static WriteAnswer of(int status, JsonNode body) {
    return new WriteAnswer(status, body.toString(), Answers.versionOf(body), null, null, null);
  }

  /** The answer of a write that made what {@code path} leads to. */
  public WriteAnswer at(String path) {
    return new WriteAnswer(status, body, version, path, once, found);
  }

  /** The answer with a body that is shown once and never kept. */
  public WriteAnswer showing(JsonNode secretBody) {
    return new WriteAnswer(status, body, version, location, secretBody.toString(), found);
  }

  /**
   * The answer of a write that has met this version: whoever approves it approves it for no other.
   */
  public WriteAnswer having(@Nullable String version) {
    return new WriteAnswer(status, body, this.version, location, once, version);
  }

  /** 204. */
  public static WriteAnswer empty() {
    return new WriteAnswer(NO_CONTENT, null, null, null, null, null);
  }

  /** What the audit trail says of a request that was refused, and ended something all the same. */
  static WriteAnswer refusal(int status) {
    return new WriteAnswer(status, null, null, null, null, null);
  }

  @Nullable EntityTag tag() {
    return body == null ? null : Answers.tagOf(version, body.getBytes(StandardCharsets.UTF_8));
  }

  Response.ResponseBuilder toResponse() {
    Response.ResponseBuilder response = Response.status(status);
    if (once != null) {
      response
          .type(MediaType.APPLICATION_JSON_TYPE)
          .header(HttpHeaders.CACHE_CONTROL, "no-store")
          .entity(once.getBytes(StandardCharsets.UTF_8));
    } else if (body != null) {
      response
          .type(MediaType.APPLICATION_JSON_TYPE)
          .tag(tag())
          .entity(body.getBytes(StandardCharsets.UTF_8));
    }
    return location == null ? response : response.location(URI.create(location));
  }
}
