package io.stockbridge.chains.solana;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockbridge.chains.ActionTiming;
import io.stockbridge.chains.ChainEvent;
import io.stockbridge.chains.MultiplierStep;
import io.stockbridge.chains.MultiplierStep.Executed;
import io.stockbridge.chains.MultiplierStep.InPlace;
import io.stockbridge.chains.MultiplierStep.Reason;
import io.stockbridge.chains.MultiplierStep.Refused;
import io.stockbridge.chains.PendingMultiplier;
import io.stockbridge.chains.TokenMultiplier;
import io.stockbridge.chains.TransactionLookup;
import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.BurnMemo;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A corporate action on the real Token-2022; each step builds on those before. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SolanaMultiplierSubmitterTest {
  private static final Isin AAPLX = SolanaDeployment.AAPLX;
  private static final Ed25519Key HOLDER = SolanaDeployment.key("holder");
  private static final ShareAmount HELD = ShareAmount.ofShares("7.00000001");
  private static final Duration LEAD = Duration.ofSeconds(2);

  @TempDir private static Path folder;
  private static SolanaDeployment deployment;
  private static SolanaChainReader reader;
  private static SolanaMultiplierSubmitter actions;

  @BeforeAll
  static void deploy() throws IOException {
    deployment = SolanaDeployment.start(folder);
    reader =
        SolanaChainReader.open(
            deployment.chain, deployment.settings(), () -> Map.of(AAPLX, deployment.mint));
    deployment.airdrop(SolanaDeployment.ACTIONS.solanaAddress());
    deployment.airdrop(HOLDER.solanaAddress());
    deployment.mintTo(HOLDER.solanaAddress(), HELD);
    actions = submitter(SolanaDeployment.ACTIONS);
  }

  @AfterAll
  static void stop() {
    deployment.close();
  }

  @Test
  @Order(1)
  void refusesAStranger() {
    PendingMultiplier split = action("20", now().plusSeconds(3_600), 1);
    Ed25519Key stranger = SolanaDeployment.key("stranger");
    assertThat(reason(submitter(stranger).schedule(AAPLX, split)))
        .isEqualTo(Reason.INSUFFICIENT_FUNDS);
    deployment.airdrop(stranger.solanaAddress());
    assertThat(reason(submitter(stranger).schedule(AAPLX, split))).isEqualTo(Reason.REVERTED);
    assertThat(shown()).isEqualTo(token("1", 0, Optional.empty()));
  }

  @Test
  @Order(2)
  void schedulesOnceReplacesAndWithdraws() {
    PendingMultiplier dividend = action("1.0125", now().plusSeconds(3_600), 1);
    PendingMultiplier split = action("20", now().plusSeconds(7_200), 1);
    assertThat(actions.schedule(AAPLX, dividend)).isInstanceOf(Executed.class);
    assertThat(actions.schedule(AAPLX, dividend)).isEqualTo(new InPlace());
    assertThat(shown()).isEqualTo(token("1", 0, Optional.of(dividend)));
    assertThat(actions.complete(AAPLX, dividend))
        .isEqualTo(new MultiplierStep.TooEarly(dividend.effectiveAt()));

    assertThat(actions.withdraw(AAPLX, split)).isEqualTo(new InPlace());
    assertThat(actions.schedule(AAPLX, split)).isInstanceOf(Executed.class);
    assertThat(shown()).isEqualTo(token("1", 0, Optional.of(split)));
    assertThat(reason(actions.complete(AAPLX, dividend))).isEqualTo(Reason.NOT_SCHEDULED);

    assertThat(actions.withdraw(AAPLX, split)).isInstanceOf(Executed.class);
    assertThat(actions.withdraw(AAPLX, split)).isEqualTo(new InPlace());
    assertThat(shown()).isEqualTo(token("1", 0, Optional.empty()));
  }

  @Test
  @Order(3)
  void refusesWhatDoesNotFollowOrComesTooSoon() {
    assertThat(reason(actions.schedule(AAPLX, action("3", now().plusSeconds(3_600), 2))))
        .isEqualTo(Reason.EPOCH_NOT_NEXT);
    assertThat(reason(actions.schedule(AAPLX, action("3", now(), 1)))).isEqualTo(Reason.TOO_LATE);
    assertThat(
            reason(
                actions.schedule(
                    Isin.of("US0378331005"), action("3", now().plusSeconds(3_600), 1))))
        .isEqualTo(Reason.NO_TOKEN);
  }

  @Test
  @Order(4)
  void movesTheEpochOnceItsTimeHasCome() {
    PendingMultiplier split = action("20", now().plusSeconds(4), 1);
    assertThat(actions.schedule(AAPLX, split)).isInstanceOf(Executed.class);
    SolanaDeployment.await("effective time", () -> !now().isBefore(split.effectiveAt()));
    assertThat(shown()).isEqualTo(token("20", 0, Optional.of(split)));
    assertThat(reason(actions.withdraw(AAPLX, split))).isEqualTo(Reason.TOO_LATE);

    assertThat(actions.complete(AAPLX, split)).isInstanceOf(Executed.class);

    assertThat(actions.complete(AAPLX, split)).isEqualTo(new InPlace());
    assertThat(actions.schedule(AAPLX, split)).isEqualTo(new InPlace());
    assertThat(reason(actions.withdraw(AAPLX, split))).isEqualTo(Reason.IN_FORCE);
    assertThat(shown()).isEqualTo(token("20", 1, Optional.empty()));
    var supply = reader.suppliesAt(reader.finalizedHead(), List.of(AAPLX)).assets().get(AAPLX);
    assertThat(supply.supply()).isEqualTo(HELD);
    assertThat(supply.epoch()).isEqualTo(ActionEpoch.of(1));
  }

  @Test
  @Order(5)
  void keepsTheMultiplierInForceWhileTheNextIsScheduled() {
    PendingMultiplier next = action("20.25", now().plusSeconds(3_600), 2);
    assertThat(actions.schedule(AAPLX, next)).isInstanceOf(Executed.class);
    assertThat(shown()).isEqualTo(token("20", 1, Optional.of(next)));
    assertThat(actions.withdraw(AAPLX, next)).isInstanceOf(Executed.class);
    assertThat(shown()).isEqualTo(token("20", 1, Optional.empty()));
  }

  @Test
  @Order(6)
  void burnsCarryTheNewEpochAndTheSameRawAmounts() {
    ShareAmount burned = ShareAmount.ofSu(5);
    SolanaTransaction burn =
        SolanaBurnTransaction.build(
                deployment.chain,
                HOLDER.solanaAddress(),
                deployment.mint,
                burned,
                new BurnMemo(
                    DomainId.of(412346),
                    EvmAddress.of("0x00000000000000000000000000000000000000aa").toUniversal()),
                deployment.lease().blockhash(),
                0)
            .signedBy(HOLDER);
    assertThat(deployment.send(burn)).isEmpty();
    var found = (TransactionLookup.Found) reader.burnsIn(burn.signature());
    var message = ((ChainEvent.Burned) found.burns().get(0)).message();
    assertThat(message.actionEpoch()).isEqualTo(ActionEpoch.of(1));
    assertThat(message.amount()).isEqualTo(burned);
    List<ChainEvent> events =
        reader.eventsAfter(reader.startCursor(), reader.finalizedHead(), 1_000).events();
    assertThat(events)
        .filteredOn(ChainEvent.EpochChanged.class::isInstance)
        .extracting(event -> ((ChainEvent.EpochChanged) event).epoch())
        .containsExactly(ActionEpoch.of(1));
  }

  private static Instant now() {
    return reader.finalizedHead().time();
  }

  private static TokenMultiplier shown() {
    return reader.multipliersAt(reader.finalizedHead(), List.of(AAPLX)).tokens().get(AAPLX);
  }

  private static TokenMultiplier token(
      String multiplier, long epoch, Optional<PendingMultiplier> pending) {
    return new TokenMultiplier(new BigDecimal(multiplier), ActionEpoch.of(epoch), pending);
  }

  private static Reason reason(MultiplierStep step) {
    assertThat(step).isInstanceOf(Refused.class);
    return ((Refused) step).reason();
  }

  private static PendingMultiplier action(String multiplier, Instant effectiveAt, long epoch) {
    return new PendingMultiplier(new BigDecimal(multiplier), effectiveAt, ActionEpoch.of(epoch));
  }

  private static SolanaMultiplierSubmitter submitter(Ed25519Key key) {
    return SolanaMultiplierSubmitter.open(
        deployment.chain,
        deployment.settings(),
        () -> Map.of(AAPLX, deployment.mint),
        key,
        new ActionTiming(LEAD, Duration.ofSeconds(20)));
  }
}
