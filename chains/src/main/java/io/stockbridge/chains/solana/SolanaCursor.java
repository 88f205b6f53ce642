package io.stockbridge.chains.solana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.chains.EventCursor;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.units.ActionEpoch;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How far each mint's transactions were read. A mint that is not listed was not read at all. */
record SolanaCursor(Map<SolanaAddress, Read> mints) {
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  SolanaCursor {
    mints = Map.copyOf(mints);
  }

  /**
   * The last transaction of a mint that was read.
   *
   * @param epoch the mint's action epoch after it
   */
  record Read(String signature, long slot, ActionEpoch epoch) {}

  Optional<Read> of(SolanaAddress mint) {
    return Optional.ofNullable(mints.get(mint));
  }

  EventCursor toCursor(DomainId domain) {
    ObjectNode json = JSON.createObjectNode().put("v", VERSION);
    ObjectNode listed = json.putObject("mints");
    new TreeMap<>(mints)
        .forEach(
            (mint, read) ->
                listed
                    .putObject(mint.toString())
                    .put("signature", read.signature())
                    .put("slot", read.slot())
                    .put("epoch", read.epoch().value()));
    return new EventCursor(domain, json.toString());
  }

  static SolanaCursor parse(DomainId domain, EventCursor cursor) {
    try {
      JsonNode json = JSON.readTree(cursor.value());
      boolean known = cursor.domain().equals(domain) && json.path("v").asInt() == VERSION;
      if (!known || !json.path("mints").isObject()) {
        throw new IllegalArgumentException("not a cursor of domain " + domain + ": " + cursor);
      }
      Map<SolanaAddress, Read> mints = new TreeMap<>();
      for (Map.Entry<String, JsonNode> entry : json.path("mints").properties()) {
        JsonNode read = entry.getValue();
        String signature = read.path("signature").asText();
        SolanaRpc.signatureBytes(signature);
        mints.put(
            SolanaAddress.of(entry.getKey()),
            new Read(
                signature,
                read.path("slot").asLong(-1),
                ActionEpoch.of(read.path("epoch").asLong(-1))));
      }
      return new SolanaCursor(mints);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a cursor of domain " + domain + ": " + cursor, e);
    }
  }
}
