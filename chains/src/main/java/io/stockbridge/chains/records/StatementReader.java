package io.stockbridge.chains.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.chains.SignerKey;
import io.stockbridge.chains.records.InvalidStatementException.Reason;
import io.stockbridge.protocol.crypto.Ed25519Verifier;
import io.stockbridge.protocol.crypto.Sha256;
import io.stockbridge.protocol.custody.CustodyOrder;
import io.stockbridge.protocol.custody.CustodyPosition;
import io.stockbridge.protocol.custody.CustodyStatement;
import io.stockbridge.protocol.custody.Release;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.Caip10;
import io.stockbridge.protocol.identifiers.CustodyAccount;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.CustodyShares;
import io.stockbridge.protocol.units.ShareAmount;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Reads the JSON form of a custody statement (docs/interfaces.md §5), strict in every field. */
public final class StatementReader {
  private static final int SCHEMA = 1;

  /**
   * Most bytes of a payload. In base64 inside JSON that is 800 kB, below the limit of HTTP bodies
   * and of Kafka records (1 MiB each), so that what is accepted here also reaches the others.
   */
  public static final int MAX_BYTES = 600_000;

  private static final int MAX_ENTRIES = 100_000;

  private final NetworkDescription network;

  /** A reader for the custodians and chains of that network. */
  public StatementReader(NetworkDescription network) {
    this.network = network;
  }

  /**
   * The statement in these exact bytes if the custodian that it names is pinned and signed them.
   *
   * @param signature Ed25519 over {@code payload}
   * @throws InvalidStatementException naming what is wrong and the field at fault
   */
  public CustodyStatement readSigned(byte[] payload, byte[] signature) {
    if (payload.length > MAX_BYTES) {
      throw new InvalidStatementException(
          Reason.STATEMENT_TOO_LARGE, "payload", payload.length + " bytes, at most " + MAX_BYTES);
    }
    CustodyStatement statement = read(payload);
    SignerKey custodian =
        network.custodians().stream()
            .filter(key -> key.id().equals(statement.custodian()))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidStatementException(
                        Reason.UNKNOWN_CUSTODIAN, "custodian", statement.custodian()));
    if (!Ed25519Verifier.verify(custodian.ed25519(), payload, signature)) {
      throw new InvalidStatementException(
          Reason.INVALID_SIGNATURE, "signature", "not by the key of " + statement.custodian());
    }
    return statement;
  }

  /**
   * The statement in these exact bytes, whoever signed them.
   *
   * @throws InvalidStatementException naming the field at fault
   */
  public CustodyStatement read(byte[] payload) {
    JsonNode root = parse(payload);
    if (number(root, "", "schema") != SCHEMA) {
      throw new InvalidStatementException("schema", "unknown, known is " + SCHEMA);
    }
    String custodian = text(root, "", "custodian");
    long sequence = number(root, "", "sequence");
    Instant asOf = value(root, "", "asOf", StatementReader::time);
    List<CustodyPosition> positions = list(root, "positions", StatementReader::position);
    List<CustodyOrder> orders = list(root, "orders", this::order);
    List<Release> releases = list(root, "releases", StatementReader::release);
    try {
      return new CustodyStatement(
          custodian,
          sequence,
          asOf,
          Bytes32.ofBytes(Sha256.hash(payload)),
          positions,
          orders,
          releases);
    } catch (IllegalArgumentException e) {
      throw new InvalidStatementException("$", String.valueOf(e.getMessage()), e);
    }
  }

  private JsonNode parse(byte[] payload) {
    JsonNode root;
    try {
      root = AssetRecord.JSON.readTree(payload);
    } catch (JsonProcessingException e) {
      throw new InvalidStatementException("$", "not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new InvalidStatementException("$", "not JSON", e);
    }
    if (root == null || !root.isObject()) {
      throw new InvalidStatementException("$", "not a JSON object");
    }
    return root;
  }

  private static CustodyPosition position(JsonNode node, String path) {
    return new CustodyPosition(
        value(node, path, "isin", Isin::of),
        value(node, path, "settled", CustodyShares::of),
        value(node, path, "pendingIn", CustodyShares::of),
        value(node, path, "pendingOut", CustodyShares::of));
  }

  private CustodyOrder order(JsonNode node, String path) {
    Caip10 destination = value(node, path, "destination", Caip10::of);
    var chain =
        network
            .chain(destination.chain())
            .orElseThrow(
                () ->
                    new InvalidStatementException(
                        path + "destination", "not a chain of this network"));
    try {
      return new CustodyOrder(
          text(node, path, "orderId"),
          value(node, path, "isin", Isin::of),
          value(node, path, "amountSu", ShareAmount::ofSu),
          ActionEpoch.of(number(node, path, "actionEpoch")),
          chain.domain(),
          destination.toUniversal(),
          value(node, path, "status", StatementReader::status));
    } catch (InvalidStatementException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new InvalidStatementException(
          path.substring(0, path.length() - 1), String.valueOf(e.getMessage()), e);
    }
  }

  private static Release release(JsonNode node, String path) {
    return new Release(
        value(node, path, "messageId", MessageId::of),
        value(node, path, "isin", Isin::of),
        value(node, path, "amountSu", ShareAmount::ofSu),
        value(node, path, "account", CustodyAccount::of));
  }

  private static CustodyOrder.Status status(String text) {
    return switch (text) {
      case "pending" -> CustodyOrder.Status.PENDING;
      case "settled" -> CustodyOrder.Status.SETTLED;
      default -> throw new IllegalArgumentException("neither pending nor settled");
    };
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("not an RFC 3339 time in UTC", e);
    }
  }

  private static <T> List<T> list(
      JsonNode root, String field, BiFunction<JsonNode, String, T> read) {
    JsonNode array = root.get(field);
    if (array == null || !array.isArray() || array.size() > MAX_ENTRIES) {
      throw new InvalidStatementException(
          field, "has to be a list of at most " + MAX_ENTRIES + " entries");
    }
    List<T> values = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      String path = field + "[" + i + "]";
      if (!array.get(i).isObject()) {
        throw new InvalidStatementException(path, "not a JSON object");
      }
      values.add(read.apply(array.get(i), path + "."));
    }
    return values;
  }

  private static <T> T value(JsonNode node, String path, String field, Function<String, T> parse) {
    String text = text(node, path, field);
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidStatementException(path + field, String.valueOf(e.getMessage()), e);
    }
  }

  private static String text(JsonNode node, String path, String field) {
    JsonNode value = node.get(field);
    if (value == null || !value.isTextual() || value.textValue().isBlank()) {
      throw new InvalidStatementException(path + field, "missing, blank or not text");
    }
    return value.textValue();
  }

  private static long number(JsonNode node, String path, String field) {
    JsonNode value = node.get(field);
    if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new InvalidStatementException(path + field, "missing or not a whole number");
    }
    return value.longValue();
  }
}
