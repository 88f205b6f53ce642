package io.stockbridge.chains.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.chains.ActionTiming;
import io.stockbridge.chains.Finality;
import io.stockbridge.chains.MultiplierStep;
import io.stockbridge.chains.MultiplierStep.Awaited;
import io.stockbridge.chains.MultiplierStep.Executed;
import io.stockbridge.chains.MultiplierStep.InPlace;
import io.stockbridge.chains.MultiplierStep.Reason;
import io.stockbridge.chains.MultiplierStep.Refused;
import io.stockbridge.chains.PendingMultiplier;
import io.stockbridge.chains.TokenMultiplier;
import io.stockbridge.protocol.crypto.EvmKey;
import io.stockbridge.protocol.crypto.Keccak256;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A corporate action on the real contracts; each step builds on those before. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EvmMultiplierSubmitterTest {
  private static final Isin AAPLX = EvmDeployment.AAPLX;
  private static final EvmKey OPERATOR = key("operator of corporate actions");
  private static final ShareAmount HELD = ShareAmount.ofShares("7.00000001");
  private static final Duration LEAD = Duration.ofMinutes(2);

  private static EvmDeployment deployment;
  private static EvmChainReader reader;
  private static EvmMultiplierSubmitter actions;
  private static PendingMultiplier split;

  @BeforeAll
  static void deploy() {
    deployment = EvmDeployment.start();
    reader = EvmChainReader.open(deployment.chain, deployment.settings());
    deployment.makeIssuer(OPERATOR.address());
    Message message = EvmSamples.transferIn(HELD, 1);
    deployment.must(
        GatewayCalls.mint(deployment.chain, message.encode(), deployment.mintAttestation(message)));
    deployment.anvil.mine(3);
    actions = submitter(OPERATOR, Duration.ofSeconds(20));
    Instant effectiveAt = reader.finalizedHead().time().plusSeconds(3_600);
    split = action("20", effectiveAt, 1);
  }

  @AfterAll
  static void stop() {
    deployment.close();
  }

  @Test
  @Order(1)
  void refusesAStrangerAndAnOperatorWithoutEther() {
    EvmKey stranger = key("stranger");
    deployment.setEther(stranger.address(), 1);
    Refused refused = (Refused) submitter(stranger, Duration.ofSeconds(5)).schedule(AAPLX, split);
    assertThat(refused.reason()).isEqualTo(Reason.REVERTED);
    assertThat(refused.detail())
        .isEqualTo("AccessManagedUnauthorized(caller=" + stranger.address() + ")");

    deployment.setEther(OPERATOR.address(), 0);
    assertThat(reason(actions.schedule(AAPLX, split))).isEqualTo(Reason.INSUFFICIENT_FUNDS);
    deployment.setEther(OPERATOR.address(), 10);
    assertThatThrownBy(() -> actions.schedule(AAPLX, split, EvmMultiplierSubmitterTest::refuse))
        .hasMessage("no longer wanted");
    assertThat(deployment.submitter.nonce(OPERATOR.address(), Finality.LATEST)).isZero();
    assertThat(shown()).isEqualTo(token("1", 0, Optional.empty()));
  }

  private static void refuse(String txId) {
    throw new IllegalStateException("no longer wanted");
  }

  @Test
  @Order(2)
  void schedulesOnceHoweverOftenItIsAsked() {
    List<String> noted = new ArrayList<>();
    Executed scheduled = (Executed) actions.schedule(AAPLX, split, noted::add);
    assertThat(noted).containsExactly(scheduled.txId());
    assertThat(actions.schedule(AAPLX, split)).isEqualTo(new InPlace());
    assertThat(submitter(OPERATOR, Duration.ofSeconds(5)).schedule(AAPLX, split))
        .isEqualTo(new InPlace());
    assertThat(shown()).isEqualTo(token("1", 0, Optional.of(split)));
    assertThat(actions.complete(AAPLX, split))
        .isEqualTo(new MultiplierStep.TooEarly(split.effectiveAt()));
    assertThat(deployment.submitter.nonce(OPERATOR.address(), Finality.LATEST)).isEqualTo(1);
  }

  @Test
  @Order(3)
  void refusesWhatDoesNotFollowOrComesTooSoon() {
    assertThat(reason(actions.schedule(AAPLX, action("3", split.effectiveAt(), 2))))
        .isEqualTo(Reason.EPOCH_NOT_NEXT);
    Instant soon = reader.finalizedHead().time().plusSeconds(60);
    assertThat(reason(actions.schedule(AAPLX, action("3", soon, 1)))).isEqualTo(Reason.TOO_LATE);
    PendingMultiplier other = action("3", split.effectiveAt(), 1);
    assertThat(actions.withdraw(AAPLX, other)).isEqualTo(new InPlace());
    assertThat(reason(actions.complete(AAPLX, other))).isEqualTo(Reason.NOT_SCHEDULED);
    assertThat(reason(actions.schedule(Isin.of("US0378331005"), split))).isEqualTo(Reason.NO_TOKEN);
    assertThat(shown()).isEqualTo(token("1", 0, Optional.of(split)));
  }

  @Test
  @Order(4)
  void withdrawsAndSchedulesAnother() {
    assertThat(actions.withdraw(AAPLX, split)).isInstanceOf(Executed.class);
    assertThat(actions.withdraw(AAPLX, split)).isEqualTo(new InPlace());
    assertThat(shown()).isEqualTo(token("1", 0, Optional.empty()));
    PendingMultiplier replaced = action("1.0125", split.effectiveAt(), 1);
    assertThat(actions.schedule(AAPLX, replaced)).isInstanceOf(Executed.class);
    assertThat(actions.schedule(AAPLX, split)).isInstanceOf(Executed.class);
    assertThat(shown()).isEqualTo(token("1", 0, Optional.of(split)));
  }

  @Test
  @Order(5)
  void replacesATransactionThatIsStuck() {
    EvmMultiplierSubmitter hasty = submitter(OPERATOR, Duration.ofMillis(300));
    long nonce = deployment.submitter.nonce(OPERATOR.address(), Finality.LATEST);
    EvmDeployment.call(deployment.anvil, "evm_setAutomine", "[false]");
    MultiplierStep stuck = hasty.withdraw(AAPLX, split);
    assertThat(stuck).isInstanceOf(Awaited.class);
    PendingMultiplier later = action("20", split.effectiveAt().plusSeconds(60), 1);
    assertThat(hasty.schedule(AAPLX, later)).isInstanceOf(Awaited.class);
    EvmDeployment.call(deployment.anvil, "evm_setAutomine", "[true]");
    deployment.anvil.mine(4);

    assertThat(shown()).isEqualTo(token("1", 0, Optional.of(later)));
    assertThat(deployment.submitter.nonce(OPERATOR.address(), Finality.LATEST))
        .isEqualTo(nonce + 1);
    split = later;
  }

  @Test
  @Order(6)
  void comesIntoForceByItselfAndNothingTakesItBack() {
    EvmDeployment.call(deployment.anvil, "evm_increaseTime", "[3700]");
    deployment.anvil.mine(4);

    assertThat(shown()).isEqualTo(token("20", 1, Optional.empty()));
    assertThat(actions.complete(AAPLX, split)).isEqualTo(new InPlace());
    assertThat(actions.schedule(AAPLX, split)).isEqualTo(new InPlace());
    assertThat(reason(actions.withdraw(AAPLX, split))).isEqualTo(Reason.IN_FORCE);
    var supply = reader.suppliesAt(reader.finalizedHead(), List.of(AAPLX)).assets().get(AAPLX);
    assertThat(supply.supply()).isEqualTo(HELD);
    assertThat(supply.epoch()).isEqualTo(ActionEpoch.of(1));
  }

  @Test
  @Order(7)
  void schedulesTheNextActionOnTopOfTheOneInForce() {
    PendingMultiplier dividend =
        action("20.25", reader.finalizedHead().time().plusSeconds(3_600), 2);
    assertThat(actions.schedule(AAPLX, dividend)).isInstanceOf(Executed.class);
    assertThat(shown()).isEqualTo(token("20", 1, Optional.of(dividend)));
  }

  private static TokenMultiplier shown() {
    deployment.anvil.mine(3);
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

  private static EvmMultiplierSubmitter submitter(EvmKey key, Duration patience) {
    return EvmMultiplierSubmitter.open(
        deployment.chain, deployment.settings(), key, new ActionTiming(LEAD, patience));
  }

  private static EvmKey key(String name) {
    return EvmKey.ofSecret(Bytes32.ofBytes(Keccak256.hashUtf8(name)));
  }
}
