package io.stockbridge.bridge.snapshots;

import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Rows of agreed snapshots and of the leaves that chains hold. */
@ApplicationScoped
class SnapshotStore {
  /** Keeps a snapshot; false when its epoch is there. Forgets all but the newest {@code kept}. */
  boolean insert(Tx tx, AgreedSnapshot agreed, String record, int kept) {
    int added =
        tx.update(
            "insert into agreed_snapshots (epoch, digest, record, received_at)"
                + " values (?1, ?2, ?3, now()) on conflict do nothing",
            agreed.snapshot().epoch(),
            agreed.digest().toString(),
            record);
    tx.update(
        "delete from agreed_snapshots where epoch <= (select max(epoch) from agreed_snapshots) - ?1",
        kept);
    return added == 1;
  }

  /** The newest snapshot's record. */
  Optional<String> newest(Tx tx) {
    return tx.queryOne("select record from agreed_snapshots order by epoch desc limit 1")
        .map(row -> row.text("record"));
  }

  /** The newest snapshot's epoch, 0 when there is none. */
  long newestEpoch(Tx tx) {
    return tx.queryOne("select max(epoch) as epoch from agreed_snapshots")
        .flatMap(row -> row.optionalNumber("epoch"))
        .orElse(0L);
  }

  /** How far a chain was brought: {@code epoch} with all leaves that changed. */
  long publishedEpoch(Tx tx, DomainId domain) {
    return tx.queryOne("select epoch from snapshot_publications where domain = ?1", domain.value())
        .map(row -> row.number("epoch"))
        .orElse(0L);
  }

  /** Notes that a chain has a snapshot with all leaves that changed. */
  void markPublished(Tx tx, DomainId domain, long epoch) {
    tx.update(
        "insert into snapshot_publications (domain, epoch, published_at) values (?1, ?2, now())"
            + " on conflict (domain) do update set epoch = excluded.epoch, published_at = now()",
        domain.value(),
        epoch);
  }

  /** Fingerprints of the leaves that were sent to a chain. */
  Map<Isin, Bytes32> leaves(Tx tx, DomainId domain) {
    Map<Isin, Bytes32> leaves = new HashMap<>();
    tx.query("select isin, fingerprint from published_leaves where domain = ?1", domain.value())
        .forEach(row -> leaves.put(Isin.of(row.text("isin")), Bytes32.of(row.text("fingerprint"))));
    return leaves;
  }

  /** Notes that a leaf is sent with that nonce. */
  void putLeaf(Tx tx, DomainId domain, Isin isin, Bytes32 fingerprint, long nonce) {
    tx.update(
        "insert into published_leaves (domain, isin, fingerprint, nonce) values (?1, ?2, ?3, ?4)"
            + " on conflict (domain, isin) do update set fingerprint = excluded.fingerprint,"
            + " nonce = excluded.nonce",
        domain.value(),
        isin.value(),
        fingerprint.toString(),
        nonce);
  }

  /** Forgets leaves whose transaction did not do its work, so that they are sent again. */
  int forgetFailed(Tx tx, DomainId domain) {
    return tx.update(
        "delete from published_leaves p where p.domain = ?1 and exists (select 1 from evm_sends s"
            + " where s.domain = p.domain and s.nonce = p.nonce"
            + " and s.state in ('reverted', 'displaced'))",
        domain.value());
  }
}
