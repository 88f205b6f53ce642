package io.stockbridge.bridge.redemptions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.chains.SignerKey;
import io.stockbridge.kit.events.PoisonRecordException;
import io.stockbridge.protocol.crypto.Ed25519Verifier;
import io.stockbridge.protocol.crypto.Sha256;
import io.stockbridge.protocol.custody.Release;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.CustodyAccount;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.units.ShareAmount;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What the bridge needs of a custody statement whose custodian's signature holds.
 *
 * @param digest SHA-256 of the signed bytes
 * @param releases what left custody
 * @param settledOrders ids of the orders whose shares have arrived
 */
record SignedStatement(
    String custodian,
    long sequence,
    Instant asOf,
    Bytes32 digest,
    List<Release> releases,
    List<String> settledOrders) {
  private static final int SCHEMA = 1;

  SignedStatement {
    releases = List.copyOf(releases);
    settledOrders = List.copyOf(settledOrders);
  }

  /**
   * Reads the data of {@code StatementReceived}.
   *
   * @throws PoisonRecordException when no pinned custodian signed it or a field is wrong
   */
  static SignedStatement read(ObjectMapper json, NetworkDescription network, JsonNode data) {
    byte[] payload = base64(data, "payload");
    byte[] signature = base64(data, "signature");
    String custodian = text(data, "custodian");
    SignerKey key =
        network.custodians().stream()
            .filter(known -> known.id().equals(custodian))
            .findFirst()
            .orElseThrow(() -> new PoisonRecordException("not a pinned custodian: " + custodian));
    if (signature.length != Ed25519Verifier.SIGNATURE_LENGTH
        || !Ed25519Verifier.verify(key.ed25519(), payload, signature)) {
      throw new PoisonRecordException("the custodian's signature does not hold");
    }
    try {
      return parse(json.readTree(payload), custodian, Bytes32.ofBytes(Sha256.hash(payload)));
    } catch (JsonProcessingException e) {
      throw new PoisonRecordException("statement is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw new PoisonRecordException("statement: " + e.getMessage(), e);
    }
  }

  private static SignedStatement parse(JsonNode statement, String custodian, Bytes32 digest) {
    if (statement.path("schema").asInt() != SCHEMA) {
      throw new PoisonRecordException("unknown schema of a statement");
    }
    if (!text(statement, "custodian").equals(custodian)) {
      throw new PoisonRecordException("the statement names another custodian");
    }
    JsonNode sequence = statement.path("sequence");
    if (!sequence.isIntegralNumber() || sequence.longValue() < 1) {
      throw new PoisonRecordException("field sequence is missing or no number from 1");
    }
    List<Release> releases = new ArrayList<>();
    for (JsonNode release : statement.path("releases")) {
      releases.add(
          new Release(
              MessageId.of(text(release, "messageId")),
              Isin.of(text(release, "isin")),
              ShareAmount.ofSu(text(release, "amountSu")),
              CustodyAccount.of(text(release, "account"))));
    }
    return new SignedStatement(
        custodian,
        sequence.longValue(),
        Instant.parse(text(statement, "asOf")),
        digest,
        releases,
        settledOrders(statement));
  }

  private static List<String> settledOrders(JsonNode statement) {
    List<String> settled = new ArrayList<>();
    for (JsonNode order : statement.path("orders")) {
      if (text(order, "status").equals("settled")) {
        settled.add(text(order, "orderId"));
      }
    }
    return settled;
  }

  private static byte[] base64(JsonNode node, String field) {
    try {
      return Base64.getDecoder().decode(text(node, field));
    } catch (IllegalArgumentException e) {
      throw new PoisonRecordException("field " + field + " is not base64", e);
    }
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new PoisonRecordException("field " + field + " is missing or no text");
    }
    return value.textValue();
  }
}
