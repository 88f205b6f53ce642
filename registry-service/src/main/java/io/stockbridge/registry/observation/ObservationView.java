package io.stockbridge.registry.observation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.kit.json.Rfc3339;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The JSON of what is known of a token from its chain. */
public final class ObservationView {
  private ObservationView() {}

  /** Status, dates and differences. */
  public static ObjectNode of(Observation observation) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("caip19", observation.caip19());
    json.put("status", observation.status().wire());
    json.set("differences", ObservationRow.differences(observation.differences()));
    ObservedToken observed = observation.observed();
    json.put("position", observed == null ? null : observed.position());
    json.put("readAt", observed == null ? null : Rfc3339.format(observed.observedAt()));
    json.put("firstSeen", text(observation.dates().firstSeen()));
    json.put("lastVerified", text(observation.dates().lastVerified()));
    Observation.Failure failure = observation.failure();
    if (failure == null) {
      json.putNull("failure");
    } else {
      json.putObject("failure")
          .put("kind", failure.kind().wire())
          .put("detail", failure.detail())
          .put("at", Rfc3339.format(failure.at()));
    }
    return json;
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : Rfc3339.format(time);
  }
}
