package io.stockbridge.chains.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.rpc.JsonFields;
import io.stockbridge.chains.rpc.RpcAnswer;
import io.stockbridge.chains.rpc.RpcCall;
import io.stockbridge.chains.rpc.RpcNode;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.Bytes32;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions to one EVM node, with strictly checked answers. */
final class EvmRpc {
  static final String GET_LOGS = "eth_getLogs";
  private static final String GET_BLOCK = "eth_getBlockByNumber";
  private static final String CALL = "eth_call";
  private static final int MAX_TOPICS = 4;

  /** No clock of a block is further than this from 1970; keeps Instant arithmetic in range. */
  private static final long MAX_SECONDS = 253_402_300_799L;

  private EvmRpc() {}

  static ChainPosition finalized(RpcNode node) {
    return block(node, "finalized", node.result(RpcCall.of(GET_BLOCK, "finalized", false)))
        .orElseThrow(() -> node.unavailable(GET_BLOCK, "no finalized block yet"));
  }

  /** The node's newest block. */
  static ChainPosition latest(RpcNode node) {
    return block(node, "latest", node.result(RpcCall.of(GET_BLOCK, "latest", false)))
        .orElseThrow(() -> node.unavailable(GET_BLOCK, "no block yet"));
  }

  /** The block at {@code height} on the node's chain, or empty when it has not come that far. */
  static Optional<ChainPosition> blockAt(RpcNode node, long height) {
    return numbered(node, height, node.result(RpcCall.of(GET_BLOCK, quantity(height), false)));
  }

  /** The blocks at those heights, all of which the node must have. */
  static List<ChainPosition> blocksAt(RpcNode node, List<Long> heights) {
    List<RpcCall> calls =
        heights.stream().map(height -> RpcCall.of(GET_BLOCK, quantity(height), false)).toList();
    List<JsonNode> results = node.results(calls);
    List<ChainPosition> blocks = new ArrayList<>();
    for (int i = 0; i < heights.size(); i++) {
      long height = heights.get(i);
      blocks.add(
          numbered(node, height, results.get(i))
              .orElseThrow(() -> node.unavailable(GET_BLOCK, "has not block " + height)));
    }
    return blocks;
  }

  /** The results of calls on the state of exactly that block (EIP-1898). */
  static List<String> callsAt(RpcNode node, Bytes32 blockHash, List<EvmCall> calls) {
    Map<String, Object> block = Map.of("blockHash", blockHash.toString(), "requireCanonical", true);
    return results(node, calls, block);
  }

  /** The results of calls on the node's newest state. */
  static List<String> callsAtLatest(RpcNode node, List<EvmCall> calls) {
    return results(node, calls, "latest");
  }

  static long blockNumber(RpcNode node) {
    JsonFields fields = new JsonFields(node, "eth_blockNumber");
    return fields.longQuantity("result", node.result(RpcCall.of("eth_blockNumber")));
  }

  /** A log as the JSON of {@code eth_getLogs} and receipts has it. */
  static EvmLog log(JsonFields fields, JsonNode log) {
    fields.object(log);
    if (log.path("removed").asBoolean(false)) {
      throw fields.fault("removed", "is true for a log of a final block");
    }
    List<Bytes32> topics = new ArrayList<>();
    for (JsonNode topic : fields.list(log, "topics", MAX_TOPICS)) {
      topics.add(fields.bytes32("topics", topic));
    }
    long index = fields.longQuantity("logIndex", log.path("logIndex"));
    if (index > Integer.MAX_VALUE) {
      throw fields.fault("logIndex", "is too large: " + index);
    }
    return new EvmLog(
        fields.address("address", log.path("address")),
        topics,
        Hex.encode(fields.bytes("data", log.path("data"))),
        fields.longQuantity("blockNumber", log.path("blockNumber")),
        fields.bytes32("blockHash", log.path("blockHash")),
        fields.bytes32("transactionHash", log.path("transactionHash")),
        (int) index);
  }

  static String quantity(long number) {
    return "0x" + Long.toHexString(number);
  }

  private static List<String> results(RpcNode node, List<EvmCall> calls, Object block) {
    JsonFields fields = new JsonFields(node, CALL);
    List<RpcCall> requests =
        calls.stream()
            .map(
                call ->
                    RpcCall.of(
                        CALL,
                        Map.of("to", call.to().toLowerCaseHex(), "data", call.dataHex()),
                        block))
            .toList();
    List<String> results = new ArrayList<>();
    for (RpcAnswer answer : node.askAll(requests)) {
      switch (answer) {
        case RpcAnswer.Result result ->
            results.add(Hex.encode(fields.bytes("result", result.value())));
        case RpcAnswer.Refusal refusal -> throw node.refused(CALL, refusal);
      }
    }
    return results;
  }

  private static Optional<ChainPosition> numbered(RpcNode node, long height, JsonNode result) {
    Optional<ChainPosition> block = block(node, quantity(height), result);
    if (block.isPresent() && block.get().height() != height) {
      throw node.fault(GET_BLOCK, "asked for " + height + ", got " + block.get().height());
    }
    return block;
  }

  private static Optional<ChainPosition> block(RpcNode node, String asked, JsonNode result) {
    if (result.isNull()) {
      return Optional.empty();
    }
    JsonFields fields = new JsonFields(node, GET_BLOCK + " " + asked);
    fields.object(result);
    long seconds = fields.longQuantity("timestamp", result.path("timestamp"));
    if (seconds > MAX_SECONDS) {
      throw fields.fault("timestamp", "is too large: " + seconds);
    }
    return Optional.of(
        new ChainPosition(
            fields.longQuantity("number", result.path("number")),
            fields.bytes32("hash", result.path("hash")),
            Instant.ofEpochSecond(seconds)));
  }
}
