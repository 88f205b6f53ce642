package io.stockbridge.registry.writes;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.stockbridge.registry.audit.Caller;
import io.stockbridge.registry.audit.RequestOrigin;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The request that is being answered; asked before anything is waited for. */
@ApplicationScoped
class CurrentRequest {

  private final CurrentVertxRequest current;
  private final SecurityIdentity identity;
  private final WritesConfiguration configuration;

  CurrentRequest(
      CurrentVertxRequest current, SecurityIdentity identity, WritesConfiguration configuration) {
    this.current = current;
    this.identity = identity;
    this.configuration = configuration;
  }

  WriteRequest with(@Nullable JsonNode body) {
    HttpServerRequest request = current.getCurrent().request();
    return WriteRequest.of(
        Caller.of(identity),
        request,
        body,
        RequestOrigin.of(request, configuration.auditClientAddress()));
  }
}
