package io.stockbridge.devnet.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.MessageId;
import java.util.ArrayList;
import java.util.List;

/** One attester's public reads. */
public final class AttesterClient {

  private final String name;
  private final JsonHttp http;

  AttesterClient(String name, JsonHttp http) {
    this.name = name;
    this.http = http;
  }

  /** Its id in the network description. */
  public String name() {
    return name;
  }

  /** An asset's figures as this attester sees them. */
  public JsonNode supply(Isin isin) {
    return http.read("/v1/assets/" + isin + "/supply");
  }

  /** Every asset's figures in the newest agreed snapshot. */
  public List<AssetAccount> accounts() {
    var accounts = new ArrayList<AssetAccount>();
    latestSnapshot().path("leaves").forEach(leaf -> accounts.add(new AssetAccount(leaf)));
    return accounts;
  }

  /** The newest agreed snapshot. */
  public JsonNode latestSnapshot() {
    return http.read("/v1/snapshots/latest");
  }

  /** The file that {@code stockbridge verify} reads; a problem while it is not ready. */
  public HttpAnswer proof(Isin isin) {
    return http.get("/v1/proofs/" + isin);
  }

  /** What it refuses to sign for now, and why. */
  public JsonNode halts() {
    return http.read("/v1/halts");
  }

  /** What it answered about a message. */
  public JsonNode attestations(MessageId messageId) {
    return http.read("/v1/attestations/" + messageId);
  }
}
