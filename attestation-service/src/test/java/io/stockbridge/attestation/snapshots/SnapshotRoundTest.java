package io.stockbridge.attestation.snapshots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.protocol.identifiers.Bytes32;
import java.time.Duration;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SnapshotRoundTest extends SnapshotRounds {
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
}
