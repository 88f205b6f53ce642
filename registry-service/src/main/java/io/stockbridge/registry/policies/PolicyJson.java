package io.stockbridge.registry.policies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.kit.json.Rfc3339;
import io.stockbridge.registry.resolution.Criterion;
import io.stockbridge.registry.resolution.ResolutionPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The JSON of a policy: in requests, in answers, in what is signed. */
public final class PolicyJson {

  private static final Set<String> MEMBERS =
      Set.of(
          "description",
          "order",
          "required",
          "issuerPreference",
          "minimumSources",
          "observationsFreshForS");

  private PolicyJson() {}

  /** What is signed: the rules, since when, by whom and why. */
  public static ObjectNode write(
      ResolutionPolicy policy,
      Instant inForceFrom,
      Instant recordedAt,
      String subject,
      String reason) {
    return write(policy)
        .put("schema", 1)
        .put("inForceFrom", Rfc3339.format(inForceFrom))
        .put("recordedAt", Rfc3339.format(recordedAt))
        .put("subject", subject)
        .put("reason", reason);
  }

  /** A version with its signature. */
  public static ObjectNode write(PolicyVersion version) {
    return write(
            version.policy(),
            version.inForceFrom(),
            version.recordedAt(),
            version.subject(),
            version.reason())
        .put("record", version.proof().record())
        .put("signature", version.proof().signature())
        .put("keyId", version.proof().keyId());
  }

  /** The rules alone. */
  public static ObjectNode write(ResolutionPolicy policy) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", policy.name());
    json.put("version", policy.version());
    json.put("description", policy.description());
    addNames(json.putArray("order"), policy.order());
    addNames(json.putArray("required"), policy.required());
    ArrayNode issuers = json.putArray("issuerPreference");
    policy.issuerPreference().forEach(issuers::add);
    json.put("minimumSources", policy.minimumSources());
    json.put("observationsFreshForS", policy.observationsFreshFor().toSeconds());
    return json;
  }

  /**
   * Reads the rules of a request, strictly, as a first version: which one it is, is not the
   * caller's to say.
   *
   * @throws InvalidPolicyException naming the member at fault
   */
  public static ResolutionPolicy read(String name, JsonNode json) {
    Iterator<String> present = json.fieldNames();
    while (present.hasNext()) {
      String member = present.next();
      if (!MEMBERS.contains(member) && !member.equals("reason")) {
        throw new InvalidPolicyException(member, "not a member that can be written");
      }
    }
    String description = text(json, "description");
    List<Criterion> order = list(json, "order", PolicyJson::criterion);
    List<Criterion> required = list(json, "required", PolicyJson::criterion);
    List<String> issuers = list(json, "issuerPreference", text -> text);
    int minimumSources = whole(json, "minimumSources");
    Duration fresh = Duration.ofSeconds(whole(json, "observationsFreshForS"));
    try {
      return new ResolutionPolicy(
          name, 1, description, order, required, issuers, minimumSources, fresh);
    } catch (IllegalArgumentException e) {
      throw new InvalidPolicyException("policy", String.valueOf(e.getMessage()));
    }
  }

  /**
   * Reads why a version is recorded.
   *
   * @throws InvalidPolicyException when it is missing or too long
   */
  public static String reason(JsonNode json) {
    String reason = text(json, "reason");
    if (reason.length() > PolicyVersion.MAX_REASON) {
      throw new InvalidPolicyException("reason", "longer than 300 characters");
    }
    return reason;
  }

  private static String text(JsonNode json, String member) {
    JsonNode value = json.path(member);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new InvalidPolicyException(member, "not a text");
    }
    return value.textValue();
  }

  private static int whole(JsonNode json, String member) {
    JsonNode value = json.path(member);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new InvalidPolicyException(member, "not a whole number");
    }
    return value.intValue();
  }

  private static <T> List<T> list(JsonNode json, String member, Function<String, T> parser) {
    JsonNode value = json.path(member);
    if (!value.isArray()) {
      throw new InvalidPolicyException(member, "not an array of texts");
    }
    List<T> items = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      String field = member + "[" + i + "]";
      if (!value.get(i).isTextual()) {
        throw new InvalidPolicyException(field, "not a text");
      }
      try {
        items.add(parser.apply(value.get(i).textValue()));
      } catch (IllegalArgumentException e) {
        throw new InvalidPolicyException(field, String.valueOf(e.getMessage()));
      }
    }
    return items;
  }

  private static Criterion criterion(String text) {
    for (Criterion criterion : Criterion.values()) {
      if (criterion.name().equals(text)) {
        return criterion;
      }
    }
    throw new IllegalArgumentException("none of " + Arrays.toString(Criterion.values()));
  }

  private static void addNames(ArrayNode array, List<Criterion> criteria) {
    criteria.forEach(criterion -> array.add(criterion.name()));
  }
}
