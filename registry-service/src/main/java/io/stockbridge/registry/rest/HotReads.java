package io.stockbridge.registry.rest;

import static io.vertx.core.http.HttpHeaders.createOptimized;

import io.netty.buffer.Unpooled;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.registry.serving.CatalogueHolder;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * Answers the questions that are asked most, resolve by name and verify by address or CAIP-19,
 * about now and by the default policy, before the resource framework is entered: it would cost more
 * than the answer. It gives the very bytes and fields that the resources give; whatever is not
 * plain, every refusal included, is left to them.
 */
@ApplicationScoped
class HotReads {

  /** After CORS (300), the rate limiter and the tags of compressed forms, before authentication. */
  private static final int PRIORITY = 230;

  /** Observers without a priority have 2500. */
  private static final int AFTER_LOADING = 3000;

  private static final String RESOLVE = "/v1/resolve";
  private static final String VERIFY = "/v1/verify";
  private static final String TOKEN = VERIFY + "/";
  private static final CharSequence CONTENT_TYPE = createOptimized(HttpHeaders.CONTENT_TYPE);
  private static final CharSequence JSON = createOptimized(MediaType.APPLICATION_JSON);
  private static final CharSequence ETAG = createOptimized(HttpHeaders.ETAG);
  private static final CharSequence CACHE_CONTROL = createOptimized(HttpHeaders.CACHE_CONTROL);
  private static final CharSequence CACHING = createOptimized(Answers.CACHE_CONTROL);
  private static final CharSequence ACCEPT = createOptimized(HttpHeaders.ACCEPT);

  /** Fields that make a question one for the resources. */
  private static final CharSequence[] NOT_PLAIN = {
    createOptimized(HttpHeaders.IF_NONE_MATCH),
    createOptimized(HttpHeaders.IF_MATCH),
    createOptimized(HttpHeaders.IF_MODIFIED_SINCE),
    createOptimized(HttpHeaders.IF_UNMODIFIED_SINCE),
    createOptimized(HttpHeaders.AUTHORIZATION)
  };

  private static final CharSequence VARY = createOptimized(HttpHeaders.VARY);
  private static final CharSequence ACCEPT_ENCODING = createOptimized(HttpHeaders.ACCEPT_ENCODING);

  private final ResolveResource resolve;
  private final VerifyResource verify;
  private final TokenWriter tokens;
  private final CatalogueHolder holder;

  HotReads(
      ResolveResource resolve, VerifyResource verify, TokenWriter tokens, CatalogueHolder holder) {
    this.resolve = resolve;
    this.verify = verify;
    this.tokens = tokens;
    this.holder = holder;
  }

  /** Once the state is loaded; what changes later is written when it is asked for. */
  void prepare(@Observes @Priority(AFTER_LOADING) StartupEvent event) {
    tokens.prepare(holder.catalogue());
  }

  void register(@Observes Filters filters) {
    filters.register(this::answer, PRIORITY);
  }

  private void answer(RoutingContext context) {
    byte[] bytes = bytesOrNull(context.request());
    if (bytes == null) {
      context.next();
      return;
    }
    HttpServerResponse response = context.response();
    response
        .headers()
        .set(CONTENT_TYPE, JSON)
        .set(ETAG, '"' + Answers.tagOf(bytes).getValue() + '"')
        .set(CACHE_CONTROL, CACHING)
        .set(VARY, ACCEPT_ENCODING);
    response.end(wrapped(bytes));
  }

  /** Not a copy: nobody else has these bytes. Vert.x 5 moves this to another class. */
  @SuppressWarnings("deprecation")
  private static Buffer wrapped(byte[] bytes) {
    return Buffer.buffer(Unpooled.wrappedBuffer(bytes));
  }

  private byte @Nullable [] bytesOrNull(HttpServerRequest request) {
    String path = request.path();
    if (!HttpMethod.GET.equals(request.method()) || path == null || !isPlain(request.headers())) {
      return null;
    }
    try {
      if (path.equals(RESOLVE)) {
        HotQuery asked = HotQuery.of(request.query(), "underlying");
        return asked == null ? null : resolve.present(asked.name(), asked.chain());
      }
      if (path.equals(VERIFY)) {
        HotQuery asked = HotQuery.of(request.query(), "address");
        String chain = asked == null ? null : asked.chain();
        return asked == null || chain == null ? null : verify.present(chain, asked.name());
      }
      return path.startsWith(TOKEN) && request.query() == null && HotQuery.isPlain(path)
          ? verify.present(path.substring(TOKEN.length()))
          : null;
    } catch (ProblemException refused) {
      // The resource comes to the same refusal, and says it.
      return null;
    }
  }

  /** Whether neither a condition, a caller's name nor another media type is part of the request. */
  private static boolean isPlain(MultiMap headers) {
    String accept = headers.get(ACCEPT);
    if (accept != null && !accept.equals("*/*") && !accept.equals(MediaType.APPLICATION_JSON)) {
      return false;
    }
    for (CharSequence name : NOT_PLAIN) {
      if (headers.contains(name)) {
        return false;
      }
    }
    return true;
  }
}
