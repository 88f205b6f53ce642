package io.stockbridge.registry.audit;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.database.TransientFailures;
import io.stockbridge.kit.problem.ProblemMappers;
import io.stockbridge.registry.writes.WritesConfiguration;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Records what known subjects were refused for want of a role. Callers without a valid token are
 * nobody that could be named, and as many as they like to be: they are not recorded.
 */
public class AuditRefusals {

  private static final Logger LOG = Logger.getLogger(AuditRefusals.class);
  private static final int BEFORE_THE_KIT = Priorities.USER - 1;

  private final Transactions transactions;
  private final AuditTrail trail;
  private final SecurityIdentity identity;
  private final CurrentVertxRequest current;
  private final WritesConfiguration configuration;
  private final ProblemMappers kit = new ProblemMappers();

  AuditRefusals(
      Transactions transactions,
      AuditTrail trail,
      SecurityIdentity identity,
      CurrentVertxRequest current,
      WritesConfiguration configuration) {
    this.current = current;
    this.configuration = configuration;
    this.transactions = transactions;
    this.trail = trail;
    this.identity = identity;
  }

  /**
   * Refuses as everywhere, once it is recorded; a database that is away makes no refusal a
   * permission.
   */
  @ServerExceptionMapper(priority = BEFORE_THE_KIT)
  public Uni<Response> forbidden(ForbiddenException exception, ContainerRequestContext request) {
    Response refusal = kit.forbidden(exception);
    Caller caller = Caller.of(identity);
    String uri = request.getUriInfo().getRequestUri().getRawPath();
    String query = request.getUriInfo().getRequestUri().getRawQuery();
    AuditEntry entry =
        new AuditEntry(
            caller,
            new AuditEntry.Request(
                request.getMethod(),
                query == null ? uri : uri + '?' + query,
                null,
                null,
                RequestOrigin.of(
                    current.getCurrent().request(), configuration.auditClientAddress())),
            new AuditEntry.Outcome(refusal.getStatus(), null, null, null),
            null);
    return transactions
        .run(session -> trail.append(session, entry))
        .onFailure()
        .invoke(
            cause ->
                LOG.errorf(
                    "refusal is not in the audit trail issuer=%s subject=%s method=%s cause=\"%s\"",
                    caller.issuer(),
                    caller.subject(),
                    request.getMethod(),
                    TransientFailures.describe(cause)))
        .onFailure()
        .recoverWithNull()
        .replaceWith(refusal);
  }
}
