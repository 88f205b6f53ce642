package io.stockbridge.registry.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.protocol.units.Multiplier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RatioTest {

  @Test
  void isExactTo18PlacesAndNeverRoundedUp() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      Multiplier before =
          Multiplier.ofScaled(
              new BigInteger(1 + random.nextInt(70), random).add(BigInteger.TEN.pow(15)));
      BigDecimal gained = BigDecimal.valueOf(1 + random.nextInt(1_000), random.nextInt(4));
      BigDecimal per = BigDecimal.valueOf(1 + random.nextInt(1_000), random.nextInt(4));
      Multiplier after = new Ratio(gained, per).applyTo(before);

      BigDecimal exact = new BigDecimal(before.scaled()).multiply(gained);
      BigDecimal shown = new BigDecimal(after.scaled()).multiply(per);
      assertThat(shown).as("seed %d: %s", seed, before).isLessThanOrEqualTo(exact);
      assertThat(shown.add(per)).as("seed %d: %s", seed, before).isGreaterThan(exact);
    }
  }

  @Test
  void countsWhatIsHeldWhereFurtherSharesComeBesideIt() {
    Ratio dividend = new Ratio(Ratio.part("0.0125"), Ratio.part("1"));
    assertThat(dividend.withHeld().applyTo(Multiplier.ONE)).hasToString("1.0125");
    assertThat(new Ratio(Ratio.part("1"), Ratio.part("3")).applyTo(Multiplier.ONE))
        .hasToString("0.333333333333333333");
  }

  @Test
  void refusesWhatIsNoRatio() {
    for (String text : new String[] {"0", "0.000", "-1", "1e3", "", "1.", "٣", "1".repeat(19)}) {
      assertThatThrownBy(() -> Ratio.part(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
    Ratio tiny = new Ratio(Ratio.part("0.000000000000000001"), Ratio.part("10"));
    assertThatThrownBy(() -> tiny.applyTo(Multiplier.ONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("out of range");
  }
}
