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
  void memoryIsWhatIsAliveAndNotWhatFillsGaps() {
    String histogram =
        """
        4510:
         num     #instances         #bytes  class name (module)
        -------------------------------------------------------
           1:        128770       12512176  [B (java.base@25.0.3)
           2:          3255        8750904  [Ljdk.internal.vm.FillerElement; (java.base@25.0.3)
           3:             2             32  jdk.internal.vm.FillerObject (java.base@25.0.3)
        Total        132027       21263112
        """;
    assertThat(LoadedRegistry.liveBytes(histogram)).isEqualTo(12_512_176);
    assertThatThrownBy(() -> LoadedRegistry.liveBytes("4510: no such command"))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("named no total");
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
