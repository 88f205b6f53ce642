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
 */
public record AgreedSnapshot(
    SupplySnapshot snapshot,
    SnapshotContents contents,
    SortedMap<String, EvmSignature> signatures) {

  /** Copies the map. */
  public AgreedSnapshot {
    signatures = new TreeMap<>(signatures);
  }

  /** The digest in that environment. */
  public Bytes32 digest(String environment) {
    return snapshot.digest(environment);
  }

  /** The data of {@code SnapshotAgreed}. */
  public ObjectNode toJson(String environment) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("epoch", snapshot.epoch());
    node.set("snapshot", SnapshotJson.snapshot(snapshot));
    node.put("digest", digest(environment).toString());
    ArrayNode list = node.putArray("signatures");
    signatures.forEach(
        (attester, signature) ->
            list.addObject().put("attester", attester).put("signature", signature.toString()));
    SnapshotJson.contents(node, contents);
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
        SnapshotJson.snapshot(node.path("snapshot")), SnapshotJson.contents(node), signatures);
  }

  /** Why this is not a snapshot that a quorum of the pinned attesters signed, if it is not. */
  public Optional<String> problem(NetworkDescription network) {
    SupplySnapshot own =
        contents.toSnapshot(
            snapshot.epoch(), snapshot.cutTime(), snapshot.validUntil(), snapshot.previous());
    if (!own.equals(snapshot)) {
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
}
