package io.stockbridge.attestation.retention;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.stockbridge.kit.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Prunes in small transactions. Signing records (of messages and of epochs), log leaves,
 * checkpoints, statements, asset records, chain events and clearings are never touched.
 */
@ApplicationScoped
public class Retention {
  private static final Logger LOG = Logger.getLogger(Retention.class);
  private static final int BATCH = 500;
  private static final int MAX_BATCHES = 100;

  /** Snapshots that stay whole whatever their age: readers without an epoch look at these. */
  private static final int WHOLE_SNAPSHOTS = 100;

  private static final String REQUESTS =
      "delete from attestation_request where request_id in (select request_id from"
          + " attestation_request where answered_at < ?1 limit "
          + BATCH
          + ")";

  /** Only epochs below one that was agreed that long ago: nothing can be signed there any more. */
  private static final String LONG_AGREED =
      " < (select max(epoch) from agreed_snapshot where agreed_at < ?1)";

  private static final String SIGNATURES =
      "delete from snapshot_signature where ctid in (select ctid from snapshot_signature"
          + " where epoch"
          + LONG_AGREED
          + " limit "
          + BATCH
          + ")";

  private static final String PROPOSALS =
      "delete from cut_proposal where epoch in (select epoch from cut_proposal where epoch"
          + LONG_AGREED
          + " limit "
          + BATCH
          + ")";

  private static final String SIGNED_CONTENTS =
      "update snapshot_signing set content = '{}' where epoch in (select epoch from"
          + " snapshot_signing where published and content <> '{}' and recorded_at < ?1"
          + " and epoch < (select max(epoch) from snapshot_signing) and epoch"
          + LONG_AGREED
          + " limit "
          + BATCH
          + ")";

  private static final String SNAPSHOTS =
      "update agreed_snapshot set pruned = true, content = cast(cast(content as jsonb) - 'leaves'"
          + " - 'inFlight' as text) where epoch in (select epoch from agreed_snapshot"
          + " where not pruned and announced and agreed_at < ?1 and epoch not in (select epoch"
          + " from agreed_snapshot order by epoch desc limit "
          + WHOLE_SNAPSHOTS
          + ") limit "
          + BATCH
          + ")";

  private final Database database;
  private final RetentionSettings settings;
  private final Clock clock;

  Retention(Database database, RetentionSettings settings, Clock clock) {
    this.database = database;
    this.settings = settings;
    this.clock = clock;
  }

  /** Prunes what is old enough now. */
  @Scheduled(
      every = "${stockbridge.retention.interval:10M}",
      delayed = "1M",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  @RunOnVirtualThread
  public void prune() {
    Instant now = clock.instant();
    prune("answered requests", REQUESTS, now, settings.workRows());
    prune("signatures", SIGNATURES, now, settings.workRows());
    prune("proposals", PROPOSALS, now, settings.workRows());
    prune("signed contents", SIGNED_CONTENTS, now, settings.workRows());
    prune("snapshot lists", SNAPSHOTS, now, settings.snapshotLists());
  }

  private void prune(String what, String sql, Instant now, Duration age) {
    long pruned = 0;
    int rows = BATCH;
    for (int batch = 0; rows == BATCH && batch < MAX_BATCHES; batch++) {
      rows = database.inTransaction(tx -> tx.update(sql, now.minus(age)));
      pruned += rows;
    }
    if (pruned > 0) {
      LOG.infof("pruned what=\"%s\" rows=%d olderThan=%s", what, pruned, age);
    }
  }
}
