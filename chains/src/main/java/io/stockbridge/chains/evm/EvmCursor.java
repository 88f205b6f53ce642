package io.stockbridge.chains.evm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.chains.EventCursor;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import java.util.Optional;

/**
 * Everything up to a block has been read.
 *
 * @param height the last block read; one below the deployment at the start, so −1 or more
 * @param hash its hash; empty at the start, when nothing has been read
 * @param sequence the last burn sequence seen, 0 before the first
 */
record EvmCursor(long height, Optional<Bytes32> hash, long sequence) {
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  EventCursor toCursor(DomainId domain) {
    ObjectNode json =
        JSON.createObjectNode().put("v", VERSION).put("height", height).put("sequence", sequence);
    hash.ifPresent(value -> json.put("hash", value.toString()));
    return new EventCursor(domain, json.toString());
  }

  static EvmCursor of(DomainId domain, EventCursor cursor) {
    try {
      JsonNode json = JSON.readTree(cursor.value());
      boolean valid =
          cursor.domain().equals(domain)
              && json.path("v").asInt() == VERSION
              && json.path("height").canConvertToLong()
              && json.path("height").asLong() >= -1
              && json.path("sequence").canConvertToLong()
              && json.path("sequence").asLong() >= 0;
      if (valid) {
        return new EvmCursor(
            json.path("height").asLong(),
            json.has("hash")
                ? Optional.of(Bytes32.of(json.path("hash").asText()))
                : Optional.empty(),
            json.path("sequence").asLong());
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a cursor of domain " + domain + ": " + cursor, e);
    }
    throw new IllegalArgumentException("not a cursor of domain " + domain + ": " + cursor);
  }
}
