package io.stockbridge.attestation.attesting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockbridge.attestation.testing.AttesterFiles;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(AttesterFiles.class)
class RequestLineTest {
  private static final String MESSAGE = "0x" + "a".repeat(64);
  private static final String OTHER = "0x" + "b".repeat(64);

  @Inject Database database;
  @Inject RequestStore store;

  /** Nothing of it is ever committed, so the running worker sees none of it. */
  private void aside(Consumer<Tx> steps) {
    assertThatThrownBy(
            () ->
                database.change(
                    tx -> {
                      steps.accept(tx);
                      throw new IllegalStateException("rolled back by the test");
                    }))
        .hasMessageContaining("rolled back by the test");
  }

  private UUID ask(Tx tx, String message, String purpose, int round, String body) {
    UUID id = UUID.randomUUID();
    AttestationRequest request =
        new AttestationRequest(
            message,
            "0x",
            purpose,
            new AttestationRequest.EmittedAt(412346, "0x1", 0, null),
            round,
            null);
    store.insert(tx, id, request, "{\"b\": \"" + body + "\"}");
    return id;
  }

  private List<UUID> open(Tx tx, List<UUID> ours) {
    return store.open(tx).stream()
        .map(RequestStore.OpenRequest::id)
        .filter(ours::contains)
        .toList();
  }

  @Test
  void noPurposeRoundOrContentTakesTheOthersPlace() {
    aside(
        tx -> {
          UUID first = ask(tx, MESSAGE, "mint", 1, "a");
          UUID sameAgain = ask(tx, MESSAGE, "mint", 1, "a");
          UUID otherContent = ask(tx, MESSAGE, "mint", 1, "b");
          UUID otherPurpose = ask(tx, MESSAGE, "cancel", 1, "a");
          UUID otherRound = ask(tx, MESSAGE, "mint", 2, "a");
          UUID otherMessage = ask(tx, OTHER, "mint", 1, "a");

          List<UUID> all =
              List.of(first, sameAgain, otherContent, otherPurpose, otherRound, otherMessage);
          assertThat(open(tx, all))
              .containsExactly(first, otherPurpose, otherMessage, otherContent, otherRound);
        });
  }

  @Test
  void aFloodForOneMessageLeavesItsOldestAndItsNewestRequests() {
    aside(
        tx -> {
          List<UUID> flood = new ArrayList<>();
          for (int round = 1; round <= 40; round++) {
            flood.add(ask(tx, MESSAGE, "mint", round, "a"));
          }
          UUID other = ask(tx, OTHER, "mint", 1, "a");

          List<UUID> all = new ArrayList<>(flood);
          all.add(other);
          List<UUID> expected = new ArrayList<>(List.of(flood.getFirst(), other));
          expected.addAll(flood.subList(25, 40));
          assertThat(open(tx, all)).containsExactlyElementsOf(expected);
        });
  }
}
