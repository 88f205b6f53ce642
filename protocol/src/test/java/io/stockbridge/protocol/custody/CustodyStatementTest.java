package io.stockbridge.protocol.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.protocol.crypto.Keccak256;
import io.stockbridge.protocol.custody.CustodyOrder.Status;
import io.stockbridge.protocol.custody.StatementSequence.Newer;
import io.stockbridge.protocol.custody.StatementSequence.Refusal;
import io.stockbridge.protocol.custody.StatementSequence.Refused;
import io.stockbridge.protocol.custody.StatementSequence.Repeated;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.CustodyAccount;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.protocol.message.SourceRef;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.CustodyShares;
import io.stockbridge.protocol.units.ShareAmount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustodyStatementTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Isin APPLE = Isin.of("CH1436219187");
  private static final CustodyOrder PENDING = order("ORD-1", "10", Status.PENDING);
  private static final CustodyOrder SETTLED = order("ORD-1", "10", Status.SETTLED);
  private static final Message REDEMPTION = redemption();
  private static final Release RELEASE =
      new Release(
          REDEMPTION.messageId(), APPLE, REDEMPTION.amount(), CustodyAccount.of("CUST-ACC-1"));

  @Test
  void acceptsAStatementThatOnlyAdds() {
    CustodyStatement first = statement(1, NOON, List.of(PENDING), List.of());
    CustodyStatement next =
        statement(
            5,
            NOON.plusSeconds(1),
            List.of(SETTLED, order("ORD-2", "1", Status.PENDING)),
            List.of(RELEASE));
    assertThat(StatementSequence.follow(first, next)).isEqualTo(new Newer());
    assertThat(StatementSequence.follow(next, next)).isEqualTo(new Repeated());
  }

  @Test
  void refusesEveryStepBack() {
    CustodyStatement newest = statement(5, NOON, List.of(SETTLED), List.of(RELEASE));
    List<CustodyOrder> orders = newest.orders();
    List<Release> releases = newest.releases();
    assertThat(reason(newest, statement(4, NOON, orders, releases)))
        .isEqualTo(Refusal.STALE_SEQUENCE);
    assertThat(reason(newest, statement(5, NOON.plusSeconds(1), orders, releases)))
        .isEqualTo(Refusal.SEQUENCE_CONFLICT);
    assertThat(reason(newest, statement(6, NOON.minusSeconds(1), orders, releases)))
        .isEqualTo(Refusal.AS_OF_BACKWARDS);
    assertThat(reason(newest, statement(6, NOON, List.of(), releases)))
        .isEqualTo(Refusal.ORDER_DISAPPEARED);
    assertThat(
            reason(
                newest,
                statement(6, NOON, List.of(order("ORD-1", "11", Status.SETTLED)), releases)))
        .isEqualTo(Refusal.ORDER_CHANGED);
    assertThat(reason(newest, statement(6, NOON, List.of(PENDING), releases)))
        .isEqualTo(Refusal.ORDER_UNSETTLED);
    assertThat(reason(newest, statement(6, NOON, orders, List.of())))
        .isEqualTo(Refusal.RELEASE_DISAPPEARED);
    Release changed =
        new Release(RELEASE.messageId(), APPLE, ShareAmount.ofSu(1), RELEASE.account());
    assertThat(reason(newest, statement(6, NOON, orders, List.of(changed))))
        .isEqualTo(Refusal.RELEASE_CHANGED);
  }

  @Test
  void refusesDoubleEntriesAndMissingNames() {
    assertThatThrownBy(() -> statement(1, NOON, List.of(PENDING, SETTLED), List.of()))
        .hasMessage("order listed twice in a statement");
    assertThatThrownBy(() -> statement(0, NOON, List.of(), List.of()))
        .hasMessageContaining("sequence from 1");
    assertThatThrownBy(() -> order(" ", "1", Status.PENDING)).hasMessageContaining("order id");
    assertThatThrownBy(() -> order("ORD-1", "0", Status.PENDING))
        .hasMessageContaining("ZERO_AMOUNT");
  }

  @Test
  void isFreshOnlyWithinItsAgeAndSkew() {
    CustodyStatement statement = statement(1, NOON, List.of(), List.of());
    Duration day = Duration.ofDays(1);
    Duration minute = Duration.ofMinutes(1);
    assertThat(statement.isFresh(NOON.plus(day), day, minute)).isTrue();
    assertThat(statement.isFresh(NOON.plus(day).plusNanos(1), day, minute)).isFalse();
    assertThat(statement.isFresh(NOON.minus(minute), day, minute)).isTrue();
    assertThat(statement.isFresh(NOON.minus(minute).minusNanos(1), day, minute)).isFalse();
  }

  @Test
  void aReleaseAnswersOnlyItsOwnRedemption() {
    assertThat(RELEASE.answers(REDEMPTION)).isTrue();
    assertThat(
            new Release(RELEASE.messageId(), APPLE, RELEASE.amount(), CustodyAccount.of("OTHER"))
                .answers(REDEMPTION))
        .isFalse();
    MessageId other = SETTLED.issueMessage().messageId();
    assertThat(new Release(other, APPLE, RELEASE.amount(), RELEASE.account()).answers(REDEMPTION))
        .isFalse();
  }

  private static Refusal reason(CustodyStatement newest, CustodyStatement next) {
    return ((Refused) StatementSequence.follow(newest, next)).reason();
  }

  private static CustodyStatement statement(
      long sequence, Instant asOf, List<CustodyOrder> orders, List<Release> releases) {
    CustodyPosition position =
        new CustodyPosition(
            APPLE, CustodyShares.of("1000"), CustodyShares.ZERO, CustodyShares.ZERO);
    Bytes32 digest = Bytes32.ofBytes(Keccak256.hashUtf8(sequence + "@" + asOf));
    return new CustodyStatement(
        "custodian-local", sequence, asOf, digest, List.of(position), orders, releases);
  }

  private static CustodyOrder order(String id, String shares, Status status) {
    return new CustodyOrder(
        id,
        APPLE,
        ShareAmount.ofShares(shares),
        ActionEpoch.ZERO,
        DomainId.of(412346),
        EvmAddress.of("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266").toUniversal(),
        status);
  }

  private static Message redemption() {
    return new Message(
        MessageKind.REDEEM,
        DomainId.of(412346),
        DomainId.CUSTODY,
        SourceRef.evmSequence(3),
        APPLE,
        ShareAmount.ofShares("2"),
        ActionEpoch.ZERO,
        EvmAddress.of("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266").toUniversal(),
        CustodyAccount.of("CUST-ACC-1").reference());
  }
}
