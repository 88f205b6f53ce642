package io.stockbridge.chains.solana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.chains.PendingMultiplier;
import io.stockbridge.chains.TokenMultiplier;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SolanaMultiplierTest {
  private static final Instant EFFECTIVE = Instant.ofEpochSecond(1_800_000_000);
  private static final ActionEpoch FOUR = ActionEpoch.of(4);
  private static final ActionEpoch FIVE = ActionEpoch.of(5);

  @Test
  void showsNothingPendingWhereTheEffectiveTimeIsZero() {
    assertThat(shown(1.5, 0, 1.5, EFFECTIVE))
        .isEqualTo(new TokenMultiplier(new BigDecimal("1.5"), FOUR, Optional.empty()));
  }

  @Test
  void showsTheOldMultiplierUntilTheEffectiveTime() {
    assertThat(shown(1, EFFECTIVE.getEpochSecond(), 20, EFFECTIVE.minusSeconds(1)))
        .isEqualTo(new TokenMultiplier(BigDecimal.ONE, FOUR, Optional.of(split())));
  }

  @Test
  void keepsTheActionPendingAfterItsTimeUntilTheEpochIsMoved() {
    assertThat(shown(1, EFFECTIVE.getEpochSecond(), 20, EFFECTIVE))
        .isEqualTo(new TokenMultiplier(BigDecimal.valueOf(20), FOUR, Optional.of(split())));
  }

  @Test
  void readsTheShortestDecimalOfTheFloat() {
    assertThat(shown(1.0125, 0, 1.0125, EFFECTIVE).multiplier()).isEqualByComparingTo("1.0125");
    assertThat(shown(0.1, 0, 0.1, EFFECTIVE).multiplier()).isEqualByComparingTo("0.1");
  }

  @Test
  void refusesWhatIsNoMultiplierOrNoTime() {
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> shown(bad, 0, 1, EFFECTIVE))
          .hasMessageStartingWith("not a multiplier");
    }
    assertThatThrownBy(() -> shown(1, -1, 1, EFFECTIVE))
        .hasMessage("effective time out of range: -1");
    assertThatThrownBy(() -> shown(1, Long.MAX_VALUE, 1, EFFECTIVE))
        .hasMessageStartingWith("effective time out of range");
  }

  private static PendingMultiplier split() {
    return new PendingMultiplier(BigDecimal.valueOf(20), EFFECTIVE, FIVE);
  }

  private static TokenMultiplier shown(
      double current, long effectiveSeconds, double next, Instant time) {
    ScaledUiAmount scaled =
        new ScaledUiAmount(SolanaAddress.SYSTEM_PROGRAM, current, effectiveSeconds, next);
    Token2022Mint mint =
        new Token2022Mint(
            Optional.empty(),
            Optional.empty(),
            ShareAmount.ZERO,
            8,
            Optional.empty(),
            Map.of("actionEpoch", "4"),
            Optional.empty(),
            Optional.of(scaled),
            false,
            Set.of());
    return SolanaMultiplierReader.multiplier(mint, time);
  }
}
