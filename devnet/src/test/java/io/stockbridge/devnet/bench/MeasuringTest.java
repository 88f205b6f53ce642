package io.stockbridge.devnet.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.devnet.stack.StackException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuringTest {

  @Test
  void theMedianIsTheMiddleOne() {
    assertThat(Series.median(List.of(9.0, 1.0, 5.0))).isEqualTo(5.0);
    assertThat(Series.median(List.of(1.0, 9.0, 5.0, 6.0))).isEqualTo(5.5);
  }

  @Test
  void ratiosAreOfTheSameRound() {
    Series series = new Series();
    // The machine was ten times slower in the second round, which the ratio does not notice.
    series.add(Series.Target.EMPTY, new Wrk.Result(1000, 1));
    series.add(Series.Target.VERIFY, new Wrk.Result(900, 1.5));
    series.add(Series.Target.EMPTY, new Wrk.Result(100, 10));
    series.add(Series.Target.VERIFY, new Wrk.Result(90, 15));
    assertThat(series.rateRatio(Series.Target.VERIFY, Series.Target.EMPTY)).isEqualTo(0.9);
    assertThat(series.p99Ratio(Series.Target.VERIFY, Series.Target.EMPTY)).isEqualTo(1.5);
    assertThat(series.perSecond(Series.Target.VERIFY)).isEqualTo(495.0);
  }

  @Test
  void heapIsTheSumOfBothGenerations() {
    String info =
        """
        4711:
        DefNew     total 78656K, used 1024K [0x0000000080000000, 0x0000000085550000)
          eden space 69952K,   1% used [0x0000000080000000, 0x00000000800ffff0)
        Tenured    total 174784K, used 51200K [0x00000000d5550000, 0x00000000e0000000)
         Metaspace       used 88114K, committed 89344K, reserved 1179648K
        """;
    assertThat(LoadedRegistry.usedBytes(info)).isEqualTo((1024 + 51_200) * 1024L);
    assertThatThrownBy(() -> LoadedRegistry.usedBytes("garbage-first heap   total 1K, used 1K"))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("named no two generations");
  }

  @Test
  void verdictsAreAskedByChainAndAddress() {
    assertThat(RequestPaths.verdict("eip155:1/0xabc"))
        .isEqualTo("/v1/verify?chain=eip155:1&address=0xabc");
  }

  @Test
  void whatIsMissingIsNamedInOneSentence() {
    assertThatThrownBy(() -> Tool.find("no-such-program", "no-such-package"))
        .hasMessage(
            "no-such-program is not installed: install it (on Debian: apt-get install"
                + " no-such-package), then run this again");
  }
}
