package io.stockbridge.chains.solana;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.BlockhashLease;
import io.stockbridge.chains.rpc.JsonFields;
import io.stockbridge.chains.rpc.RpcCall;
import io.stockbridge.chains.rpc.RpcNode;
import io.stockbridge.chains.rpc.RpcQuorum;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.identifiers.Bytes32;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Blockhashes that at least k nodes know: one that a single node made up would spend the attesters'
 * signatures on a transaction that no validator takes.
 */
final class Blockhashes {

  /** Blocks for which a blockhash is accepted, and some that nodes may be apart. */
  private static final long LONGEST_LEASE = 150 + 50;

  private Blockhashes() {}

  /** The newest blockhash that at least k nodes accept. */
  static BlockhashLease latest(RpcQuorum nodes) {
    // The one that came first is what the others have most likely seen.
    List<BlockhashLease> candidates =
        nodes.atLeastQuorum("latest blockhash", Blockhashes::latest).stream()
            .map(RpcQuorum.Outcome.Answered::value)
            .sorted(Comparator.comparingLong(BlockhashLease::lastValidBlockHeight))
            .toList();
    if (nodes.quorum() == 1) {
      return candidates.getLast();
    }
    long longest = height(nodes) + LONGEST_LEASE;
    return candidates.stream()
        .filter(lease -> lease.lastValidBlockHeight() <= longest)
        .filter(lease -> isValid(nodes, lease.blockhash()))
        .findFirst()
        .orElseThrow(() -> nodes.fault("no two nodes accept one blockhash"));
  }

  /** Whether at least k nodes accept a transaction that names it. */
  static boolean isValid(RpcQuorum nodes, Bytes32 blockhash) {
    return nodes.kthHighest(
        "validity of a blockhash", node -> isValid(node, blockhash), valid -> valid ? 1 : 0);
  }

  /** The height that at least k nodes have reached. */
  static long height(RpcQuorum nodes) {
    return nodes.kthHighest("block height", Blockhashes::height, Long::longValue);
  }

  private static BlockhashLease latest(RpcNode node) {
    JsonFields fields = new JsonFields(node, "getLatestBlockhash");
    JsonNode value = fields.object(confirmed(node, fields.method()), "value");
    return new BlockhashLease(
        fields.parsed("blockhash", value.path("blockhash"), SolanaRpc::hash),
        fields.number(value, "lastValidBlockHeight"));
  }

  private static boolean isValid(RpcNode node, Bytes32 blockhash) {
    JsonFields fields = new JsonFields(node, "isBlockhashValid");
    RpcCall call =
        RpcCall.of(
            fields.method(),
            Base58.encode(blockhash.bytes()),
            Map.of("commitment", SolanaRpc.CONFIRMED));
    JsonNode value = fields.object(node.result(call)).path("value");
    if (!value.isBoolean()) {
      throw fields.fault("value", "is no boolean");
    }
    return value.booleanValue();
  }

  private static long height(RpcNode node) {
    return new JsonFields(node, "getBlockHeight")
        .number("result", confirmed(node, "getBlockHeight"));
  }

  private static JsonNode confirmed(RpcNode node, String method) {
    return node.result(RpcCall.of(method, Map.of("commitment", SolanaRpc.CONFIRMED)));
  }
}
