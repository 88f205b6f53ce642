package io.stockbridge.chains;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads network.json (schema 1), strict in every field, tolerant of further ones. */
final class NetworkFile {
  private static final int SCHEMA = 1;
  private static final long MAX_BYTES = 1 << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private NetworkFile() {}

  static NetworkDescription load(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw fault("$", "larger than " + MAX_BYTES + " bytes: " + file, null);
      }
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw fault("$", "cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  static NetworkDescription parse(String json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw fault("$", "not JSON: " + e.getOriginalMessage(), e);
    }
    if (!root.isObject()) {
      throw fault("$", "not a JSON object", null);
    }
    long schema = number(root, "", "schema");
    if (schema != SCHEMA) {
      throw fault("schema", "unknown schema " + schema + ", known is " + SCHEMA, null);
    }
    return new NetworkDescription(
        text(root, "", "environment"),
        (int) Math.min(number(root, "", "threshold"), Integer.MAX_VALUE),
        list(root, "attesters", NetworkFile::attester),
        list(root, "custodians", NetworkFile::signerKey),
        signerKey(object(root, "registrar"), "registrar."),
        list(root, "chains", NetworkFile::chain));
  }

  private static Attester attester(JsonNode node, String path) {
    return new Attester(
        text(node, path, "id"),
        value(node, path, "evm", EvmAddress::of),
        value(node, path, "solana", SolanaAddress::of),
        value(node, path, "log", NetworkFile::ed25519));
  }

  private static SignerKey signerKey(JsonNode node, String path) {
    return new SignerKey(
        text(node, path, "id"), value(node, path, "ed25519", NetworkFile::ed25519));
  }

  private static ChainDescription chain(JsonNode node, String path) {
    String kind = text(node, path, "kind");
    try {
      return switch (kind) {
        case "evm" -> evm(node, path);
        case "solana" -> solana(node, path);
        default -> throw fault(path + "kind", "neither evm nor solana: " + kind, null);
      };
    } catch (InvalidNetworkDescriptionException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw fault(path + "domain", e.getMessage(), e);
    }
  }

  private static EvmChain evm(JsonNode node, String path) {
    return new EvmChain(
        domain(node, path),
        text(node, path, "name"),
        value(node, path, "caip2", Caip2::of),
        value(node, path, "gateway", EvmAddress::of),
        value(node, path, "snapshotOracle", EvmAddress::of),
        value(node, path, "canonicalRegistry", EvmAddress::of),
        number(node, path, "deployedAtBlock"));
  }

  private static SolanaChain solana(JsonNode node, String path) {
    return new SolanaChain(
        domain(node, path),
        text(node, path, "name"),
        value(node, path, "caip2", Caip2::of),
        value(node, path, "tokenProgram", SolanaAddress::of),
        value(node, path, "memoProgram", SolanaAddress::of),
        value(node, path, "multisig", SolanaAddress::of),
        value(node, path, "replayAuthority", SolanaAddress::of),
        value(node, path, "groupMint", SolanaAddress::of),
        number(node, path, "deployedAtSlot"));
  }

  private static DomainId domain(JsonNode node, String path) {
    try {
      return DomainId.of(number(node, path, "domain"));
    } catch (InvalidNetworkDescriptionException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw fault(path + "domain", e.getMessage(), e);
    }
  }

  private static <T> List<T> list(
      JsonNode root, String field, BiFunction<JsonNode, String, T> read) {
    JsonNode array = root.get(field);
    if (array == null || !array.isArray() || array.isEmpty()) {
      throw fault(field, "has to be a list with at least one entry", null);
    }
    List<T> values = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      String path = field + "[" + i + "]";
      if (!array.get(i).isObject()) {
        throw fault(path, "not a JSON object", null);
      }
      values.add(read.apply(array.get(i), path + "."));
    }
    return values;
  }

  private static JsonNode object(JsonNode root, String field) {
    JsonNode node = root.get(field);
    if (node == null || !node.isObject()) {
      throw fault(field, "missing or not a JSON object", null);
    }
    return node;
  }

  private static long number(JsonNode node, String path, String field) {
    JsonNode value = node.get(field);
    if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
      throw fault(path + field, "missing or not a whole number", null);
    }
    if (value.longValue() < 0) {
      throw fault(path + field, "below zero: " + value.longValue(), null);
    }
    return value.longValue();
  }

  private static String text(JsonNode node, String path, String field) {
    JsonNode value = node.get(field);
    if (value == null || !value.isTextual() || value.textValue().isBlank()) {
      throw fault(path + field, "missing, blank or not text", null);
    }
    return value.textValue();
  }

  private static <T> T value(JsonNode node, String path, String field, Function<String, T> parse) {
    String text = text(node, path, field);
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw fault(path + field, e.getMessage(), e);
    }
  }

  private static Bytes32 ed25519(String base64) {
    byte[] key = Base64.getDecoder().decode(base64);
    if (key.length != Bytes32.LENGTH) {
      throw new IllegalArgumentException("an Ed25519 key has 32 bytes, not " + key.length);
    }
    return Bytes32.ofBytes(key);
  }

  private static InvalidNetworkDescriptionException fault(
      String field, @Nullable String problem, @Nullable Throwable cause) {
    return new InvalidNetworkDescriptionException(field, problem, cause);
  }
}
