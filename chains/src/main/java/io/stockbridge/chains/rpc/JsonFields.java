package io.stockbridge.chains.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.ChainAnswerException;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.EvmAddress;
import java.math.BigInteger;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Strict reading of one node's answer to one method; every fault names node, method and field.
 *
 * @param node who answered
 * @param method what was asked
 */
public record JsonFields(RpcNode node, String method) {
  private static final Pattern QUANTITY = Pattern.compile("0x(0|[1-9a-f][0-9a-f]{0,63})");
  private static final int SHOWN = 120;

  /** The fault of a field. */
  public ChainAnswerException fault(String field, String problem) {
    return node.fault(method, field + " " + problem);
  }

  /** The object under {@code field}. */
  public JsonNode object(JsonNode parent, String field) {
    JsonNode value = parent.path(field);
    if (!value.isObject()) {
      throw fault(field, "is not an object: " + show(value));
    }
    return value;
  }

  /** {@code value} itself, which must be an object. */
  public JsonNode object(JsonNode value) {
    if (!value.isObject()) {
      throw fault("result", "is not an object: " + show(value));
    }
    return value;
  }

  /** The list under {@code field}, of at most {@code max} entries. */
  public JsonNode list(JsonNode parent, String field, int max) {
    return list(field, parent.path(field), max);
  }

  /** {@code value} itself, which must be a list of at most {@code max} entries. */
  public JsonNode list(String field, JsonNode value, int max) {
    if (!value.isArray() || value.size() > max) {
      throw fault(field, "is not a list of at most " + max + ": " + show(value));
    }
    return value;
  }

  /** Text. */
  public String text(JsonNode parent, String field) {
    return text(field, parent.path(field));
  }

  /** {@code value} itself, which must be text. */
  public String text(String field, JsonNode value) {
    if (!value.isTextual()) {
      throw fault(field, "is not text: " + show(value));
    }
    return value.textValue();
  }

  /** A JSON number, whole and not below zero, in 63 bits. */
  public long number(JsonNode parent, String field) {
    return number(field, parent.path(field));
  }

  /** {@code value} itself, a JSON number, whole and not below zero, in 63 bits. */
  public long number(String field, JsonNode value) {
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw fault(field, "is not a whole number: " + show(value));
    }
    return value.longValue();
  }

  /** An EVM quantity (shortest 0x-hex) in 256 bits. */
  public BigInteger quantity(String field, JsonNode value) {
    String text = text(field, value);
    if (!QUANTITY.matcher(text).matches()) {
      throw fault(field, "is not a quantity: " + show(value));
    }
    return new BigInteger(text.substring(2), 16);
  }

  /** An EVM quantity in 63 bits. */
  public long longQuantity(String field, JsonNode value) {
    BigInteger number = quantity(field, value);
    if (number.bitLength() > 63) {
      throw fault(field, "is too large: " + show(value));
    }
    return number.longValue();
  }

  /** 32 bytes in 0x-hex. */
  public Bytes32 bytes32(String field, JsonNode value) {
    return parsed(field, value, Bytes32::of);
  }

  /** Bytes in 0x-hex. */
  public byte[] bytes(String field, JsonNode value) {
    return parsed(field, value, Hex::decode);
  }

  /** An EVM address. */
  public EvmAddress address(String field, JsonNode value) {
    return parsed(field, value, EvmAddress::of);
  }

  /** Text that {@code parse} understands. */
  public <T> T parsed(String field, JsonNode value, Function<String, T> parse) {
    String text = text(field, value);
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw fault(field, "is wrong: " + e.getMessage());
    }
  }

  private static String show(JsonNode value) {
    String text = value.isMissingNode() ? "missing" : value.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
