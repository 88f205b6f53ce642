package io.stockbridge.attestation.snapshots;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.chains.proof.SnapshotJson;
import io.stockbridge.kit.json.CanonicalJson;
import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.crypto.Ed25519Verifier;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.snapshot.CutPoint;
import io.stockbridge.protocol.snapshot.StatementRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Where the snapshot of one epoch is to look: everything that makes the digest a function of facts.
 * Signed by the proposer, so that nobody else can take an epoch.
 *
 * @param epoch the epoch
 * @param proposer the attester's name
 * @param cutTime whole seconds
 * @param validUntil whole seconds
 * @param cut each pinned chain once
 * @param statements the newest statement of each custodian
 * @param assets the record version of each asset
 * @param previous digest of the newest agreed snapshot, zero when there is none
 */
public record CutProposal(
    long epoch,
    String proposer,
    Instant cutTime,
    Instant validUntil,
    List<CutPoint> cut,
    List<StatementRef> statements,
    List<AssetVersion> assets,
    Bytes32 previous) {

  private static final String DOMAIN = "stockbridge/cut-proposal/v1\n";

  /** An asset and the version of its record. */
  public record AssetVersion(Isin isin, long version) {}

  /** Copies the lists. */
  public CutProposal {
    cut = List.copyOf(cut);
    statements = List.copyOf(statements);
    assets = List.copyOf(assets);
  }

  /** The data of {@code CutProposed}, with the proposer's signature. */
  public ObjectNode toJson(Ed25519Key logKey) {
    return toJson()
        .put("signature", Base64.getEncoder().encodeToString(logKey.sign(signedBytes())));
  }

  /**
   * Reads the data of {@code CutProposed}.
   *
   * @throws IllegalArgumentException naming the field at fault
   */
  public static CutProposal parse(JsonNode node) {
    return new CutProposal(
        number(node, "epoch"),
        node.path("proposer").asText(),
        Instant.ofEpochSecond(number(node, "cutTime")),
        Instant.ofEpochSecond(number(node, "validUntil")),
        list(node, "cut").stream().map(SnapshotJson::cutPoint).toList(),
        list(node, "statements").stream().map(SnapshotJson::statement).toList(),
        list(node, "assets").stream()
            .map(
                each ->
                    new AssetVersion(Isin.of(each.path("isin").asText()), number(each, "version")))
            .toList(),
        Bytes32.of(node.path("previous").asText()));
  }

  /** Whether {@code node} carries the signature of that log key over this proposal. */
  public boolean isSignedBy(Bytes32 logKey, JsonNode node) {
    try {
      return Ed25519Verifier.verify(
          logKey, signedBytes(), Base64.getDecoder().decode(node.path("signature").asText()));
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private byte[] signedBytes() {
    return (DOMAIN + CanonicalJson.write(toJson())).getBytes(StandardCharsets.UTF_8);
  }

  /** The signed fields. */
  ObjectNode toJson() {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("epoch", epoch)
            .put("proposer", proposer)
            .put("cutTime", cutTime.getEpochSecond())
            .put("validUntil", validUntil.getEpochSecond())
            .put("previous", previous.toString());
    node.set("cut", SnapshotJson.array(cut, SnapshotJson::cutPoint));
    node.set("statements", SnapshotJson.array(statements, SnapshotJson::statement));
    node.set(
        "assets",
        SnapshotJson.array(
            assets,
            asset ->
                JsonNodeFactory.instance
                    .objectNode()
                    .put("isin", asset.isin().value())
                    .put("version", asset.version())));
    return node;
  }

  private static long number(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException(field + ": missing or not a whole number");
    }
    return value.longValue();
  }

  private static List<JsonNode> list(JsonNode node, String field) {
    JsonNode array = node.get(field);
    if (array == null || !array.isArray()) {
      throw new IllegalArgumentException(field + ": missing or not a list");
    }
    List<JsonNode> entries = new ArrayList<>();
    array.forEach(entries::add);
    return entries;
  }
}
