package io.stockbridge.attestation.snapshots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.attestation.testing.TestNetwork;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.snapshot.CutPoint;
import io.stockbridge.protocol.snapshot.SnapshotContents;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class SnapshotRoundTest {
  private static final NetworkDescription NETWORK = TestNetwork.description();
  private static final EpochSchedule SCHEDULE =
      new EpochSchedule(
          Duration.ofSeconds(6),
          Duration.ofSeconds(2),
          List.of("attester-1", "attester-2", "attester-3"));

  /** A multiple of 18 s: its epoch's first proposer is attester-1. */
  private static final Instant START = Instant.ofEpochSecond(1_800_000_000L);

  private final List<Object> topic = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private Instant now = START;
  private long height = 100;

  SnapshotRoundTest() {
    for (int i = 1; i <= 3; i++) {
      nodes.add(new Node(i));
    }
  }

  private final class Node implements SnapshotView {
    final int number;
    final String id;
    final MemoryJournal journal;
    SnapshotRound round;
    boolean up = true;
    boolean lies;
    boolean seesOtherHash;
    boolean lags;
    int read;

    Node(int number) {
      this.number = number;
      this.id = "attester-" + number;
      this.journal = new MemoryJournal(id, (self, record) -> topic.add(record));
      restart();
    }

    void restart() {
      round =
          new SnapshotRound(
              id,
              NETWORK,
              SCHEDULE,
              new SnapshotRound.Limits(Duration.ofSeconds(2), Duration.ofSeconds(60)),
              TestNetwork.evm(number),
              journal,
              this);
    }

    void step() {
      while (read < topic.size()) {
        Object record = topic.get(read);
        switch (record) {
          case CutProposal proposal -> round.onProposal(proposal, now);
          case MemoryJournal.Signed signed ->
              round.onSignature(
                  signed.epoch(), signed.attester(), signed.digest(), signed.signature(), now);
          case MemoryJournal.Agreed agreed -> round.onAgreed(AgreedSnapshot.parse(agreed.data()));
          default -> throw new AssertionError(record);
        }
        read++;
      }
      round.tick(now);
    }

    @Override
    public Optional<CutProposal> propose(long epoch, Instant cutTime, Bytes32 previous) {
      return Optional.of(
          new CutProposal(
              epoch,
              id,
              cutTime,
              cutTime.plusSeconds(60),
              List.of(
                  new CutPoint(
                      DomainId.of(412346), height, lies ? hash(height + 7) : hash(height))),
              List.of(),
              List.of(),
              previous));
    }

    @Override
    public Computation compute(CutProposal proposal) {
      CutPoint point = proposal.cut().getFirst();
      if (lags || point.height() > height) {
        return new Computation.NotYet("behind");
      }
      if (!point.hash().equals(hash(point.height())) || seesOtherHash) {
        return new Computation.Refused("another hash");
      }
      return new Computation.Done(
          new SnapshotContents(proposal.cut(), List.of(), List.of(), List.of()));
    }
  }

  private static Bytes32 hash(long height) {
    return Bytes32.ofNumber(BigInteger.valueOf(height + 1_000_000));
  }

  private void run(Duration time) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      nodes.stream().filter(node -> node.up).forEach(Node::step);
      now = now.plusMillis(500);
      height++;
    }
  }

  private long epoch() {
    return SCHEDULE.epochAt(START);
  }

  @Test
  void agreesOnOneSnapshotPerEpochAndLinksThem() {
    run(Duration.ofSeconds(30));

    for (Node node : nodes) {
      assertThat(node.journal.agreed.keySet())
          .containsExactly(epoch(), epoch() + 1, epoch() + 2, epoch() + 3, epoch() + 4);
      Bytes32 previous = Bytes32.ZERO;
      for (AgreedSnapshot agreed : node.journal.agreed.values()) {
        assertThat(agreed.problem(NETWORK)).isEmpty();
        assertThat(agreed.snapshot().previous()).isEqualTo(previous);
        previous = agreed.digest("test");
      }
    }
    assertThat(topic.stream().filter(CutProposal.class::isInstance)).hasSize(5);
    assertThat(topic.stream().filter(MemoryJournal.Agreed.class::isInstance)).hasSizeBetween(5, 7);
  }

  @Test
  void anotherProposesWhenTheLeaderIsSilent() {
    nodes.getFirst().up = false;

    run(Duration.ofSeconds(6));

    AgreedSnapshot agreed = nodes.get(1).journal.agreed.get(epoch());
    assertThat(agreed.signatures().keySet()).containsExactly("attester-2", "attester-3");
    assertThat(agreed.snapshot().cutTime()).isEqualTo(START.plusSeconds(2));
  }

  @Test
  void anEpochWithALyingLeaderDiesAndTheNextOneGoesOn() {
    nodes.getFirst().lies = true;

    run(Duration.ofSeconds(18));

    for (Node node : nodes) {
      assertThat(node.journal.agreed.keySet()).containsExactly(epoch() + 1, epoch() + 2);
    }
    assertThat(nodes.get(1).journal.states.get(epoch())).isEqualTo("abstained: another hash");
    assertThat(nodes.get(2).journal.agreed.get(epoch() + 1).snapshot().previous())
        .isEqualTo(Bytes32.ZERO);
  }

  @Test
  void stepsOverAnEpochThatOnlyOneSigned() {
    nodes.get(1).lags = true;
    nodes.get(2).lags = true;
    run(Duration.ofSeconds(6));
    assertThat(nodes.getFirst().journal.claims).containsOnlyKeys(epoch());
    nodes.get(1).lags = false;
    nodes.get(2).lags = false;
    nodes.get(1).journal.abstain(epoch(), "test");
    nodes.get(2).journal.abstain(epoch(), "test");

    run(Duration.ofSeconds(12));

    for (Node node : nodes) {
      assertThat(node.journal.agreed.keySet()).containsExactly(epoch() + 1, epoch() + 2);
    }
  }

  @Test
  void publishesTheSameSignatureAfterAKillBetweenClaimAndPublication() {
    Node victim = nodes.get(1);
    victim.journal.killAfterClaim = true;
    nodes.getFirst().step();

    assertThatThrownBy(victim::step).hasMessage("killed after the claim");
    Bytes32 claimed = victim.journal.claims.get(epoch()).digest();
    victim.restart();
    run(Duration.ofSeconds(6));

    assertThat(victim.journal.claims.get(epoch()).published()).isTrue();
    assertThat(victim.journal.agreed.get(epoch()).digest("test")).isEqualTo(claimed);
    assertThat(victim.journal.agreed.get(epoch()).signatures()).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void anAttesterThatWasAwayCatchesUpFromTheTopic() {
    nodes.get(2).up = false;
    run(Duration.ofSeconds(18));
    nodes.get(2).up = true;

    run(Duration.ofSeconds(6));

    assertThat(nodes.get(2).journal.agreed.keySet())
        .isEqualTo(nodes.getFirst().journal.agreed.keySet())
        .hasSize(4);
    assertThat(nodes.get(2).journal.claims).containsOnlyKeys(epoch() + 3);
  }

  @Test
  void refusesProposalsOutOfTurnAndAheadOfTime() {
    Node node = nodes.getFirst();
    CutProposal early =
        nodes.get(1).propose(epoch(), START.plusSeconds(1), Bytes32.ZERO).orElseThrow();
    CutProposal future =
        nodes.get(1).propose(epoch() + 1, START.plusSeconds(6), Bytes32.ZERO).orElseThrow();

    node.round.onProposal(early, now);
    node.round.onProposal(future, now);

    assertThat(node.journal.isTaken(epoch())).isFalse();
    assertThat(node.journal.isTaken(epoch() + 1)).isFalse();
  }

  @Test
  void refusesProposalsOfEpochsThatAreOver() {
    Node node = nodes.getFirst();
    CutProposal first = node.propose(epoch(), START, Bytes32.ZERO).orElseThrow();
    node.round.onProposal(first, START.plusSeconds(12).plusMillis(1));
    assertThat(node.journal.states).isEmpty();

    node.round.onProposal(first, START.plusSeconds(12));
    assertThat(node.journal.states).containsOnlyKeys(epoch());
  }

  @Test
  void refusesProposalsOfEpochsThatWereAgreedOrOvertaken() {
    run(Duration.ofSeconds(6));
    Node fresh = new Node(3);
    fresh.round.onAgreed(nodes.getFirst().journal.agreed.get(epoch()));

    fresh.round.onProposal(
        nodes.getFirst().propose(epoch(), START, Bytes32.ZERO).orElseThrow(), now);

    assertThat(fresh.journal.states).isEmpty();
  }

  @Test
  void aReplayedSignatureTakesNoPlaceInAnotherEpoch() {
    run(Duration.ofSeconds(6));
    AgreedSnapshot old = nodes.getFirst().journal.agreed.get(epoch());
    for (Node node : nodes) {
      old.signatures()
          .forEach(
              (attester, signature) -> {
                node.round.onSignature(epoch() + 1, attester, old.digest("test"), signature, now);
                node.round.onSignature(epoch() + 3, attester, old.digest("test"), signature, now);
              });
      assertThat(node.journal.signatures(epoch() + 3, old.digest("test"))).isEmpty();
    }

    run(Duration.ofSeconds(6));

    for (Node node : nodes) {
      assertThat(node.journal.agreed.keySet()).containsExactly(epoch(), epoch() + 1);
      assertThat(node.journal.agreed.get(epoch() + 1).problem(NETWORK)).isEmpty();
    }
  }

  @Test
  void believesNoAgreedSnapshotWithoutAQuorum() {
    run(Duration.ofSeconds(6));
    AgreedSnapshot agreed = nodes.getFirst().journal.agreed.get(epoch());
    TreeMap<String, io.stockbridge.protocol.crypto.EvmSignature> one = new TreeMap<>();
    one.put("attester-1", agreed.signatures().get("attester-1"));
    one.put("attester-2", agreed.signatures().get("attester-1"));
    Node fresh = new Node(3);

    fresh.round.onAgreed(new AgreedSnapshot(agreed.snapshot(), agreed.contents(), one));

    assertThat(fresh.journal.agreed).isEmpty();
    assertThat(new AgreedSnapshot(agreed.snapshot(), agreed.contents(), one).problem(NETWORK))
        .hasValue("1 valid signatures, 2 needed");
  }

  @Test
  void neverTwoDigestsForOneEpochWhateverFails() {
    for (long seed = 1; seed <= 20; seed++) {
      SnapshotRoundTest trial = new SnapshotRoundTest();
      trial.runChaos(seed);
    }
  }

  private void runChaos(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int step = 0; step < 200; step++) {
      Node node = nodes.get(random.nextInt(3));
      switch (random.nextInt(8)) {
        case 0 -> node.up = !node.up;
        case 1 -> node.restart();
        case 2 -> node.lies = random.nextInt(4) == 0;
        case 3 -> node.lags = random.nextBoolean();
        case 4 -> node.journal.killAfterClaim = true;
        default -> {}
      }
      for (Node each : nodes) {
        if (each.up && random.nextInt(4) > 0) {
          try {
            each.step();
          } catch (IllegalStateException killed) {
            each.restart();
          }
        }
      }
      now = now.plusMillis(random.nextInt(1500));
      height++;
    }
    nodes.forEach(
        node -> {
          node.up = true;
          node.lies = false;
          node.lags = false;
          node.journal.killAfterClaim = false;
        });
    long before = epochOf(now);
    run(Duration.ofSeconds(30));
    assertChaosHeld(seed, before);
  }

  private static long epochOf(Instant time) {
    return SCHEDULE.epochAt(time);
  }

  private void assertChaosHeld(long seed, long before) {
    Set<String> signed = new HashSet<>();
    for (Object record : topic) {
      if (record instanceof MemoryJournal.Signed each) {
        assertThat(signed.add(each.attester() + "@" + each.epoch()))
            .as("seed %d: %s signed epoch %d once", seed, each.attester(), each.epoch())
            .isTrue();
      }
    }
    for (Node node : nodes) {
      assertThat(node.journal.newestAgreed().orElseThrow().epoch())
          .as("seed %d: %s goes on after the faults", seed, node.id)
          .isGreaterThan(before);
      List<Long> heights =
          node.journal.agreed.values().stream()
              .map(agreed -> agreed.contents().cut().getFirst().height())
              .toList();
      assertThat(heights)
          .as("seed %d: heights never go back", seed)
          .isSortedAccordingTo(Comparator.naturalOrder());
      node.journal.agreed.forEach(
          (epoch, agreed) ->
              nodes.forEach(
                  other ->
                      assertThat(other.journal.agreed.getOrDefault(epoch, agreed).digest("test"))
                          .as("seed %d: one digest of epoch %d", seed, epoch)
                          .isEqualTo(agreed.digest("test"))));
    }
  }
}
