package io.stockbridge.devnet.demo;

import io.stockbridge.devnet.client.TransferView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A transfer's states with their times, on one line. */
final class Times {

  private Times() {}

  static String of(TransferView view) {
    List<TransferView.Step> steps = view.history();
    if (steps.isEmpty()) {
      return view.state();
    }
    Instant begin = steps.getFirst().at();
    var text = new StringBuilder();
    for (TransferView.Step step : steps) {
      double seconds = Duration.between(begin, step.at()).toMillis() / 1000.0;
      text.append(text.isEmpty() ? "" : " → ")
          .append(step.state())
          .append(step.reason().map(reason -> "[" + reason + "]").orElse(""))
          .append(String.format(Locale.ROOT, " %.1f", seconds));
    }
    return text.toString();
  }
}
