package io.stockbridge.registry.limits;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.stockbridge.kit.problem.Problem;
import io.stockbridge.registry.rest.RegistryProblem;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Limits how often a client may call {@code /v1}, and says so in the {@code RateLimit} and {@code
 * RateLimit-Policy} fields (draft-ietf-httpapi-ratelimit-headers-10). It runs after CORS, so a
 * browser may read a refusal, and before everything that costs.
 */
@ApplicationScoped
class RateLimiter {

  private static final int PRIORITY = 250;
  private static final String PREFIX = "/v1/";

  private final boolean enabled;
  private final TokenBucket.Rate rate;
  private final String policy;
  private final Clients clients;
  private final Networks exempt;
  private final Cache<String, TokenBucket> buckets;
  private final Counter refusals;
  private final ObjectMapper json;

  RateLimiter(RateLimitConfiguration configuration, MeterRegistry meters, ObjectMapper json) {
    this.json = json;
    enabled = configuration.enabled();
    rate = new TokenBucket.Rate(configuration.requestsPerSecond(), configuration.burst());
    policy = "\"client\";q=" + rate.burst() + ";w=" + rate.windowSeconds();
    clients = new Clients(new Networks(configuration.trustedProxies().orElse(List.of())));
    exempt = new Networks(configuration.exempt().orElse(List.of()));
    // A bucket that nobody touched for its whole window is full, and as good as a new one.
    buckets =
        Caffeine.newBuilder()
            .maximumSize(configuration.maxClients())
            .expireAfterAccess(Duration.ofSeconds(rate.windowSeconds()))
            .build();
    refusals = Counter.builder("stockbridge.registry.rate.limited").register(meters);
  }

  void register(@Observes Filters filters) {
    if (enabled) {
      filters.register(this::limit, PRIORITY);
    }
  }

  private void limit(RoutingContext context) {
    HttpServerRequest request = context.request();
    String path = request.path();
    if (path == null || !path.startsWith(PREFIX)) {
      context.next();
      return;
    }
    String peer = request.remoteAddress().hostAddress();
    String address = clients.addressOf(String.valueOf(peer), request.getHeader("X-Forwarded-For"));
    if (exempt.contain(address)) {
      context.next();
      return;
    }
    long now = System.nanoTime();
    TokenBucket.Outcome outcome =
        buckets.get(Clients.keyOf(address), key -> new TokenBucket(now)).take(rate, now);
    HttpServerResponse response = context.response();
    response.putHeader("RateLimit-Policy", policy);
    response.putHeader(
        "RateLimit", "\"client\";r=" + outcome.remaining() + ";t=" + outcome.resetSeconds());
    if (outcome.allowed()) {
      context.next();
    } else {
      refuse(response, outcome.retryAfterSeconds());
    }
  }

  private void refuse(HttpServerResponse response, long retryAfterSeconds) {
    refusals.increment();
    String detail =
        "at most %d requests per second and %d at once; try again in %d s"
            .formatted(rate.requestsPerSecond(), rate.burst(), retryAfterSeconds);
    Problem problem = Problem.of(RegistryProblem.RATE_LIMITED, detail, null, Map.of());
    response
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.RETRY_AFTER, Long.toString(retryAfterSeconds))
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .end(json.valueToTree(problem).toString());
  }
}
