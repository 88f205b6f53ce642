package io.stockbridge.devnet.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.devnet.state.Json;
import java.util.List;
import java.util.Map;

/**
 * What a measurement came to.
 *
 * @param machine what it ran on, in the order it is printed
 * @param figures every figure
 */
public record Report(Map<String, String> machine, List<Figure> figures) {

  /** Copies the list. */
  public Report {
    figures = List.copyOf(figures);
  }

  /** Whether no target was missed; a figure that could not be measured met none. */
  public boolean holds() {
    return figures.stream()
        .map(Figure::verdict)
        .noneMatch(
            verdict -> verdict == Figure.Verdict.MISSED || verdict == Figure.Verdict.NOT_MEASURED);
  }

  /** 1 when targets are checked and one is not met, else 0. */
  public int exitCode(boolean check) {
    return check && !holds() ? 1 : 0;
  }

  /** For people. */
  public String text() {
    StringBuilder text = new StringBuilder();
    machine.forEach((name, value) -> text.append("  %-12s %s%n".formatted(name, value)));
    text.append(System.lineSeparator());
    figures.forEach(figure -> text.append(figure.line()).append(System.lineSeparator()));
    text.append(System.lineSeparator());
    text.append(holds() ? "Every target is met." : "Not every target is met.");
    return text.append(System.lineSeparator()).toString();
  }

  /** For tools. */
  public String json() {
    ObjectNode json = Json.object();
    ObjectNode on = json.putObject("machine");
    machine.forEach(on::put);
    ArrayNode all = json.putArray("figures");
    figures.forEach(figure -> all.add(figure.json()));
    json.put("holds", holds());
    return Json.text(json);
  }
}
