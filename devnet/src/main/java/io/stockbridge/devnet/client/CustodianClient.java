package io.stockbridge.devnet.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.protocol.identifiers.Caip10;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.ShareAmount;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;

/** The simulated custodian of the local stack, as an issuer uses it. */
public final class CustodianClient {

  private final JsonHttp http;

  CustodianClient(JsonHttp http) {
    this.http = http;
  }

  /** Places an order; it is pending in the custodian's next statement. */
  public void order(String orderId, Isin isin, ShareAmount amount, Caip10 destination) {
    ObjectNode body = Json.object();
    body.put("orderId", orderId);
    body.put("isin", isin.toString());
    body.put("amountSu", amount.toString());
    body.put("destination", destination.toString());
    http.create("/orders", body);
  }

  /** Settles orders: positions grow and one new statement says so. */
  public void settle(Collection<String> orderIds) {
    ObjectNode body = Json.object();
    ArrayNode ids = body.putArray("orderIds");
    orderIds.forEach(ids::add);
    http.create("/orders/settle", body);
  }

  /** Opens an account that redeemed shares can be released to. */
  public void openAccount(String account) {
    http.create("/accounts", Json.object().put("account", account));
  }

  /** Restates a position: custody holds so many shares for each token. */
  public void restate(Isin isin, String multiplier) {
    http.create(
        "/multipliers", Json.object().put("isin", isin.toString()).put("multiplier", multiplier));
  }

  /** Content of the newest statement. */
  public JsonNode statement() {
    String payload = http.read("/statements/latest").path("payload").asText();
    return Json.parse(new String(Base64.getDecoder().decode(payload), StandardCharsets.UTF_8));
  }
}
