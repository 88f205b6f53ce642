package io.stockbridge.attestation.snapshots;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.chains.Attester;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.chains.proof.SnapshotJson;
import io.stockbridge.protocol.crypto.EvmSignature;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.snapshot.SnapshotContents;
import io.stockbridge.protocol.snapshot.SupplySnapshot;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A snapshot, what stands behind it, and signatures.
 *
 * @param signatures by attester's name
 * @param inFlightCount how many messages are in flight; more than the contents list when this
 *     attester heard of the snapshot and did not compute it
 */
public record AgreedSnapshot(
    SupplySnapshot snapshot,
    SnapshotContents contents,
    SortedMap<String, EvmSignature> signatures,
    int inFlightCount) {

  /** Copies the map. */
  public AgreedSnapshot {
    signatures = new TreeMap<>(signatures);
  }

  /** A snapshot whose lists are whole. */
  public AgreedSnapshot(
      SupplySnapshot snapshot,
      SnapshotContents contents,
      SortedMap<String, EvmSignature> signatures) {
    this(snapshot, contents, signatures, contents.inFlight().size());
  }

  /** Whether every message in flight is listed. */
  public boolean isWhole() {
    return inFlightCount == contents.inFlight().size();
  }

  /** The digest in that environment. */
  public Bytes32 digest(String environment) {
    return snapshot.digest(environment);
  }

  /** The data of {@code SnapshotAgreed}: bounded, whatever is in flight. */
  public ObjectNode toJson(String environment) {
    ObjectNode node = header(environment);
    SnapshotJson.record(node, contents, inFlightCount);
    return node;
  }

  /** Everything that is known of it, for this attester's own memory. */
  ObjectNode toStored(String environment) {
    ObjectNode node = header(environment);
    SnapshotJson.contents(node, contents);
    return node.put("inFlightCount", inFlightCount);
  }

  private ObjectNode header(String environment) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("epoch", snapshot.epoch());
    node.set("snapshot", SnapshotJson.snapshot(snapshot));
    node.put("digest", digest(environment).toString());
    ArrayNode list = node.putArray("signatures");
    signatures.forEach(
        (attester, signature) ->
            list.addObject().put("attester", attester).put("signature", signature.toString()));
    return node;
  }

  /**
   * Reads the data of {@code SnapshotAgreed}; says nothing about whether it is true.
   *
   * @throws IllegalArgumentException when the form is wrong
   */
  public static AgreedSnapshot parse(JsonNode node) {
    SortedMap<String, EvmSignature> signatures = new TreeMap<>();
    for (JsonNode each : node.path("signatures")) {
      signatures.put(
          each.path("attester").asText(), EvmSignature.of(each.path("signature").asText()));
    }
    return new AgreedSnapshot(
        SnapshotJson.snapshot(node.path("snapshot")),
        SnapshotJson.contents(node),
        signatures,
        SnapshotJson.inFlightCount(node));
  }

  /** Why this is not a snapshot that a quorum of the pinned attesters signed, if it is not. */
  public Optional<String> problem(NetworkDescription network) {
    if (!SnapshotJson.fits(snapshot, contents, inFlightCount)) {
      return Optional.of("the contents do not give the signed roots");
    }
    Bytes32 digest = digest(network.environment());
    long valid = signatures.entrySet().stream().filter(each -> isBy(network, each, digest)).count();
    return valid >= network.threshold()
        ? Optional.empty()
        : Optional.of(valid + " valid signatures, " + network.threshold() + " needed");
  }

  private static boolean isBy(
      NetworkDescription network, Map.Entry<String, EvmSignature> entry, Bytes32 digest) {
    return network
        .attester(entry.getKey())
        .map(Attester::evm)
        .filter(address -> entry.getValue().isBy(address, digest))
        .isPresent();
  }

  /** Up to 500 messages in flight from that offset of the whole list, with the signed root. */
  ObjectNode inFlightPage(int offset) {
    int count = contents.inFlight().size();
    int end = Math.min(count, Math.min(offset, count) + SnapshotJson.MAX_IN_FLIGHT_IN_RECORD);
    ObjectNode page =
        JsonNodeFactory.instance
            .objectNode()
            .put("inFlightRoot", snapshot.inFlightRoot().toString())
            .put("count", count);
    page.set(
        "items",
        SnapshotJson.array(
            contents.inFlight().subList(Math.min(offset, count), end), SnapshotJson::inFlight));
    return page.put("next", end < count ? Integer.toString(end) : null);
  }
}
