package io.stockbridge.devnet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.devnet.state.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final Figure MET =
      Figure.of("verify, of the empty endpoint's rate", 0.91, "", Figure.Target.atLeast(0.85));
  private static final Figure MISSED =
      Figure.of("heap per deployment", 2048, "B", Figure.Target.atMost(1024));
  private static final Figure OPEN =
      Figure.notMeasured("change in SSE", "ms", Figure.Target.atMost(1000), "there is no stream");
  private static final Figure INFORMATION = Figure.of("empty endpoint", 41_462.9, "/s", null);

  private static Report report(Figure... figures) {
    return new Report(Map.of("cores", "2"), List.of(figures));
  }

  @Test
  void checkFailsWhenATargetIsMissedOrCouldNotBeMeasured() {
    assertThat(report(MET, INFORMATION).exitCode(true)).isZero();
    assertThat(report(MET, MISSED).exitCode(true)).isEqualTo(1);
    assertThat(report(MET, OPEN).exitCode(true)).isEqualTo(1);
    assertThat(report(MET, MISSED, OPEN).exitCode(false)).isZero();
  }

  @Test
  void aTargetIsMetAtItsLimit() {
    assertThat(Figure.Target.atLeast(0.85).isMet(0.85)).isTrue();
    assertThat(Figure.Target.atLeast(0.85).isMet(0.849)).isFalse();
    assertThat(Figure.Target.atMost(1000).isMet(1000)).isTrue();
    assertThat(Figure.Target.atMost(1000).isMet(1000.1)).isFalse();
  }

  @Test
  void eachFigureStandsBesideItsTarget() {
    List<String> lines = report(MET, MISSED, OPEN, INFORMATION).text().lines().toList();
    assertThat(lines)
        .anySatisfy(line -> assertThat(line).contains("rate", "0.91", "≥ 0.85", "met"))
        .anySatisfy(line -> assertThat(line).contains("2,048 B", "≤ 1,024 B", "MISSED"))
        .anySatisfy(line -> assertThat(line).contains("not measured", "there is no stream"))
        .anySatisfy(line -> assertThat(line).contains("41,463 /s"))
        .contains("Not every target is met.");
    assertThat(report(MET).text()).contains("Every target is met.");
  }

  @Test
  void toolsReadTheSame() {
    JsonNode json = Json.parse(report(MET, OPEN).json());
    assertThat(json.at("/machine/cores").textValue()).isEqualTo("2");
    assertThat(json.at("/figures/0/value").doubleValue()).isEqualTo(0.91);
    assertThat(json.at("/figures/0/atLeast").doubleValue()).isEqualTo(0.85);
    assertThat(json.at("/figures/0/verdict").textValue()).isEqualTo("met");
    assertThat(json.at("/figures/1/value").isNull()).isTrue();
    assertThat(json.at("/figures/1/verdict").textValue()).isEqualTo("not_measured");
    assertThat(json.at("/figures/1/note").textValue()).isEqualTo("there is no stream");
    assertThat(json.at("/holds").booleanValue()).isFalse();
  }
}
