package io.stockbridge.attestation.snapshots;

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
import java.util.List;
import java.util.Optional;

/** Three attesters with journals in memory on one topic, and a clock that the test moves. */
class SnapshotRounds {
  static final NetworkDescription NETWORK = TestNetwork.description();
  static final EpochSchedule SCHEDULE =
      new EpochSchedule(
          Duration.ofSeconds(6),
          Duration.ofSeconds(2),
          List.of("attester-1", "attester-2", "attester-3"));

  /** A multiple of 18 s: its epoch's first proposer is attester-1. */
  static final Instant START = Instant.ofEpochSecond(1_800_000_000L);

  final List<Object> topic = new ArrayList<>();
  final List<Node> nodes = new ArrayList<>();
  Instant now = START;
  long height = 100;

  SnapshotRounds() {
    for (int i = 1; i <= 3; i++) {
      nodes.add(new Node(i));
    }
  }

  final class Node implements SnapshotView {
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

  static Bytes32 hash(long height) {
    return Bytes32.ofNumber(BigInteger.valueOf(height + 1_000_000));
  }

  void run(Duration time) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      nodes.stream().filter(node -> node.up).forEach(Node::step);
      now = now.plusMillis(500);
      height++;
    }
  }

  long epoch() {
    return SCHEDULE.epochAt(START);
  }
}
