package io.stockbridge.devnet.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.Isin;

/** The registry-service's public reads. */
public final class RegistryClient {

  private final JsonHttp http;

  RegistryClient(JsonHttp http) {
    this.http = http;
  }

  /** The canonical token of an underlying or asset on a chain, with the reason. */
  public JsonNode resolve(String underlying, Caip2 chain) {
    return http.read("/v1/resolve?underlying=" + underlying + "&chain=" + chain);
  }

  /** One asset's current record. */
  public JsonNode asset(Isin isin) {
    return http.read("/v1/assets/" + isin);
  }

  /** Whether a token is canonical. */
  public JsonNode verify(String caip19) {
    return http.read("/v1/verify/" + caip19);
  }
}
