package io.stockbridge.protocol.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockbridge.protocol.crypto.EvmKey;
import io.stockbridge.protocol.crypto.EvmSignature;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.log.Checkpoint;
import io.stockbridge.protocol.log.LogEntries;
import io.stockbridge.protocol.log.NoteSigner;
import io.stockbridge.protocol.log.SignedNote;
import io.stockbridge.protocol.merkle.Rfc6962Tree;
import io.stockbridge.protocol.proof.SupplyProof.LogInclusion;
import io.stockbridge.protocol.snapshot.AssetLeaf;
import io.stockbridge.protocol.snapshot.SnapshotContents;
import io.stockbridge.protocol.snapshot.SupplySnapshot;
import io.stockbridge.protocol.vectors.SnapshotVectors;
import io.stockbridge.protocol.vectors.TestKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProofVerifierTest {
  private static final NoteSigner LOG = new NoteSigner("stockbridge.local/1", TestKeys.log(1));
  private static final TrustedKeys TRUSTED =
      new TrustedKeys(
          "local",
          Set.copyOf(TestKeys.attesters().stream().map(EvmKey::address).toList()),
          2,
          List.of(LOG.verifier()));

  @Test
  void everyCheckOfAGoodProofPasses() {
    List<ProofCheck> checks = ProofVerifier.verify(new Sample().proof(), TRUSTED);
    assertThat(checks)
        .allSatisfy(check -> assertThat(check.passed()).as(check.toString()).isTrue());
    assertThat(checks.stream().map(ProofCheck::name))
        .containsExactly(
            "environment",
            "attester-signatures",
            "cut",
            "custody-statements",
            "in-flight-list",
            "asset-leaf",
            "figures-at-cut",
            "in-flight-sum",
            "identity",
            "backing",
            "verdict",
            "log-checkpoint",
            "log-inclusion");
    assertThat(ProofVerifier.allPassed(checks)).isTrue();
  }

  @Test
  void oneSignatureTwiceIsNotTwo() {
    Sample sample = new Sample();
    sample.signatures = List.of(sample.signatures.get(0), sample.signatures.get(0));
    assertThat(failed(sample)).containsExactly("attester-signatures");
  }

  @Test
  void strangersSignaturesDoNotCount() {
    Sample sample = new Sample();
    Bytes32 digest = sample.snapshot.digest("local");
    sample.signatures = List.of(sample.signatures.get(0), TestKeys.attester(9).sign(digest));
    assertThat(failed(sample)).containsExactly("attester-signatures");
  }

  @Test
  void signaturesOfAnotherEnvironmentMeanNothing() {
    Sample sample = new Sample();
    sample.environment = "mainnet";
    sample.signatures = sample.signaturesFor("mainnet");
    assertThat(failed(sample)).containsExactly("environment", "attester-signatures");
  }

  @Test
  void aLeafOfAnotherSnapshotFails() {
    Sample sample = new Sample();
    sample.leaf = SnapshotVectors.contents(5).assets().get(4);
    assertThat(failed(sample)).contains("asset-leaf");
  }

  @Test
  void listsThatWereCutShortFail() {
    Sample sample = new Sample();
    sample.contents =
        new SnapshotContents(
            sample.contents.cut().subList(1, 3),
            sample.contents.assets(),
            List.of(),
            sample.contents.inFlight().subList(0, 0));
    assertThat(failed(sample))
        .containsExactly(
            "cut", "custody-statements", "in-flight-list", "figures-at-cut", "in-flight-sum");
  }

  @Test
  void aSnapshotThatIsNotInTheLogFails() {
    Sample sample = new Sample();
    sample.log = new LogInclusion(0, sample.log.proof(), sample.log.checkpoint());
    assertThat(failed(sample)).containsExactly("log-inclusion");
  }

  @Test
  void aCheckpointOfAnUnknownLogOrNoCheckpointFails() {
    Sample sample = new Sample();
    NoteSigner stranger = new NoteSigner(LOG.name(), TestKeys.log(2));
    String text = SignedNote.parse(sample.log.checkpoint()).text();
    sample.log =
        new LogInclusion(
            sample.log.index(), sample.log.proof(), SignedNote.sign(text, stranger).render());
    assertThat(failed(sample)).containsExactly("log-checkpoint");
    sample.log = new LogInclusion(2, List.of(), "no note");
    assertThat(failed(sample)).containsExactly("log-checkpoint", "log-inclusion");
  }

  private static List<String> failed(Sample sample) {
    return ProofVerifier.verify(sample.proof(), TRUSTED).stream()
        .filter(check -> !check.passed())
        .map(ProofCheck::name)
        .toList();
  }

  /** A good proof of the first of two assets, to be spoiled in one place. */
  private static final class Sample {
    private String environment = "local";
    private SnapshotContents contents = SnapshotVectors.consistent();
    private AssetLeaf leaf = contents.assets().getFirst();
    private final SnapshotContents signed = contents;
    private final SupplySnapshot snapshot =
        contents.toSnapshot(
            3,
            Instant.ofEpochSecond(1_795_392_000L),
            Instant.ofEpochSecond(1_795_392_090L),
            Bytes32.ZERO);
    private List<EvmSignature> signatures = signaturesFor("local");
    private LogInclusion log = logged();

    List<EvmSignature> signaturesFor(String name) {
      List<EvmSignature> two = new ArrayList<>();
      for (EvmKey key : TestKeys.attesters().subList(1, 3)) {
        two.add(key.sign(snapshot.digest(name)));
      }
      return two;
    }

    SupplyProof proof() {
      Bytes32 proven = signed.assets().getFirst().leafHash();
      return new SupplyProof(
          environment,
          snapshot,
          signatures,
          leaf,
          signed.assetsTree().proof(proven),
          contents.cut(),
          contents.statements(),
          contents.inFlight(),
          log);
    }

    private LogInclusion logged() {
      Rfc6962Tree tree = new Rfc6962Tree();
      for (int i = 0; i < 5; i++) {
        tree.append(
            i == 2
                ? LogEntries.snapshot(snapshot)
                : ("entry " + i).getBytes(StandardCharsets.UTF_8));
      }
      Checkpoint checkpoint = new Checkpoint(LOG.name(), tree.size(), tree.root());
      return new LogInclusion(
          2, tree.inclusionProof(2, 5), SignedNote.sign(checkpoint.text(), LOG).render());
    }
  }
}
