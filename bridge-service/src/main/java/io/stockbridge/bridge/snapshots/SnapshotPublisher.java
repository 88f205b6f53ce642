package io.stockbridge.bridge.snapshots;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.bridge.submission.EvmBroadcast;
import io.stockbridge.bridge.submission.EvmSend;
import io.stockbridge.bridge.submission.NonceLedger;
import io.stockbridge.bridge.submission.Reverts;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.EvmSimulation;
import io.stockbridge.chains.EvmSubmitter;
import io.stockbridge.chains.Finality;
import io.stockbridge.chains.PublishedSnapshot;
import io.stockbridge.chains.evm.OracleCalls;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.merkle.StandardMerkleTree;
import io.stockbridge.protocol.snapshot.AssetLeaf;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Brings one chain's oracle to the newest agreed snapshot: the header, and when that is there the
 * leaves whose figures changed, a bounded number at once. One transaction of its own is under way
 * per chain; older snapshots are passed over.
 */
@ApplicationScoped
public class SnapshotPublisher {
  private static final Logger LOG = Logger.getLogger(SnapshotPublisher.class);
  private static final long GAS_RESERVE_PERCENT = 25;

  /** What is to be done for one chain, as the database shows it. */
  private record Task(AgreedSnapshot agreed, Map<Isin, Bytes32> sentLeaves) {}

  private final Database database;
  private final SnapshotStore store;
  private final NonceLedger ledger;
  private final EvmBroadcast broadcast;
  private final ChainPorts ports;
  private final ObjectMapper json;
  private final SnapshotConfiguration configuration;
  private final MeterRegistry meters;

  SnapshotPublisher(
      Database database,
      SnapshotStore store,
      NonceLedger ledger,
      EvmBroadcast broadcast,
      ChainPorts ports,
      ObjectMapper json,
      SnapshotConfiguration configuration,
      MeterRegistry meters) {
    this.database = database;
    this.store = store;
    this.ledger = ledger;
    this.broadcast = broadcast;
    this.ports = ports;
    this.json = json;
    this.configuration = configuration;
    this.meters = meters;
  }

  /** One look at one chain: sends at most one transaction. */
  public void look(DomainId domain) {
    Optional<Task> task = database.inTransaction(tx -> task(tx, domain));
    if (task.isEmpty()) {
      return;
    }
    AgreedSnapshot agreed = task.get().agreed();
    Optional<PublishedSnapshot> onChain = ports.evm(domain).publishedSnapshot();
    long epoch = onChain.map(PublishedSnapshot::epoch).orElse(0L);
    if (epoch < agreed.snapshot().epoch()) {
      publishHeader(domain, agreed);
    } else if (epoch == agreed.snapshot().epoch()) {
      publishLeaves(domain, task.get());
    }
  }

  private Optional<Task> task(Tx tx, DomainId domain) {
    boolean behind = store.publishedEpoch(tx, domain) < store.newestEpoch(tx);
    if (!behind
        || ledger.isPending(tx, domain, EvmSend.Purpose.SNAPSHOT_HEADER)
        || ledger.isPending(tx, domain, EvmSend.Purpose.SNAPSHOT_LEAVES)) {
      return Optional.empty();
    }
    store.forgetFailed(tx, domain);
    AgreedSnapshot newest = store.newest(tx).map(this::parse).orElseThrow();
    if (newest.snapshot().validUntil().isBefore(Instant.now())) {
      return Optional.empty();
    }
    return Optional.of(new Task(newest, store.leaves(tx, domain)));
  }

  private void publishHeader(DomainId domain, AgreedSnapshot agreed) {
    EvmChain chain = ports.network().evmChain(domain);
    EvmCall call =
        OracleCalls.publish(
            chain, agreed.snapshot(), agreed.attestation(ports.network().threshold()));
    String subject = Long.toString(agreed.snapshot().epoch());
    send(domain, EvmSend.Purpose.SNAPSHOT_HEADER, subject, call, List.of());
  }

  private void publishLeaves(DomainId domain, Task task) {
    AgreedSnapshot agreed = task.agreed();
    List<AssetLeaf> changed =
        agreed.contents().assets().stream()
            .filter(leaf -> isChanged(leaf, task.sentLeaves()))
            .limit(configuration.leavesPerTransaction())
            .toList();
    if (changed.isEmpty()) {
      database.change(tx -> store.markPublished(tx, domain, agreed.snapshot().epoch()));
      LOG.infof("snapshot published domain=%s epoch=%d", domain, agreed.snapshot().epoch());
      return;
    }
    StandardMerkleTree tree = agreed.contents().assetsTree();
    List<List<Bytes32>> proofs = changed.stream().map(leaf -> tree.proof(leaf.leafHash())).toList();
    EvmCall call = OracleCalls.applyLeaves(ports.network().evmChain(domain), changed, proofs);
    String subject = agreed.snapshot().epoch() + ":" + changed.getFirst().isin();
    send(domain, EvmSend.Purpose.SNAPSHOT_LEAVES, subject, call, changed);
  }

  private static boolean isChanged(AssetLeaf leaf, Map<Isin, Bytes32> sent) {
    Bytes32 before = sent.get(leaf.isin());
    return before == null || !AgreedSnapshot.fingerprint(leaf).equals(before);
  }

  private void send(
      DomainId domain,
      EvmSend.Purpose purpose,
      String subject,
      EvmCall call,
      List<AssetLeaf> leaves) {
    EvmSubmitter evm = ports.evm(domain);
    switch (evm.simulate(ports.evmKey().address(), call)) {
      case EvmSimulation.Reverts reverts -> {
        LOG.warnf(
            "snapshot not taken domain=%s purpose=%s subject=%s code=%s detail=\"%s\"",
            domain, purpose, subject, Reverts.codeOf(reverts.error()), reverts.error().describe());
        meters.counter("stockbridge.snapshots.refused", "domain", domain.toString()).increment();
      }
      case EvmSimulation.Passes passes -> {
        NonceLedger.Order order =
            new NonceLedger.Order(
                domain,
                purpose,
                subject,
                call,
                passes.gas() + passes.gas() * GAS_RESERVE_PERCENT / 100,
                evm.fees(),
                evm.nonce(ports.evmKey().address(), Finality.LATEST));
        database.inTransaction(tx -> record(tx, order, leaves)).ifPresent(broadcast::send);
      }
    }
  }

  private Optional<EvmSend> record(Tx tx, NonceLedger.Order order, List<AssetLeaf> leaves) {
    Optional<EvmSend> send = ledger.record(tx, order, Instant.now());
    send.ifPresent(
        recorded ->
            leaves.forEach(
                leaf ->
                    store.putLeaf(
                        tx,
                        order.domain(),
                        leaf.isin(),
                        AgreedSnapshot.fingerprint(leaf),
                        recorded.nonce())));
    return send;
  }

  private AgreedSnapshot parse(String record) {
    try {
      return AgreedSnapshot.read(ports.network(), json.readTree(record));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored snapshot is no JSON", e);
    }
  }
}
