package io.stockbridge.devnet.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.protocol.identifiers.Caip10;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.ShareAmount;

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
    http.create("/v1/orders", body);
  }

  /** Settles an order: the position grows and the next statement says so. */
  public void settle(String orderId) {
    http.create("/v1/orders/" + orderId + "/settle", Json.object());
  }

  /** Opens an account that redeemed shares can be released to. */
  public void openAccount(String account) {
    http.create("/v1/accounts", Json.object().put("account", account));
  }

  /** Content of the newest statement. */
  public JsonNode statement() {
    return http.read("/v1/statement");
  }
}
