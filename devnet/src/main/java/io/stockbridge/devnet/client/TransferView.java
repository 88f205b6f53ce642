package io.stockbridge.devnet.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.protocol.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A transfer as the bridge-service shows it.
 *
 * @param messageId its name
 * @param json the whole answer
 */
public record TransferView(MessageId messageId, JsonNode json) {

  /**
   * A state it reached.
   *
   * @param state its name, such as {@code attested}
   * @param at when
   * @param reason why, where one is given
   */
  public record Step(String state, Instant at, Optional<String> reason) {}

  static TransferView of(JsonNode json) {
    return new TransferView(MessageId.of(json.path("messageId").asText()), json);
  }

  /** The state it is in. */
  public String state() {
    return json.path("state").asText();
  }

  /** Why it waits; empty when nothing holds it. */
  public Optional<String> reasonCode() {
    return text(json.path("reason").path("code"));
  }

  /** The reason in words. */
  public Optional<String> reasonDetail() {
    return text(json.path("reason").path("detail"));
  }

  /** Asset's symbol. */
  public String symbol() {
    return json.path("symbol").asText();
  }

  /** Amount in shares. */
  public String shares() {
    return json.path("amountShares").asText();
  }

  /** Transaction at the destination; empty before there is one. */
  public Optional<String> destinationTx() {
    return text(json.path("destination").path("tx"));
  }

  /** All states so far, oldest first. */
  public List<Step> history() {
    var steps = new ArrayList<Step>();
    for (JsonNode step : json.path("history")) {
      JsonNode reason = step.path("reason");
      steps.add(
          new Step(
              step.path("state").asText(),
              Instant.parse(step.path("at").asText()),
              text(reason.isObject() ? reason.path("code") : reason)));
    }
    return steps;
  }

  /** Time from the first state to the newest. */
  public Duration duration() {
    List<Step> steps = history();
    return steps.isEmpty()
        ? Duration.ZERO
        : Duration.between(steps.getFirst().at(), steps.getLast().at());
  }

  private static Optional<String> text(JsonNode node) {
    return node.isMissingNode() || node.isNull() || node.asText().isEmpty()
        ? Optional.empty()
        : Optional.of(node.asText());
  }
}
