package io.stockbridge.protocol.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.protocol.Seeded;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class ShareAmountTest {

  @Test
  void readsAndPrintsShareUnitsAndShares() {
    ShareAmount amount = ShareAmount.ofSu("1250000000");
    assertThat(amount).isEqualTo(ShareAmount.ofShares("12.5")).hasToString("1250000000");
    assertThat(amount.sharesText()).isEqualTo("12.5");
    assertThat(ShareAmount.ofShares("1000.00000000").sharesText()).isEqualTo("1000");
    assertThat(ShareAmount.ZERO.sharesText()).isEqualTo("0");
    assertThat(ShareAmount.ofSu(1).sharesText()).isEqualTo("0.00000001");
    assertThat(ShareAmount.sharesText(new BigInteger("-150000000"))).isEqualTo("-1.5");
    assertThat(ShareAmount.MAX.sharesText()).isEqualTo("184467440737.09551615");
  }

  @Test
  void refusesTextThatIsNoCanonicalAmount() {
    for (String text :
        new String[] {"", "-1", "+1", "01", "1.0", " 1", "1e3", "18446744073709551616", "１"}) {
      assertThatThrownBy(() -> ShareAmount.ofSu(text)).isInstanceOf(IllegalArgumentException.class);
    }
    for (String text : new String[] {"", ".", "1.", ".5", "-1", "1e2", "0.000000001"}) {
      assertThatThrownBy(() -> ShareAmount.ofShares(text))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void refusesDustInWei() {
    assertThat(ShareAmount.ofWei(new BigInteger("1000000000000000000")))
        .isEqualTo(ShareAmount.ofShares("1"));
    assertThatThrownBy(() -> ShareAmount.ofWei(new BigInteger("1000000000000000001")))
        .hasMessage("not a whole number of share units in wei: 1000000000000000001");
  }

  @Test
  void agreesWithUnboundedArithmeticOrThrows() {
    Seeded seeded = Seeded.forTest("agreesWithUnboundedArithmeticOrThrows");
    BigInteger max = ShareAmount.MAX.toBigInteger();
    for (int i = 0; i < 5_000; i++) {
      ShareAmount a = seeded.amount();
      ShareAmount b = seeded.amount();
      BigInteger sum = a.toBigInteger().add(b.toBigInteger());
      if (sum.compareTo(max) > 0) {
        assertThatThrownBy(() -> a.add(b)).isInstanceOf(ArithmeticException.class);
      } else {
        assertThat(a.add(b).toBigInteger()).isEqualTo(sum);
        assertThat(a.add(b).subtract(b)).isEqualTo(a);
      }
      if (a.compareTo(b) < 0) {
        assertThatThrownBy(() -> a.subtract(b)).isInstanceOf(ArithmeticException.class);
      }
      assertThat(Integer.signum(a.compareTo(b)))
          .isEqualTo(a.toBigInteger().compareTo(b.toBigInteger()));
      assertThat(ShareAmount.ofSu(a.toString())).isEqualTo(a);
      assertThat(ShareAmount.ofShares(a.sharesText())).isEqualTo(a);
      assertThat(ShareAmount.ofWei(a.toWei())).isEqualTo(a);
    }
  }

  @Test
  void multiplierIsExactAndRoundsBackingDown() {
    Multiplier third = Multiplier.of("0.333333333333333333");
    assertThat(third.custodyShares(ShareAmount.ofShares("3")))
        .isEqualByComparingTo(new BigDecimal("0.999999999999999999"));
    assertThat(third.isBacked(ShareAmount.ofShares("3"), CustodyShares.of("0.99999999"))).isFalse();
    assertThat(third.isBacked(ShareAmount.ofShares("3"), CustodyShares.of("1"))).isTrue();
    assertThat(Multiplier.of("2").backedBy(CustodyShares.ofUnits(3)))
        .isEqualTo(ShareAmount.ofSu(1));
    assertThat(Multiplier.of("1.50")).hasToString("1.5");
    assertThat(Multiplier.ONE).hasToString("1").isEqualTo(Multiplier.of("1"));
    assertThatThrownBy(() -> Multiplier.of("0")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Multiplier.of("0.0000000000000000001"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsBackedIsTheMostThatIsBacked() {
    Seeded seeded = Seeded.forTest("whatIsBackedIsTheMostThatIsBacked");
    for (int i = 0; i < 2_000; i++) {
      Multiplier multiplier =
          Multiplier.ofScaled(seeded.amount().toBigInteger().add(BigInteger.ONE));
      CustodyShares custody = CustodyShares.ofUnits(seeded.amount().su());
      ShareAmount most = multiplier.backedBy(custody);
      assertThat(multiplier.isBacked(most, custody)).isTrue();
      if (!most.equals(ShareAmount.MAX)) {
        assertThat(multiplier.isBacked(most.add(ShareAmount.ofSu(1)), custody)).isFalse();
      }
    }
  }
}
