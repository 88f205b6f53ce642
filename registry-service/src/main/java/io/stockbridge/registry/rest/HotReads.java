package io.stockbridge.registry.rest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.stockbridge.kit.problem.ProblemException;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * Answers the two questions that are asked most, resolve by name and verify by address, about now
 * and by the default policy, before the resource framework is entered: it would cost more than the
 * answer. It gives the very bytes and fields that the resources give; whatever is not plain, every
 * refusal included, is left to them.
 */
@ApplicationScoped
class HotReads {

  /** After CORS (300), the rate limiter and the tags of compressed forms, before authentication. */
  private static final int PRIORITY = 230;

  private final ResolveResource resolve;
  private final VerifyResource verify;

  HotReads(ResolveResource resolve, VerifyResource verify) {
    this.resolve = resolve;
    this.verify = verify;
  }

  void register(@Observes Filters filters) {
    filters.register(this::answer, PRIORITY);
  }

  private void answer(RoutingContext context) {
    HttpServerRequest request = context.request();
    byte[] bytes = HttpMethod.GET.equals(request.method()) ? bytes(context, request) : null;
    if (bytes == null) {
      context.next();
      return;
    }
    HttpServerResponse response = context.response();
    MultiMap headers = response.headers();
    headers.set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
    Answers.headers(Answers.tagOf(bytes).getValue()).forEach(headers::set);
    response.end(Buffer.buffer(bytes));
  }

  private byte @Nullable [] bytes(RoutingContext context, HttpServerRequest request) {
    String path = request.path();
    boolean resolves = "/v1/resolve".equals(path);
    if (!(resolves || "/v1/verify".equals(path)) || !isPlain(request.headers())) {
      return null;
    }
    MultiMap asked = context.queryParams();
    String chain = asked.get("chain");
    String name = asked.get(resolves ? "underlying" : "address");
    int parameters = chain == null ? 1 : 2;
    if (name == null || asked.entries().size() != parameters || (chain == null && !resolves)) {
      return null;
    }
    try {
      return resolves ? resolve.present(name, chain) : verify.present(String.valueOf(chain), name);
    } catch (ProblemException refused) {
      // The resource comes to the same refusal, and says it.
      return null;
    }
  }

  /** Whether neither a condition, a caller's name nor another media type is part of the request. */
  private static boolean isPlain(MultiMap headers) {
    String accept = headers.get(HttpHeaders.ACCEPT);
    return (accept == null || accept.equals("*/*") || accept.equals(MediaType.APPLICATION_JSON))
        && !headers.contains(HttpHeaders.IF_NONE_MATCH)
        && !headers.contains(HttpHeaders.IF_MATCH)
        && !headers.contains(HttpHeaders.IF_MODIFIED_SINCE)
        && !headers.contains(HttpHeaders.IF_UNMODIFIED_SINCE)
        && !headers.contains(HttpHeaders.AUTHORIZATION);
  }
}
