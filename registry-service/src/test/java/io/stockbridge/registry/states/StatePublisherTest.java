package io.stockbridge.registry.states;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.network.Network;
import io.stockbridge.registry.recording.Registrar;
import io.stockbridge.registry.rest.RegistryFiles;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class StatePublisherTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Inject Transactions transactions;
  @Inject StatePublisher own;
  @Inject StateEntries entries;
  @Inject StateStore store;
  @Inject Registrar registrar;
  @Inject Network network;

  /** The application publishes by itself; it must have done so before replicas are compared. */
  @BeforeEach
  void untilTheApplicationHasPublished() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (own.latest().isEmpty()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(100_000_000L);
    }
  }

  @Test
  void replicasTakeOverOneStateInsteadOfPublishingItTwice() {
    StatePublisher first = replica(entries);
    StatePublisher second = replica(entries);
    first.publish();
    long states = newest();
    second.publish();
    first.publish();

    assertThat(newest()).isEqualTo(states);
    assertThat(first.latest().orElseThrow().number()).isEqualTo(states);
    assertThat(second.latest().orElseThrow().signed())
        .isEqualTo(first.latest().orElseThrow().signed());
  }

  @Test
  void twoReleasesThatWriteEntriesDifferentlyDoNotAnswerEachOtherForEver() {
    StatePublisher release = replica(entries);
    release.publish();
    long before = newest();
    StatePublisher next = replica(() -> withOneMore(entries.current()));
    next.publish();
    assertThat(newest()).isEqualTo(before + 1);
    assertThat(next.latest().orElseThrow().signed().header().entries())
        .isEqualTo(release.latest().orElseThrow().signed().header().entries() + 1);

    for (int i = 0; i < 3; i++) {
      release.publish();
      next.publish();
    }
    assertThat(newest()).isEqualTo(before + 1);
    assertThat(release.latest().orElseThrow().number()).isEqualTo(before);
  }

  @Test
  void publishesNothingBeforeAnythingIsLoaded() {
    long before = newest();
    StatePublisher empty =
        replica(() -> new StateEntries.Facts(0, List.of(), List.of(), List.of()));
    empty.publish();

    assertThat(newest()).isEqualTo(before);
    assertThat(empty.latest()).isEmpty();
  }

  private StatePublisher replica(StateEntries known) {
    return new StatePublisher(transactions, known, store, registrar, network);
  }

  private long newest() {
    return transactions
        .await(PATIENCE, store::newest)
        .map(state -> state.signed().header().number())
        .orElse(0L);
  }

  private static StateEntries.Facts withOneMore(StateEntries.Facts facts) {
    List<Underlying> more = new ArrayList<>(facts.underlyings());
    more.add(new Underlying("ZZZZ", null, "written by another release", null));
    return new StateEntries.Facts(facts.number(), facts.impostors(), facts.instruments(), more);
  }
}
