package io.stockbridge.devnet.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.Isin;
import java.time.Instant;

/** The registry-service as its readers and its registrar use it. */
public final class RegistryClient {

  private final JsonHttp http;
  private final JsonHttp registrar;

  RegistryClient(JsonHttp http, JsonHttp registrar) {
    this.http = http;
    this.registrar = registrar;
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

  /** A split announced by the registrar: each share becomes {@code factor} at a whole second. */
  public void announceSplit(String id, String underlying, int factor, Instant effectiveAt) {
    ObjectNode body = Json.object();
    body.put("id", id).put("kind", "split").put("underlying", underlying);
    body.putObject("ratio").put("new", Integer.toString(factor)).put("old", "1");
    body.put("effectiveAt", effectiveAt.toString());
    registrar.create("/v1/actions", body);
  }

  /** A corporate action and how far each chain is. */
  public JsonNode action(String id) {
    return http.read("/v1/actions/" + id);
  }
}
