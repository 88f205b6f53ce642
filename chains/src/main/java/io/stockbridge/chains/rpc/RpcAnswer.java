package io.stockbridge.chains.rpc;

import com.fasterxml.jackson.databind.JsonNode;

/** A well-formed answer of a node. */
public sealed interface RpcAnswer {
  /** The method's result; may be JSON null. */
  record Result(JsonNode value) implements RpcAnswer {}

  /**
   * The node refused.
   *
   * @param code the JSON-RPC error code
   * @param message the node's words, shortened
   * @param data further data, JSON null when there is none
   */
  record Refusal(long code, String message, JsonNode data) implements RpcAnswer {
    @Override
    public String toString() {
      return "error " + code + " \"" + message + '"';
    }
  }
}
