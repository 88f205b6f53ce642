package io.stockbridge.registry.audit;

import io.vertx.core.http.HttpServerRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * By what a request is found again in other logs.
 *
 * @param id the caller's {@code X-Request-Id}, or one of ours
 * @param clientAddress who was connected, or null where that is not kept
 */
public record RequestOrigin(String id, @Nullable String clientAddress) {

  /** Header of the id, in requests and answers. */
  public static final String HEADER = "X-Request-Id";

  private static final int MAX_LENGTH = 64;

  /** The origin of a request; its answer gets the id too. */
  public static RequestOrigin of(HttpServerRequest request, boolean keepsAddress) {
    String given = request.getHeader(HEADER);
    String id = given != null && isId(given) ? given : UUID.randomUUID().toString();
    request.response().putHeader(HEADER, id);
    return new RequestOrigin(id, keepsAddress ? request.remoteAddress().hostAddress() : null);
  }

  private static boolean isId(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_LENGTH
        && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
