package io.stockbridge.registry.writes;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.stockbridge.registry.audit.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The request that is being answered; asked before anything is waited for. */
@ApplicationScoped
class CurrentRequest {

  private final CurrentVertxRequest current;
  private final SecurityIdentity identity;

  CurrentRequest(CurrentVertxRequest current, SecurityIdentity identity) {
    this.current = current;
    this.identity = identity;
  }

  WriteRequest with(@Nullable JsonNode body) {
    return WriteRequest.of(Caller.of(identity), current.getCurrent().request(), body);
  }
}
