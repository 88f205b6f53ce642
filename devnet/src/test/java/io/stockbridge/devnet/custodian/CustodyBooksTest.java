package io.stockbridge.devnet.custodian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.protocol.units.ShareAmount;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CustodyBooksTest {

  private static final Isin APPLE = Isin.of("CH1436219187");
  private static final String ALICE = "eip155:412346:0x52908400098527886E0F7030069857D2E4169EE7";
  private static final MessageId MESSAGE = MessageId.of("0x" + "ab".repeat(32));

  @TempDir Path folder;

  private CustodyBooks books() {
    return CustodyBooks.open(folder.resolve("books.json"));
  }

  private static CustodyBooks.Order order(String id, String shares) {
    return new CustodyBooks.Order(id, APPLE, ShareAmount.ofShares(shares), 0, ALICE, false);
  }

  @Test
  void statesPendingSettledAndReleasedShares() {
    CustodyBooks books = books();
    books.place(order("ORD-1", "10"));
    books.place(order("ORD-2", "5"));
    books.settle(List.of("ORD-1"));
    books.release(
        new CustodyBooks.ReleasedShares(MESSAGE, APPLE, ShareAmount.ofShares("3"), "CUST-ACC-1"));
    JsonNode statement = books.nextStatement("custodian-local", "2026-11-23T00:00:00.000Z");
    JsonNode position = statement.path("positions").get(0);
    assertThat(ShareAmount.ofShares(position.path("settled").asText()))
        .isEqualTo(ShareAmount.ofShares("7"));
    assertThat(ShareAmount.ofShares(position.path("pendingIn").asText()))
        .isEqualTo(ShareAmount.ofShares("5"));
    assertThat(statement.path("orders").get(0).path("status").asText()).isEqualTo("settled");
    assertThat(statement.path("orders").get(1).path("status").asText()).isEqualTo("pending");
    assertThat(statement.path("releases").get(0).path("amountSu").asText()).isEqualTo("300000000");
  }

  @Test
  void holdsAsManySharesForEachTokenAsItWasToldAlsoAfterARestart() {
    CustodyBooks books = books();
    books.place(order("ORD-1", "10"));
    books.settle(List.of("ORD-1"));
    books.restate(APPLE, Multiplier.of("2.5"));
    JsonNode statement = books().nextStatement("custodian-local", "2026-11-23T00:00:00.000Z");
    assertThat(statement.path("positions").get(0).path("settled").asText()).isEqualTo("25");
    assertThat(statement.path("orders").get(0).path("amountSu").asText()).isEqualTo("1000000000");
  }

  @Test
  void continuesItsSequenceAndBooksAfterARestart() {
    CustodyBooks first = books();
    first.place(order("ORD-1", "10"));
    first.settle(List.of("ORD-1"));
    first.nextStatement("custodian-local", "2026-11-23T00:00:00.000Z");
    CustodyBooks again = books();
    assertThat(again.settledByIsin()).containsEntry(APPLE, ShareAmount.ofShares("10"));
    assertThat(
            again
                .nextStatement("custodian-local", "2026-11-23T00:00:01.000Z")
                .path("sequence")
                .asLong())
        .isEqualTo(2);
  }

  @Test
  void takesAnOrderOnceAndRefusesOtherTermsUnderItsId() {
    CustodyBooks books = books();
    assertThat(books.place(order("ORD-1", "10"))).isTrue();
    assertThat(books.place(order("ORD-1", "10"))).isFalse();
    assertThatThrownBy(() -> books.place(order("ORD-1", "11")))
        .hasMessage("order ORD-1 was placed before with other terms");
    assertThatThrownBy(() -> books.settle(List.of("ORD-1", "ORD-9")))
        .hasMessage("orderIds: no order ORD-9");
    assertThat(books.settledByIsin()).containsEntry(APPLE, ShareAmount.ZERO);
  }

  @Test
  void releasesAMessageOnceAndNeverMoreThanItHolds() {
    CustodyBooks books = books();
    books.place(order("ORD-1", "2"));
    books.settle(List.of("ORD-1"));
    var release =
        new CustodyBooks.ReleasedShares(MESSAGE, APPLE, ShareAmount.ofShares("2"), "CUST-ACC-1");
    assertThat(books.release(release)).isTrue();
    assertThat(books.release(release)).isFalse();
    var another = MessageId.of("0x" + "cd".repeat(32));
    assertThatThrownBy(
            () ->
                books.release(
                    new CustodyBooks.ReleasedShares(
                        another, APPLE, ShareAmount.ofSu("1"), "CUST-ACC-1")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("custody holds less");
  }
}
