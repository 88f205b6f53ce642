package io.stockbridge.chains.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.PendingMultiplier;
import io.stockbridge.chains.TokenMultiplier;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.Multiplier;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the real StockToken shows of corporate actions, read at a block. */
class EvmMultipliersOnAnvilTest {
  private static EvmDeployment deployment;
  private static EvmChainReader reader;

  @BeforeAll
  static void deploy() {
    deployment = EvmDeployment.start();
    reader = EvmChainReader.open(deployment.chain, deployment.settings());
  }

  @AfterAll
  static void stop() {
    deployment.close();
  }

  @Test
  void readsEachBlockAsItWas() {
    EvmAddress token = deployment.token();
    ChainPosition before = reader.finalizedHead();
    Instant effectiveAt = before.time().plusSeconds(3_600);
    deployment.must(
        ContractFunction.call(
            token,
            "scheduleMultiplier(uint256,uint256)",
            AbiValue.of(Multiplier.of("1.0125").scaled()),
            AbiValue.of(effectiveAt.getEpochSecond())));
    deployment.anvil.mine(3);
    ChainPosition scheduled = reader.finalizedHead();
    EvmDeployment.call(deployment.anvil, "evm_increaseTime", "[3700]");
    deployment.anvil.mine(4);
    ChainPosition after = reader.finalizedHead();

    TokenMultiplier none = new TokenMultiplier(BigDecimal.ONE, ActionEpoch.ZERO, Optional.empty());
    assertThat(read(before)).isEqualTo(none);
    assertThat(read(scheduled))
        .isEqualTo(
            new TokenMultiplier(
                BigDecimal.ONE,
                ActionEpoch.ZERO,
                Optional.of(
                    new PendingMultiplier(
                        new BigDecimal("1.0125"), effectiveAt, ActionEpoch.of(1)))));
    assertThat(read(after))
        .isEqualTo(
            new TokenMultiplier(new BigDecimal("1.0125"), ActionEpoch.of(1), Optional.empty()));
    assertThat(reader.multipliersAt(before, List.of(Isin.of("US0378331005"))).tokens()).isEmpty();
  }

  private static TokenMultiplier read(ChainPosition position) {
    return reader
        .multipliersAt(position, List.of(EvmDeployment.AAPLX))
        .tokens()
        .get(EvmDeployment.AAPLX);
  }
}
