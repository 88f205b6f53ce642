package io.stockbridge.attestation.snapshots;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockbridge.attestation.log.AttestationLog;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.log.LogEntries;
import java.time.Clock;

/** Agreed snapshots as the journal stores them: one per epoch, each with its log entry. */
final class AgreedRows {
  private final NetworkDescription network;
  private final AttestationLog log;
  private final ObjectMapper json;
  private final Clock clock;

  AgreedRows(NetworkDescription network, AttestationLog log, ObjectMapper json, Clock clock) {
    this.network = network;
    this.log = log;
    this.json = json;
    this.clock = clock;
  }

  /** With the lists that this attester computed itself, where a record could not carry them. */
  private AgreedSnapshot whole(Tx tx, AgreedSnapshot agreed) {
    if (agreed.isWhole()) {
      return agreed;
    }
    return tx.first(
            "select content from snapshot_signing where epoch = ?1 and digest = ?2",
            agreed.snapshot().epoch(),
            agreed.digest(network.environment()).bytes())
        .map(row -> read(row.text(0)).contents())
        .map(own -> new AgreedSnapshot(agreed.snapshot(), own, agreed.signatures()))
        .orElse(agreed);
  }

  /** Stores the snapshot with its log entry unless the epoch has one; whether it is the one. */
  boolean agree(Tx tx, AgreedSnapshot agreed, boolean announced) {
    Bytes32 digest = agreed.digest(network.environment());
    long epoch = agreed.snapshot().epoch();
    int inserted =
        tx.update(
            "insert into agreed_snapshot (epoch, digest, content, agreed_at, announced)"
                + " values (?1, ?2, ?3, ?4, ?5) on conflict (epoch) do nothing",
            epoch,
            digest.bytes(),
            whole(tx, agreed).toStored(network.environment()).toString(),
            clock.instant(),
            announced);
    if (inserted == 1) {
      log.append(
          tx,
          AttestationLog.Kind.SNAPSHOT,
          digest.toString(),
          LogEntries.snapshot(agreed.snapshot()));
      return true;
    }
    if (announced) {
      tx.update(
          "update agreed_snapshot set announced = true where epoch = ?1 and digest = ?2",
          epoch,
          digest.bytes());
    }
    return tx.first(
            "select 1 from agreed_snapshot where epoch = ?1 and digest = ?2", epoch, digest.bytes())
        .isPresent();
  }

  private AgreedSnapshot read(String content) {
    try {
      return AgreedSnapshot.parse(json.readTree(content));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored snapshot is JSON", e);
    }
  }
}
