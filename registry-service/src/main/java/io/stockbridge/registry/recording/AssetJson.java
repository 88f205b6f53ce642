package io.stockbridge.registry.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.kit.json.Rfc3339;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.AssetStatus;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.EntryContent;
import io.stockbridge.registry.assets.Impostor;
import io.stockbridge.registry.assets.MultiplierPlan;
import io.stockbridge.registry.assets.Restriction;
import io.stockbridge.registry.assets.Underlying;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON of an asset's content: in requests, in answers, between SQL and Java. */
public final class AssetJson {

  static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int DAY_LENGTH = "2026-11-28".length();
  private static final Set<String> ASSET =
      Set.of(
          "key",
          "isin",
          "issuer",
          "symbol",
          "name",
          "legalForm",
          "status",
          "underlying",
          "multiplier",
          "actionEpoch",
          "deployments",
          "restrictions",
          "pendingMultiplier",
          "multiplierHistory",
          "kind",
          "validFrom",
          "own",
          "schema",
          "version",
          "recordedAt");

  private AssetJson() {}

  /** The content as JSON; unknown facts are left out. */
  public static ObjectNode write(AssetContent content) {
    ObjectNode asset = JSON.objectNode();
    asset.put("key", content.key());
    putIfKnown(asset, "isin", content.isin());
    asset.put("issuer", content.issuer());
    asset.put("symbol", content.symbol());
    asset.put("name", content.name());
    putIfKnown(asset, "legalForm", content.legalForm());
    asset.put("status", content.status().wire());
    asset.set("underlying", write(content.underlying()));
    asset.put("multiplier", content.multiplier().toString());
    asset.put("actionEpoch", content.actionEpoch().value());
    writePlan(asset, content.multiplierPlan());
    if (!content.restrictions().isEmpty()) {
      ArrayNode restrictions = asset.putArray("restrictions");
      content
          .restrictions()
          .forEach(
              r -> restrictions.addObject().put("kind", r.kind().wire()).put("text", r.text()));
    }
    asset.put("own", content.isOwn());
    ArrayNode deployments = asset.putArray("deployments");
    for (Deployment deployment : content.deployments()) {
      ObjectNode json = write(deployment);
      writeWrappers(json, content.wrappersOf(deployment.token()));
      deployments.add(json);
    }
    return asset;
  }

  /** An underlying as JSON. */
  public static ObjectNode write(Underlying underlying) {
    return UnderlyingJson.write(underlying);
  }

  /** A deployment as JSON. */
  public static ObjectNode write(Deployment deployment) {
    return DeploymentJson.write(deployment);
  }

  /** The content of any kind of entry as JSON. */
  public static ObjectNode write(EntryContent content) {
    return switch (content) {
      case Underlying underlying -> write(underlying);
      case AssetContent asset -> write(asset);
      case Impostor impostor -> write(impostor.deployment());
    };
  }

  private static void writePlan(ObjectNode asset, MultiplierPlan plan) {
    MultiplierPlan.Pending pending = plan.pending();
    if (pending != null) {
      asset
          .putObject("pendingMultiplier")
          .put("value", pending.value().toString())
          .put("effectiveAt", Rfc3339.format(pending.effectiveAt()));
    }
    if (!plan.history().isEmpty()) {
      ArrayNode history = asset.putArray("multiplierHistory");
      for (MultiplierPlan.Past past : plan.history()) {
        history
            .addObject()
            .put("value", past.value().toString())
            .put("actionEpoch", past.epoch().value())
            .put("until", Rfc3339.format(past.until()));
      }
    }
  }

  private static void writeWrappers(ObjectNode wrapped, List<Deployment> wrappers) {
    if (wrappers.isEmpty()) {
      return;
    }
    ArrayNode list = wrapped.putArray("wrappedBy");
    for (Deployment wrapper : wrappers) {
      ObjectNode item = list.addObject().put("caip19", wrapper.token().caip19());
      if (wrapper.form().generation() != null) {
        item.put("generation", wrapper.form().generation());
      }
    }
  }

  /**
   * Reads content, strictly.
   *
   * @throws InvalidAssetException naming the member at fault
   */
  public static AssetContent read(JsonNode json) {
    JsonFields asset = new JsonFields(json, "");
    AssetContent content =
        read(asset, UnderlyingJson.read(new JsonFields(asset.node("underlying"), "underlying")));
    DeploymentRules.check(content.deployments());
    return content;
  }

  /**
   * Reads an underlying, strictly.
   *
   * @throws InvalidAssetException naming the member at fault
   */
  public static Underlying readUnderlying(JsonNode json) {
    return UnderlyingJson.read(new JsonFields(json, ""));
  }

  /** Reads content on an underlying that is known already. */
  static AssetContent read(JsonNode json, Underlying underlying) {
    return read(new JsonFields(json, ""), underlying);
  }

  private static AssetContent read(JsonFields asset, Underlying underlying) {
    asset.only(ASSET);
    Isin isin = asset.parseOrNull("isin", Isin::of);
    String symbol = asset.text("symbol");
    String key = asset.has("key") || isin == null ? asset.text("key") : isin.value();
    Long epoch = asset.longOrNull("actionEpoch");
    if (!asset.node("deployments").isArray()) {
      throw new InvalidAssetException("deployments", "not an array");
    }
    List<Deployment> deployments =
        asset.list("deployments", item -> DeploymentJson.read(item, symbol));
    List<Restriction> restrictions = asset.list("restrictions", AssetJson::readRestriction);
    MultiplierPlan plan = readPlan(asset);
    return asset.checked(
        "deployments",
        () ->
            new AssetContent(
                key,
                isin,
                asset.text("issuer"),
                symbol,
                asset.text("name"),
                asset.textOrNull("legalForm"),
                asset.parse("status", AssetStatus::ofWire),
                underlying,
                asset.has("multiplier")
                    ? asset.parse("multiplier", Multiplier::of)
                    : Multiplier.ONE,
                epoch == null ? ActionEpoch.ZERO : ActionEpoch.of(epoch),
                deployments,
                restrictions,
                plan));
  }

  private static MultiplierPlan readPlan(JsonFields asset) {
    JsonFields pending =
        asset.has("pendingMultiplier")
            ? new JsonFields(asset.node("pendingMultiplier"), "pendingMultiplier")
                .only(Set.of("value", "effectiveAt"))
            : null;
    List<MultiplierPlan.Past> history = asset.list("multiplierHistory", AssetJson::readPast);
    return asset.checked(
        "multiplierHistory",
        () ->
            new MultiplierPlan(
                pending == null
                    ? null
                    : new MultiplierPlan.Pending(
                        pending.parse("value", Multiplier::of),
                        pending.parse("effectiveAt", AssetJson::time)),
                history));
  }

  private static MultiplierPlan.Past readPast(JsonFields past) {
    past.only(Set.of("value", "actionEpoch", "until"));
    Long epoch = past.longOrNull("actionEpoch");
    return past.checked(
        "actionEpoch",
        () ->
            new MultiplierPlan.Past(
                past.parse("value", Multiplier::of),
                epoch == null ? ActionEpoch.ZERO : ActionEpoch.of(epoch),
                past.parse("until", AssetJson::time)));
  }

  private static Restriction readRestriction(JsonFields json) {
    json.only(Set.of("kind", "text"));
    return json.checked(
        "text",
        () -> new Restriction(json.parse("kind", Restriction.Kind::ofWire), json.text("text")));
  }

  static LocalDate date(String text) {
    try {
      if (text.length() == DAY_LENGTH) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("not a date: " + text, e);
    }
    throw new IllegalArgumentException("not a date: " + text);
  }

  private static Instant time(String text) {
    try {
      Instant time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
      if (Rfc3339.isWritable(time)) {
        return time;
      }
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("not an RFC 3339 time: " + text, e);
    }
    throw new IllegalArgumentException("not an RFC 3339 time: " + text);
  }

  static void putIfKnown(ObjectNode json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value.toString());
    }
  }
}
