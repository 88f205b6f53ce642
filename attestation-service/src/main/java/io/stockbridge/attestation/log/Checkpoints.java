package io.stockbridge.attestation.log;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.stockbridge.attestation.network.OwnKeys;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.log.TransparencyLog;
import io.stockbridge.protocol.log.Checkpoint;
import io.stockbridge.protocol.log.NoteSigner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Signs the state of this attester's log. */
@ApplicationScoped
public class Checkpoints {
  private final TransparencyLog log;

  Checkpoints(Transactions transactions, NetworkDescription network, OwnKeys keys, Clock clock) {
    String origin = Checkpoint.origin(network.environment(), keys.id());
    this.log = new TransparencyLog(transactions, new NoteSigner(origin, keys.log()), clock);
  }

  /** Signs a checkpoint if there are new entries. */
  @Scheduled(
      every = "${stockbridge.log.checkpoint-interval:5S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  @RunOnVirtualThread
  void sign() {
    log.sign();
  }

  /** The newest signed checkpoint. */
  public Optional<String> newestNote() {
    return log.newestNote();
  }

  /** Whether the stored log was found changed; then nothing more is signed. */
  public boolean isBroken() {
    return log.fault().isPresent();
  }

  /** Proof that the entry is in the newest signed checkpoint, if it is. */
  public Optional<TransparencyLog.Inclusion> inclusion(AttestationLog.Kind kind, String reference) {
    return log.inclusion(kind.name(), reference);
  }
}
