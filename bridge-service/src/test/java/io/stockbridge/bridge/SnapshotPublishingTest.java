package io.stockbridge.bridge;

import static io.stockbridge.bridge.fakes.TestNetwork.ARBITRUM;
import static io.stockbridge.bridge.fakes.TestNetwork.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.stockbridge.bridge.fakes.TestNetwork;
import io.stockbridge.bridge.fakes.TestTopics;
import io.stockbridge.chains.proof.SnapshotJson;
import io.stockbridge.protocol.crypto.EvmKey;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.snapshot.AssetLeaf;
import io.stockbridge.protocol.snapshot.AssetVerdict;
import io.stockbridge.protocol.snapshot.CutPoint;
import io.stockbridge.protocol.snapshot.DomainFigures;
import io.stockbridge.protocol.snapshot.SnapshotContents;
import io.stockbridge.protocol.snapshot.SupplySnapshot;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.CustodyShares;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.protocol.units.ShareAmount;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SnapshotPublishingTest extends BridgeTest {
  private static final List<Isin> ISINS =
      List.of(TestNetwork.ISIN, Isin.of("US0378331005"), Isin.of("US88160R1014"));

  @Test
  void publishesHeadersAndOnlyChangedLeavesOnBothChains() {
    publish(1, 10, 100, TestNetwork.EVM_KEYS.subList(0, 2));
    awaitPublished(1);
    int leaves = ports.arbitrum.leavesTransactions();
    assertThat(leaves).isEqualTo(2);
    publish(2, 20, 100, TestNetwork.EVM_KEYS.subList(1, 3));
    awaitPublished(2);
    assertThat(ports.arbitrum.leavesTransactions()).as("only heights moved").isEqualTo(leaves);
    publish(3, 30, 200, TestNetwork.EVM_KEYS.subList(0, 2));
    awaitPublished(3);
    assertThat(ports.arbitrum.leavesTransactions()).isEqualTo(leaves + 1);
    assertThat(ports.base.headers()).isEqualTo(3);

    try (TestTopics.Follower aside = topics.follow("attestation.snapshots.v1.dlq")) {
      publish(4, 40, 200, TestNetwork.EVM_KEYS.subList(0, 1));
      await("the dead letter", () -> !aside.records().isEmpty());
    }
    assertThat(ports.base.headers()).isEqualTo(3);
  }

  private void awaitPublished(long epoch) {
    await(
        "snapshot " + epoch,
        () ->
            database
                    .inTransaction(
                        tx ->
                            tx.query(
                                "select domain from snapshot_publications where epoch = ?1", epoch))
                    .size()
                == 2);
  }

  private void publish(long epoch, long height, long capOfFirst, List<EvmKey> signers) {
    Bytes32 hash = TestNetwork.seed("block" + height);
    SnapshotContents contents =
        new SnapshotContents(
            List.of(new CutPoint(ARBITRUM, height, hash), new CutPoint(BASE, height, hash)),
            ISINS.stream()
                .map(
                    isin ->
                        leaf(isin, height, hash, isin.equals(ISINS.getFirst()) ? capOfFirst : 7))
                .toList(),
            List.of(),
            List.of());
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    SupplySnapshot snapshot =
        contents.toSnapshot(epoch, now, now.plus(Duration.ofMinutes(2)), Bytes32.ZERO);
    Bytes32 digest = snapshot.digest("test");
    ObjectNode data = TestTopics.JSON.createObjectNode();
    data.put("epoch", epoch).put("digest", digest.toString());
    data.set("snapshot", SnapshotJson.snapshot(snapshot));
    SnapshotJson.contents(data, contents);
    var signatures = data.putArray("signatures");
    for (EvmKey key : signers) {
      int index = TestNetwork.EVM_KEYS.indexOf(key);
      signatures
          .addObject()
          .put("attester", TestNetwork.ATTESTERS.get(index))
          .put("signature", Hex.encode(key.sign(digest).bytes()));
    }
    topics.publish("attestation.snapshots.v1", Long.toString(epoch), "SnapshotAgreed", data);
  }

  private static AssetLeaf leaf(Isin isin, long height, Bytes32 hash, long cap) {
    return new AssetLeaf(
        isin,
        ShareAmount.ZERO,
        ShareAmount.ZERO,
        ShareAmount.ZERO,
        ShareAmount.ZERO,
        CustodyShares.of("0"),
        CustodyShares.of("0"),
        CustodyShares.of("0"),
        Multiplier.of("1"),
        ActionEpoch.ZERO,
        AssetVerdict.OK,
        List.of(
            new DomainFigures(ARBITRUM, ShareAmount.ZERO, height, hash, ShareAmount.ofSu(cap)),
            new DomainFigures(BASE, ShareAmount.ZERO, height, hash, ShareAmount.ofSu(cap))));
  }
}
