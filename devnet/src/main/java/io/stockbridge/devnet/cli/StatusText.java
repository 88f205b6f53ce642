package io.stockbridge.devnet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.devnet.stack.RunningStack;
import io.stockbridge.devnet.stack.StatusReport;
import java.util.Locale;

/** The status of a stack as people read it. */
final class StatusText {

  private StatusText() {}

  static String of(RunningStack stack) {
    JsonNode report = StatusReport.of(stack).json();
    var text = new StringBuilder("\nServices\n");
    report
        .path("services")
        .properties()
        .forEach(
            service ->
                row(
                    text,
                    service.getKey(),
                    service.getValue().path("state").asText(),
                    service.getValue().path("url").asText()));
    text.append("\nChains and servers\n");
    report
        .path("endpoints")
        .properties()
        .forEach(endpoint -> row(text, endpoint.getKey(), "", endpoint.getValue().asText()));
    text.append("\nContracts\n");
    for (JsonNode chain : report.path("network").path("chains")) {
      String address = chain.path("gateway").asText(chain.path("multisig").asText());
      row(text, chain.path("name").asText(), chain.path("caip2").asText(), address);
    }
    text.append("\nAssets: ")
        .append(report.path("assets").size())
        .append(", each on three chains; test accounts: ");
    report.path("accounts").properties().forEach(a -> text.append(a.getKey()).append(' '));
    return text.append("('./stockbridge status --json' has addresses and keys)\n\n").toString();
  }

  private static void row(StringBuilder text, String first, String second, String third) {
    text.append(String.format(Locale.ROOT, "  %-20s %-42s %s%n", first, second, third));
  }
}
