package io.stockbridge.devnet.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.devnet.stack.StackException;
import org.junit.jupiter.api.Test;

class WrkTest {

  private static final String OUTPUT =
      """
      Running 5s test @ http://127.0.0.1:8081
        1 threads and 32 connections
        Thread Stats   Avg      Stdev     Max   +/- Stdev
          Latency     0.93ms    1.20ms  29.61ms   94.58%
          Req/Sec    41.70k     2.83k   48.11k    70.00%
        Latency Distribution
           50%  692.00us
           75%    1.02ms
           90%    1.61ms
           99%  %s
        207441 requests in 5.00s, 251.42MB read
      %sRequests/sec:  41462.91
      Transfer/sec:     50.25MB
      """;

  private static String output(String p99, String errors) {
    return OUTPUT.replace("99%  %s", "99%  " + p99).replace("%sRequests", errors + "Requests");
  }

  @Test
  void rateAndTimeAreRead() {
    assertThat(Wrk.parse(output("  5.71ms", ""))).isEqualTo(new Wrk.Result(41462.91, 5.71));
  }

  @Test
  void timesInEveryUnitBecomeMilliseconds() {
    assertThat(Wrk.parse(output("850.00us", "")).p99Ms()).isEqualTo(0.85);
    assertThat(Wrk.parse(output("1.25s", "")).p99Ms()).isEqualTo(1250.0);
    assertThat(Wrk.parse(output("1.50m", "")).p99Ms()).isEqualTo(90_000.0);
  }

  @Test
  void aRateOfRefusalsIsNone() {
    String refused = "  Non-2xx or 3xx responses: 12\n";
    assertThatThrownBy(() -> Wrk.parse(output("5.71ms", refused)))
        .isInstanceOf(StackException.class)
        .hasMessage("answers were not 2xx or 3xx: 12");
  }

  @Test
  void brokenConnectionsAreNoMeasurement() {
    String broken = "  Socket errors: connect 0, read 3, write 0, timeout 0\n";
    assertThatThrownBy(() -> Wrk.parse(output("5.71ms", broken)))
        .hasMessage("connections failed: connect 0, read 3, write 0, timeout 0");
  }

  @Test
  void anotherOutputIsSaidNotRead() {
    assertThatThrownBy(() -> Wrk.parse("unable to connect to 127.0.0.1:1 Connection refused\n"))
        .hasMessage("wrk did not measure: unable to connect to 127.0.0.1:1 Connection refused");
  }
}
