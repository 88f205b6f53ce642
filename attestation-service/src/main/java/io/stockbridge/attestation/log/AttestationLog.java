package io.stockbridge.attestation.log;

import io.stockbridge.kit.database.Tx;
import io.stockbridge.kit.log.LogStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Appends the exact bytes of what this attester signed. Entries are dense, in commit order, and
 * never changed: the append lock is held to the end of the transaction that signs the fact off.
 */
@ApplicationScoped
public class AttestationLog {

  /** What an entry is about. */
  public enum Kind {
    /** A snapshot that a quorum signed. */
    SNAPSHOT,
    /** A mint that this attester signed. */
    ATTESTATION,
    /** Evidence that made an asset's verdict a breach. */
    BREACH,
    /** That a latch was lifted, and why. */
    CLEARING
  }

  private final Clock clock;

  AttestationLog(Clock clock) {
    this.clock = clock;
  }

  /**
   * Appends an entry unless one of that kind and reference is there.
   *
   * @param reference what the entry is about: a digest, a message id and purpose, …
   * @param content the entry's exact bytes, see {@link io.stockbridge.protocol.log.LogEntries}
   */
  public void append(Tx tx, Kind kind, String reference, byte[] content) {
    tx.run(session -> LogStore.append(session, kind.name(), reference, content, clock.instant()));
  }
}
