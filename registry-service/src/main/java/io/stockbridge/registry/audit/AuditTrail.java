package io.stockbridge.registry.audit;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Appends to the audit trail, in the transaction of what it tells. */
@ApplicationScoped
public class AuditTrail {

  private final AuditStore store;

  AuditTrail(AuditStore store) {
    this.store = store;
  }

  /** Appends a record; only the transaction's commit makes it known. */
  public Uni<Void> append(Mutiny.Session session, AuditEntry entry) {
    return store.append(session, entry);
  }
}
