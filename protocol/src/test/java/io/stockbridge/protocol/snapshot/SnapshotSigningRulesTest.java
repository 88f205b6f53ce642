package io.stockbridge.protocol.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.snapshot.SigningHistory.SnapshotHead;
import io.stockbridge.protocol.snapshot.SnapshotSigningRules.Refusal;
import io.stockbridge.protocol.snapshot.SnapshotSigningRules.Refuse;
import io.stockbridge.protocol.snapshot.SnapshotSigningRules.Sign;
import io.stockbridge.protocol.snapshot.SnapshotSigningRules.Verdict;
import io.stockbridge.protocol.vectors.SnapshotVectors;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotSigningRulesTest {
  private static final SnapshotContents CONTENTS = SnapshotVectors.contents(3);
  private static final Instant CUT = Instant.ofEpochSecond(1_795_392_000L);
  private static final Bytes32 FOUR = Bytes32.of("0x" + "44".repeat(32));
  private static final Bytes32 FIVE = Bytes32.of("0x" + "55".repeat(32));

  @Test
  void signsTheFirstSnapshotAndTheNext() {
    assertThat(decide(SigningHistory.EMPTY, snapshot(1, Bytes32.ZERO)))
        .isEqualTo(new Sign(snapshot(1, Bytes32.ZERO).digest("local")));
    assertThat(decide(history(4, FOUR, 4, FOUR), snapshot(5, FOUR))).isInstanceOf(Sign.class);
  }

  @Test
  void signsOneDigestPerEpochHoweverOftenAsked() {
    SupplySnapshot own = snapshot(5, FOUR);
    SigningHistory signed = history(5, own.digest("local"), 4, FOUR);
    assertThat(decide(signed, own)).isEqualTo(new Sign(own.digest("local")));
    assertThat(reason(decide(history(5, FIVE, 4, FOUR), own)))
        .isEqualTo(Refusal.EPOCH_ALREADY_SIGNED);
  }

  @Test
  void signsOnlyWhatItComputedItself() {
    Verdict verdict =
        SnapshotSigningRules.decide(
            SigningHistory.EMPTY, CONTENTS, snapshot(1, Bytes32.ZERO), "local", FIVE);
    assertThat(reason(verdict)).isEqualTo(Refusal.DIGEST_DIFFERS);
  }

  @Test
  void linksToTheAgreedSnapshotOrToItsOwnNewerOne() {
    SigningHistory waiting = history(5, FIVE, 4, FOUR);
    assertThat(decide(waiting, snapshot(6, FIVE))).isInstanceOf(Sign.class);
    assertThat(decide(waiting, snapshot(6, FOUR))).isInstanceOf(Sign.class);
    SigningHistory missedFive = history(4, FOUR, 5, FIVE);
    assertThat(decide(missedFive, snapshot(6, FIVE))).isInstanceOf(Sign.class);
    assertThat(reason(decide(missedFive, snapshot(6, FOUR)))).isEqualTo(Refusal.WRONG_PREVIOUS);
    assertThat(reason(decide(waiting, snapshot(6, Bytes32.ZERO))))
        .isEqualTo(Refusal.WRONG_PREVIOUS);
  }

  @Test
  void nothingGoesBack() {
    assertThat(reason(decide(history(6, FIVE, 5, FIVE), snapshot(5, FOUR))))
        .isEqualTo(Refusal.EPOCH_BACKWARDS);
    assertThat(reason(decide(history(3, FOUR, 5, FIVE), snapshot(5, FOUR))))
        .isEqualTo(Refusal.EPOCH_BACKWARDS);
    assertThat(reason(decide(seen(CUT.plusSeconds(1), Map.of(), Map.of()), snapshot(5, FOUR))))
        .isEqualTo(Refusal.CUT_TIME_BACKWARDS);
    Map<DomainId, Long> higher = Map.of(DomainId.of(412346), 1235L);
    assertThat(reason(decide(seen(CUT, higher, Map.of()), snapshot(5, FOUR))))
        .isEqualTo(Refusal.HEIGHT_BACKWARDS);
    Map<DomainId, Long> missing = Map.of(DomainId.of(8453), 1L);
    assertThat(reason(decide(seen(CUT, missing, Map.of()), snapshot(5, FOUR))))
        .isEqualTo(Refusal.HEIGHT_BACKWARDS);
    assertThat(
            reason(decide(seen(CUT, Map.of(), Map.of("custodian-local", 8L)), snapshot(5, FOUR))))
        .isEqualTo(Refusal.CUSTODY_BACKWARDS);
    assertThat(
            decide(
                seen(CUT, Map.of(DomainId.of(412346), 1234L), Map.of("custodian-local", 7L)),
                snapshot(5, FOUR)))
        .isInstanceOf(Sign.class);
  }

  @Test
  void contentsHoldNothingTwice() {
    assertThatThrownBy(
            () -> new SnapshotContents(List.of(), List.of(leaf(), leaf()), List.of(), List.of()))
        .hasMessage("an entry stands in a snapshot twice");
    List<DomainFigures> reversed = leaf().domains().reversed();
    assertThatThrownBy(
            () ->
                new AssetLeaf(
                    leaf().isin(),
                    leaf().inFlight(),
                    leaf().orphan(),
                    leaf().issued(),
                    leaf().redeemed(),
                    leaf().custodySettled(),
                    leaf().custodyPendingIn(),
                    leaf().custodyPendingOut(),
                    leaf().multiplier(),
                    leaf().actionEpoch(),
                    leaf().verdict(),
                    reversed))
        .hasMessageContaining("not ascending");
  }

  private static AssetLeaf leaf() {
    return CONTENTS.assets().getFirst();
  }

  private static Verdict decide(SigningHistory history, SupplySnapshot own) {
    return SnapshotSigningRules.decide(history, CONTENTS, own, "local", own.digest("local"));
  }

  private static Refusal reason(Verdict verdict) {
    return ((Refuse) verdict).reason();
  }

  private static SupplySnapshot snapshot(long epoch, Bytes32 previous) {
    return CONTENTS.toSnapshot(epoch, CUT, CUT.plusSeconds(90), previous);
  }

  private static SigningHistory history(
      long signedEpoch, Bytes32 signed, long agreedEpoch, Bytes32 agreed) {
    return new SigningHistory(
        Optional.of(new SnapshotHead(signedEpoch, signed)),
        Optional.of(new SnapshotHead(agreedEpoch, agreed)),
        CUT,
        Map.of(),
        Map.of());
  }

  private static SigningHistory seen(
      Instant cutTime, Map<DomainId, Long> heights, Map<String, Long> statements) {
    Optional<SnapshotHead> four = Optional.of(new SnapshotHead(4, FOUR));
    return new SigningHistory(four, four, cutTime, heights, statements);
  }
}
