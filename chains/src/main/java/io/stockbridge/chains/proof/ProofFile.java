package io.stockbridge.chains.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.chains.Attester;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.protocol.crypto.EvmSignature;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.log.Checkpoint;
import io.stockbridge.protocol.log.NoteVerifier;
import io.stockbridge.protocol.proof.SupplyProof;
import io.stockbridge.protocol.proof.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The downloaded file that proves one asset's supply offline (schema 1). */
public final class ProofFile {
  private static final int SCHEMA = 1;
  private static final long MAX_BYTES = 64L << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ProofFile() {}

  /**
   * Reads a proof file of whatever type.
   *
   * @throws IllegalArgumentException that the file cannot be read or is no JSON object
   */
  public static JsonNode load(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IllegalArgumentException("larger than " + MAX_BYTES + " bytes: " + file);
      }
      return tree(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a supply proof's text.
   *
   * @throws IllegalArgumentException naming the field at fault
   */
  public static SupplyProof read(String text) {
    return read(tree(text));
  }

  /**
   * Reads a supply proof.
   *
   * @throws IllegalArgumentException naming the field at fault
   */
  public static SupplyProof read(JsonNode root) {
    checkSchema(root);
    return new SupplyProof(
        Fields.text(root, "environment"),
        SnapshotJson.snapshot(Fields.object(root, "snapshot")),
        Fields.list(root, "signatures", node -> EvmSignature.of(node.asText())),
        SnapshotJson.leaf(Fields.object(root, "leaf")),
        Fields.list(root, "leafProof", ProofFile::hash),
        Fields.list(root, "cut", SnapshotJson::cutPoint),
        Fields.list(root, "statements", SnapshotJson::statement),
        Fields.list(root, "inFlight", SnapshotJson::inFlight),
        logInclusion(root));
  }

  /** A JSON object. */
  static JsonNode tree(String text) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
    if (!root.isObject()) {
      throw new IllegalArgumentException("not a JSON object");
    }
    return root;
  }

  static void checkSchema(JsonNode root) {
    if (Fields.number(root, "schema") != SCHEMA) {
      throw new IllegalArgumentException("schema: unknown, known is " + SCHEMA);
    }
  }

  /** A hash in its only text: two files of one proof do not differ. */
  static Bytes32 hash(JsonNode node) {
    Bytes32 hash = Bytes32.of(node.asText());
    if (!hash.toString().equals(node.textValue())) {
      throw new IllegalArgumentException("not lower-case hex: " + node.asText());
    }
    return hash;
  }

  static SupplyProof.LogInclusion logInclusion(JsonNode root) {
    JsonNode log = Fields.object(root, "log");
    return new SupplyProof.LogInclusion(
        Fields.number(log, "index"),
        Fields.list(log, "proof", ProofFile::hash),
        Fields.text(log, "checkpoint"));
  }

  /** The file's text. */
  public static String write(SupplyProof proof) {
    ObjectNode root =
        JSON.createObjectNode()
            .put("schema", SCHEMA)
            .put("environment", proof.environment())
            .put("epoch", proof.snapshot().epoch())
            .put("digest", proof.snapshot().digest(proof.environment()).toString())
            .put("isin", proof.leaf().isin().value());
    root.set("snapshot", SnapshotJson.snapshot(proof.snapshot()));
    root.set("signatures", texts(proof.signatures()));
    root.set("leaf", SnapshotJson.leaf(proof.leaf()));
    root.set("leafProof", texts(proof.leafProof()));
    root.set("cut", SnapshotJson.array(proof.cut(), SnapshotJson::cutPoint));
    root.set("statements", SnapshotJson.array(proof.statements(), SnapshotJson::statement));
    root.set("inFlight", SnapshotJson.array(proof.inFlight(), SnapshotJson::inFlight));
    ObjectNode log = root.putObject("log");
    log.put("index", proof.log().index());
    log.set("proof", texts(proof.log().proof()));
    log.put("checkpoint", proof.log().checkpoint());
    return root.toPrettyString() + "\n";
  }

  /** The keys that a pinned network description makes trusted. */
  public static TrustedKeys trustedKeys(NetworkDescription network) {
    List<NoteVerifier> logs =
        network.attesters().stream()
            .map(
                attester ->
                    new NoteVerifier(
                        Checkpoint.origin(network.environment(), attester.id()), attester.log()))
            .toList();
    return new TrustedKeys(
        network.environment(),
        network.attesters().stream().map(Attester::evm).collect(Collectors.toSet()),
        network.threshold(),
        logs);
  }

  private static ArrayNode texts(Collection<?> values) {
    ArrayNode array = JSON.createArrayNode();
    values.forEach(value -> array.add(value.toString()));
    return array;
  }
}
