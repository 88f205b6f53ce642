package io.stockbridge.attestation.backing;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockbridge.attestation.chainview.ChainViews;
import io.stockbridge.attestation.chainview.ChainViews.Progress;
import io.stockbridge.attestation.chainview.ChainViews.Reading;
import io.stockbridge.attestation.chainview.ChainViews.Suspect;
import io.stockbridge.chains.records.AssetRecord;
import io.stockbridge.protocol.custody.CustodyStatement;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.snapshot.CutPoint;
import io.stockbridge.protocol.units.ActionEpoch;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BreachJudgementTest {
  private static final DomainId ARBITRUM = DomainId.of(412346);
  private static final DomainId BASE = DomainId.of(84538453);
  private static final Duration GRACE = Duration.ofMinutes(2);
  private static final Instant MINTED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = MINTED.plusSeconds(3600);

  private final AssetRecord asset =
      AssetRecord.parse(
          """
          {"schema":1,"isin":"US0378331005","version":1,"symbol":"TST","name":"Test","status":"active",\
          "multiplier":"1","actionEpoch":0,"deployments":[\
          {"domain":412346,"caip19":"eip155:412346/erc20:0x00000000000000000000000000000000000000C1",\
          "address":"0x00000000000000000000000000000000000000c1","decimals":18,"status":"active"},\
          {"domain":84538453,"caip19":"eip155:84538453/erc20:0x00000000000000000000000000000000000000C2",\
          "address":"0x00000000000000000000000000000000000000c2","decimals":18,"status":"active"}]}""");

  private static Suspect mint(String state) {
    return new Suspect(new MessageId(Bytes32.ZERO), state, "", MINTED, MINTED);
  }

  private static Progress until(DomainId domain, Instant blockTime) {
    return new Progress(new CutPoint(domain, 1, Bytes32.ZERO), blockTime, blockTime);
  }

  private static CustodyStatement statement(Instant asOf) {
    return new CustodyStatement(
        "custodian", 1, asOf, Bytes32.ZERO, List.of(), List.of(), List.of());
  }

  private boolean unsourced(
      String state, Map<DomainId, Progress> progress, List<CustodyStatement> statements) {
    return BreachJudgement.unsourced(
        asset, List.of(mint(state)), progress, statements, GRACE, LATER);
  }

  @Test
  void aMintWithoutSourceIsProvenOnlyWhenEverySourceIsKnownPastIt() {
    Instant past = MINTED.plus(GRACE).plusSeconds(1);
    Map<DomainId, Progress> all = Map.of(ARBITRUM, until(ARBITRUM, past), BASE, until(BASE, past));
    Map<DomainId, Progress> behind =
        Map.of(ARBITRUM, until(ARBITRUM, MINTED), BASE, until(BASE, past));

    assertThat(unsourced("ORPHAN", all, List.of(statement(past)))).isTrue();
    assertThat(unsourced("ORPHAN", behind, List.of(statement(past)))).isFalse();
    assertThat(unsourced("ORPHAN", Map.of(BASE, until(BASE, past)), List.of(statement(past))))
        .isFalse();
    assertThat(unsourced("ORPHAN", all, List.of(statement(MINTED)))).isFalse();
    assertThat(unsourced("ORPHAN", all, List.of())).isFalse();
  }

  @Test
  void aMintThatDiffersFromItsMessageIsProvenAtOnce() {
    assertThat(unsourced("MISMATCH", Map.of(), List.of())).isTrue();
  }

  @Test
  void aMismatchLastsOnlyByANewerReading() {
    assertThat(BreachJudgement.lastingMismatch(List.of(reading(MINTED)), GRACE)).isFalse();
    assertThat(
            BreachJudgement.lastingMismatch(
                List.of(reading(MINTED.plus(GRACE).minusMillis(1))), GRACE))
        .isFalse();
    assertThat(BreachJudgement.lastingMismatch(List.of(reading(MINTED.plus(GRACE))), GRACE))
        .isTrue();
  }

  private static ChainViews.Reading reading(Instant readAt) {
    return new Reading(
        BASE,
        1,
        BigInteger.TWO,
        BigInteger.ONE,
        ActionEpoch.ZERO,
        false,
        readAt,
        Optional.of(MINTED));
  }
}
