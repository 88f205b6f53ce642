package io.stockbridge.registry.observation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON in which observations travel between this service and its tables. */
final class ObservationRow {
  private ObservationRow() {}

  static ArrayNode differences(List<Difference> differences) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (Difference difference : differences) {
      json.addObject()
          .put("code", difference.code().name())
          .put("expected", difference.expected())
          .put("found", difference.found());
    }
    return json;
  }

  static List<Difference> differences(JsonNode json) {
    List<Difference> differences = new ArrayList<>();
    for (JsonNode difference : json) {
      differences.add(
          new Difference(
              Difference.Code.valueOf(difference.path("code").asText()),
              difference.path("expected").asText(),
              difference.path("found").asText()));
    }
    return differences;
  }

  static Observation observation(JsonNode row) {
    return new Observation(
        row.path("tokenKey").asText(),
        row.path("caip19").asText(),
        Observation.Status.ofWire(row.path("status").asText()),
        differences(row.path("differences")),
        observed(row),
        new Observation.Dates(time(row, "firstSeenAt"), time(row, "lastVerifiedAt")),
        failure(row));
  }

  private static @Nullable ObservedToken observed(JsonNode row) {
    Instant readAt = time(row, "readAt");
    if (readAt == null) {
      return null;
    }
    return new ObservedToken(
        row.path("tokenKey").asText(),
        row.hasNonNull("rawSupply") ? new BigInteger(row.path("rawSupply").asText()) : null,
        row.hasNonNull("decimals") ? row.path("decimals").asInt() : null,
        row.hasNonNull("transferable") ? row.path("transferable").asBoolean() : null,
        readAt,
        position(row.path("height").asLong(), row.path("blockHash").asText()));
  }

  /** A reading of the history, which has the facts only. */
  static ObservedToken kept(JsonNode row) {
    JsonNode facts = row.path("facts");
    return new ObservedToken(
        row.path("tokenKey").asText(),
        Facts.supply(facts),
        Facts.decimals(facts),
        Facts.transferable(facts),
        Instant.parse(row.path("readAt").asText()),
        position(row.path("height").asLong(), row.path("blockHash").asText()));
  }

  static String position(long height, String blockHash) {
    return height + " " + blockHash;
  }

  private static Observation.@Nullable Failure failure(JsonNode row) {
    Instant failedAt = time(row, "failedAt");
    return failedAt == null
        ? null
        : new Observation.Failure(
            Observation.Failure.Kind.ofWire(row.path("failure").asText()),
            row.path("failureDetail").asText(),
            failedAt);
  }

  static @Nullable Instant time(JsonNode row, String field) {
    return row.hasNonNull(field) ? Instant.parse(row.path(field).asText()) : null;
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
