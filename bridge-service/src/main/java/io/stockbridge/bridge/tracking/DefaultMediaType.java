package io.stockbridge.bridge.tracking;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * JSON for callers that accept anything: where a path also has an event stream, {@code Accept:
 * *}{@code /*} would leave the choice to chance.
 */
@ApplicationScoped
class DefaultMediaType {
  private static final String ANYTHING = "*/*";
  private static final int EARLY = 1000;

  void register(@Observes Filters filters) {
    filters.register(DefaultMediaType::preferJson, EARLY);
  }

  private static void preferJson(RoutingContext context) {
    @Nullable String accept = context.request().getHeader(HttpHeaders.ACCEPT);
    boolean anything = accept == null || accept.strip().equals(ANYTHING);
    if (anything && context.normalizedPath().startsWith("/v1/transfers/")) {
      context.request().headers().set(HttpHeaders.ACCEPT, "application/json");
    }
    context.next();
  }
}
