package io.stockbridge.attestation.snapshots;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.protocol.crypto.EvmSignature;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.snapshot.SigningHistory.SnapshotHead;
import io.stockbridge.protocol.snapshot.SnapshotContents;
import io.stockbridge.protocol.snapshot.SnapshotSigningRules;
import io.stockbridge.protocol.snapshot.SupplySnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** A journal that outlives the round it serves, as a database would. */
final class MemoryJournal implements AgreementJournal {
  static final String ENVIRONMENT = "test";

  private final String self;
  private final BiConsumer<String, Object> topic;
  private final TreeSet<Long> proposed = new TreeSet<>();
  private final TreeMap<Long, CutProposal> bound = new TreeMap<>();
  final TreeMap<Long, String> states = new TreeMap<>();
  final TreeMap<Long, Claimed> claims = new TreeMap<>();
  private final TreeMap<Long, Set<SignedDigest>> signatures = new TreeMap<>();
  final TreeMap<Long, AgreedSnapshot> agreed = new TreeMap<>();
  private final TreeSet<Long> unannounced = new TreeSet<>();

  /** Throws after the claim, as if the process was killed there. */
  boolean killAfterClaim;

  record SignedDigest(String attester, Bytes32 digest, EvmSignature signature) {}

  record Signed(long epoch, String attester, Bytes32 digest, EvmSignature signature) {}

  record Agreed(JsonNode data) {}

  MemoryJournal(String self, BiConsumer<String, Object> topic) {
    this.self = self;
    this.topic = topic;
  }

  @Override
  public boolean isTaken(long epoch) {
    return proposed.contains(epoch) || bound.containsKey(epoch);
  }

  @Override
  public boolean propose(CutProposal proposal) {
    boolean first = proposed.add(proposal.epoch());
    if (first) {
      topic.accept(self, proposal);
    }
    return first;
  }

  @Override
  public boolean bind(CutProposal proposal) {
    boolean first = bound.putIfAbsent(proposal.epoch(), proposal) == null;
    if (first) {
      states.put(proposal.epoch(), "open");
    }
    return first;
  }

  @Override
  public List<CutProposal> open() {
    return bound.values().stream()
        .filter(proposal -> states.get(proposal.epoch()).equals("open"))
        .toList();
  }

  @Override
  public void abstain(long epoch, String reason) {
    states.replace(epoch, "open", "abstained: " + reason);
  }

  @Override
  public SnapshotSigningRules.Verdict claim(SupplySnapshot snapshot, SnapshotContents contents) {
    Bytes32 digest = snapshot.digest(ENVIRONMENT);
    Optional<AgreedSnapshot> last =
        Optional.ofNullable(claims.lastEntry())
            .map(
                entry ->
                    new AgreedSnapshot(
                        entry.getValue().snapshot(), entry.getValue().contents(), new TreeMap<>()));
    SnapshotSigningRules.Verdict verdict =
        SnapshotSigningRules.decide(
            SnapshotHistory.of(
                last,
                Optional.ofNullable(agreed.lastEntry()).map(Map.Entry::getValue),
                ENVIRONMENT),
            contents,
            snapshot,
            ENVIRONMENT,
            digest);
    if (verdict instanceof SnapshotSigningRules.Sign) {
      claims.putIfAbsent(
          snapshot.epoch(), new Claimed(snapshot.epoch(), digest, snapshot, contents, false));
      states.put(snapshot.epoch(), "signed");
      if (killAfterClaim) {
        killAfterClaim = false;
        throw new IllegalStateException("killed after the claim");
      }
    }
    return verdict;
  }

  @Override
  public List<Claimed> claimed() {
    long newest = agreed.isEmpty() ? 0 : agreed.lastKey();
    return claims.values().stream()
        .filter(claim -> claim.epoch() > newest || !claim.published())
        .toList();
  }

  @Override
  public void publishSignature(long epoch, Bytes32 digest, EvmSignature signature) {
    Claimed claim = claims.get(epoch);
    if (!claim.published()) {
      claims.put(
          epoch, new Claimed(epoch, claim.digest(), claim.snapshot(), claim.contents(), true));
      addSignature(epoch, self, digest, signature);
      topic.accept(self, new Signed(epoch, self, digest, signature));
    }
  }

  @Override
  public boolean addSignature(long epoch, String attester, Bytes32 digest, EvmSignature signature) {
    Set<SignedDigest> all = signatures.computeIfAbsent(epoch, key -> new HashSet<>());
    all.add(new SignedDigest(attester, digest, signature));
    return all.stream()
        .filter(signed -> signed.attester().equals(attester))
        .allMatch(signed -> signed.digest().equals(digest));
  }

  @Override
  public Map<String, EvmSignature> signatures(long epoch, Bytes32 digest) {
    Map<String, EvmSignature> found = new TreeMap<>();
    signatures
        .getOrDefault(epoch, Set.of())
        .forEach(
            signed -> {
              if (signed.digest().equals(digest)) {
                found.put(signed.attester(), signed.signature());
              }
            });
    return found;
  }

  @Override
  public boolean agree(AgreedSnapshot snapshot, boolean announced) {
    long epoch = snapshot.snapshot().epoch();
    AgreedSnapshot before = agreed.putIfAbsent(epoch, snapshot);
    if (announced) {
      unannounced.remove(epoch);
    } else if (before == null) {
      unannounced.add(epoch);
    }
    return before == null || before.digest(ENVIRONMENT).equals(snapshot.digest(ENVIRONMENT));
  }

  @Override
  public void announce(long epoch) {
    if (unannounced.remove(epoch)) {
      topic.accept(self, new Agreed(agreed.get(epoch).toJson(ENVIRONMENT)));
    }
  }

  @Override
  public List<Long> unannounced() {
    return new ArrayList<>(unannounced);
  }

  @Override
  public Optional<SnapshotHead> newestAgreed() {
    return Optional.ofNullable(agreed.lastEntry())
        .map(entry -> new SnapshotHead(entry.getKey(), entry.getValue().digest(ENVIRONMENT)));
  }
}
