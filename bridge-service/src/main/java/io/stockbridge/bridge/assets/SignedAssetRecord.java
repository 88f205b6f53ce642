package io.stockbridge.bridge.assets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockbridge.chains.SignerKey;
import io.stockbridge.kit.events.PoisonRecordException;
import io.stockbridge.protocol.crypto.Ed25519Verifier;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.units.ActionEpoch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads the data of {@code AssetRecorded}: signature first, then content. */
final class SignedAssetRecord {
  private static final int SCHEMA = 1;

  private final ObjectMapper json;
  private final SignerKey registrar;

  SignedAssetRecord(ObjectMapper json, SignerKey registrar) {
    this.json = json;
    this.registrar = registrar;
  }

  /**
   * The asset.
   *
   * @throws PoisonRecordException when the registrar did not sign it or a field is wrong
   */
  Asset read(JsonNode data) {
    String record = text(data, "record");
    requireRegistrar(text(data, "keyId"), record, text(data, "signature"));
    try {
      return toAsset(json.readTree(record));
    } catch (JsonProcessingException e) {
      throw new PoisonRecordException("record is not JSON: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new PoisonRecordException("asset record: " + e.getMessage(), e);
    }
  }

  private void requireRegistrar(String keyId, String record, String signature) {
    if (!keyId.equals(registrar.id())) {
      throw new PoisonRecordException("not the pinned registrar: " + keyId);
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(signature);
    } catch (IllegalArgumentException e) {
      throw new PoisonRecordException("signature is not base64", e);
    }
    if (bytes.length != Ed25519Verifier.SIGNATURE_LENGTH
        || !Ed25519Verifier.verify(
            registrar.ed25519(), record.getBytes(StandardCharsets.UTF_8), bytes)) {
      throw new PoisonRecordException("the registrar's signature does not hold");
    }
  }

  private static Asset toAsset(JsonNode record) {
    if (number(record, "schema") != SCHEMA) {
      throw new PoisonRecordException("unknown schema of an asset record");
    }
    List<Asset.Deployment> deployments = new ArrayList<>();
    for (JsonNode deployment : record.path("deployments")) {
      deployments.add(toDeployment(deployment));
    }
    long version = number(record, "version");
    if (version < 1) {
      throw new PoisonRecordException("version below one");
    }
    return new Asset(
        Isin.of(text(record, "isin")),
        version,
        text(record, "symbol"),
        text(record, "name"),
        text(record, "status"),
        ActionEpoch.of(number(record, "actionEpoch")),
        text(record, "multiplier"),
        deployments);
  }

  private static Asset.Deployment toDeployment(JsonNode deployment) {
    DomainId domain = DomainId.of(number(deployment, "domain"));
    String address = text(deployment, "address");
    UniversalAddress.parse(domain, address);
    return new Asset.Deployment(
        domain,
        text(deployment, "caip19"),
        address,
        Math.toIntExact(number(deployment, "decimals")),
        text(deployment, "status"));
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new PoisonRecordException("field " + field + " is missing or no text");
    }
    return value.textValue();
  }

  private static long number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new PoisonRecordException("field " + field + " is missing or no whole number");
    }
    return value.longValue();
  }
}
