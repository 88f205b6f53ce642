package io.stockbridge.registry.actions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.kit.json.Rfc3339;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON of an action with its chains, as answers show it. */
final class ActionView {

  private final Instant overdue;

  /**
   * A view by the clock.
   *
   * @param overdue what was agreed for before that time is late
   */
  ActionView(Instant overdue) {
    this.overdue = overdue;
  }

  /** An action with what chains show of it. */
  ObjectNode of(CorporateAction action, List<ChainTarget> targets) {
    ObjectNode json = ActionJson.write(action);
    Map<String, ArrayNode> chains = new LinkedHashMap<>();
    ArrayNode assets = json.putArray("assets");
    ArrayNode lagging = json.putArray("lagging");
    for (ChainTarget target : targets) {
      chains.computeIfAbsent(target.place().isin().value(), isin -> asset(assets, target));
      chains.get(target.place().isin().value()).add(chain(json.objectNode(), target));
      if (target.isLagging(overdue)) {
        lagging.add(target.place().chain());
      }
    }
    return json;
  }

  private static ArrayNode asset(ArrayNode assets, ChainTarget target) {
    return assets
        .addObject()
        .put("isin", target.place().isin().value())
        .put("multiplier", target.aim().multiplier().toString())
        .put("actionEpoch", target.aim().epoch().value())
        .putArray("chains");
  }

  private ObjectNode chain(ObjectNode json, ChainTarget target) {
    json.put("chain", target.place().chain());
    json.put("domain", target.place().domain().value());
    json.put("goal", target.goal().wire());
    json.put("state", target.state().wire());
    json.put("effectiveAt", Rfc3339.format(target.aim().effectiveAt()));
    json.put("lagging", target.isLagging(overdue));
    json.put("reason", reason(target));
    ChainTarget.Sending sending = target.sending();
    json.put("sends", sending.count());
    sending
        .newest()
        .ifPresent(
            newest ->
                json.putObject("newest")
                    .put("operation", newest.operation())
                    .put("txId", newest.txId())
                    .put("sentAt", Rfc3339.format(newest.at())));
    target
        .seen()
        .ifPresent(
            seen ->
                json.putObject("seen")
                    .put("height", seen.height())
                    .put("time", Rfc3339.format(seen.at())));
    return json;
  }

  private String reason(ChainTarget target) {
    if (!target.problem().isEmpty()) {
      return target.problem();
    }
    if (!target.isLagging(overdue)) {
      return "";
    }
    return target.sending().count() == 0
        ? "nothing was sent: no instance of this service has nodes and key of this chain"
        : "its time has come and the chain does not show epoch %s at finality"
            .formatted(target.aim().epoch());
  }
}
