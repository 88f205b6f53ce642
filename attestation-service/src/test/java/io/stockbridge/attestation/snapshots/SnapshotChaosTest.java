package io.stockbridge.attestation.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class SnapshotChaosTest extends SnapshotRounds {
  @Test
  void neverTwoDigestsForOneEpochWhateverFails() {
    for (long seed = 1; seed <= 20; seed++) {
      SnapshotChaosTest trial = new SnapshotChaosTest();
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
