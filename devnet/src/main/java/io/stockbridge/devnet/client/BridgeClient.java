package io.stockbridge.devnet.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.protocol.identifiers.Caip10;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.units.ShareAmount;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The bridge-service as a holder, an issuer and a custodian use it. */
public final class BridgeClient {

  /** Destination of a redeem in {@link #prepareBurn}. */
  public static final String CUSTODY = "custody";

  private final JsonHttp reader;
  private final JsonHttp issuer;

  BridgeClient(JsonHttp reader, JsonHttp issuer) {
    this.reader = reader;
    this.issuer = issuer;
  }

  /** An unsigned burn towards another chain. */
  public JsonNode prepareTransfer(Isin isin, ShareAmount amount, Caip10 sender, Caip10 recipient) {
    return prepareBurn(isin, amount, sender, recipient.chain().toString(), recipient.toString());
  }

  /** An unsigned burn towards custody. */
  public JsonNode prepareRedeem(Isin isin, ShareAmount amount, Caip10 sender, String account) {
    return prepareBurn(isin, amount, sender, CUSTODY, account);
  }

  private JsonNode prepareBurn(
      Isin isin, ShareAmount amount, Caip10 sender, String destination, String recipient) {
    ObjectNode body = Json.object();
    body.put("isin", isin.toString());
    body.put("amountSu", amount.toString());
    body.put("source", sender.chain().toString());
    body.put("sender", sender.toString());
    body.put("destination", destination);
    body.put("recipient", recipient);
    return reader.create("/v1/transfers/prepare", body);
  }

  /** Asks for an issue against a custody order. */
  public TransferView issue(String orderId, Isin isin, ShareAmount amount, Caip10 destination) {
    ObjectNode body = Json.object();
    body.put("orderId", orderId);
    body.put("isin", isin.toString());
    body.put("amountSu", amount.toString());
    body.put("destination", destination.toString());
    body.put("actionEpoch", 0);
    return TransferView.of(issuer.create("/v1/issuances", body));
  }

  /** One transfer. */
  public TransferView transfer(MessageId messageId) {
    return TransferView.of(reader.read("/v1/transfers/" + messageId));
  }

  /** The transfers that a source transaction began; empty until it is observed. */
  public List<TransferView> transfersOf(String sourceTx) {
    var found = new ArrayList<TransferView>();
    String query = URLEncoder.encode(sourceTx, StandardCharsets.UTF_8);
    for (JsonNode item : reader.read("/v1/transfers?sourceTx=" + query).path("items")) {
      found.add(TransferView.of(item));
    }
    return found;
  }

  /** Asks the service to look at a transaction now. */
  public HttpAnswer observe(Caip2 chain, String txId) {
    ObjectNode body = Json.object();
    body.put("chain", chain.toString());
    body.put("txId", txId);
    return reader.post("/v1/transfers/observe", body);
  }

  /** The newest transfers in a state, 200 at most. */
  public List<TransferView> inState(String state) {
    var found = new ArrayList<TransferView>();
    for (JsonNode item : reader.read("/v1/transfers?limit=200&state=" + state).path("items")) {
      found.add(TransferView.of(item));
    }
    return found;
  }
}
