package io.stockbridge.chains.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.rpc.FakeNode;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.crypto.Keccak256;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.message.Message;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An EVM node whose chain a test writes; it can be told to lie. */
final class ScriptedEvmNode {
  private final EvmChain chain;
  private final EvmAddress token;
  private final List<Map<String, Object>> logs = new ArrayList<>();
  private final Map<Long, Integer> logIndexes = new LinkedHashMap<>();
  long head;
  long burnCount;
  long maxRange = Long.MAX_VALUE;
  int rangeRefusals;
  String fork = "honest";

  ScriptedEvmNode(EvmChain chain, EvmAddress token, long head) {
    this.chain = chain;
    this.token = token;
    this.head = head;
  }

  FakeNode start() {
    return FakeNode.methods(this::result);
  }

  void burn(long block, Message message) {
    burnCount++;
    gatewayBurn(block, message);
    transfer(block, message.sender().value(), Bytes32.ZERO, message.amount().toWei());
  }

  void gatewayBurn(long block, Message message) {
    byte[] data = new AbiValue.Tuple(List.of(AbiValue.of(message.encode()))).encode();
    List<Bytes32> topics =
        List.of(
            EvmLogDecoder.BURNED,
            message.messageId().value(),
            isin(message.isin().bytes()),
            message.sender().value());
    log(block, chain.gateway(), topics, data);
  }

  void transfer(long block, Bytes32 from, Bytes32 to, BigInteger wei) {
    log(block, token, List.of(EvmLogDecoder.TRANSFER, from, to), Bytes32.ofNumber(wei).bytes());
  }

  void dropLastLog() {
    logs.remove(logs.size() - 1);
  }

  void log(long block, EvmAddress address, List<Bytes32> topics, byte[] data) {
    int index = logIndexes.merge(block, 1, Integer::sum) - 1;
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("address", address.toLowerCaseHex());
    log.put("topics", topics.stream().map(Bytes32::toString).toList());
    log.put("data", Hex.encode(data));
    log.put("blockNumber", EvmRpc.quantity(block));
    log.put("blockHash", hash(block).toString());
    log.put("transactionHash", transaction(block).toString());
    log.put("logIndex", EvmRpc.quantity(index));
    log.put("removed", false);
    logs.add(log);
  }

  Bytes32 hash(long block) {
    return Bytes32.ofBytes(Keccak256.hashUtf8(fork + block));
  }

  static Bytes32 transaction(long block) {
    return Bytes32.ofBytes(Keccak256.hashUtf8("tx" + block));
  }

  private static Bytes32 isin(byte[] bytes) {
    return Bytes32.ofBytes(Arrays.copyOf(bytes, 32));
  }

  private Object result(String method, JsonNode params) {
    return switch (method) {
      case "eth_getBlockByNumber" -> block(params.get(0).asText());
      case "eth_getLogs" -> logs(params.get(0));
      case "eth_call" -> call(params.get(0).path("data").asText());
      default -> throw new FakeNode.Refusal(-32601, "no method " + method);
    };
  }

  private Object block(String tag) {
    long number = tag.equals("finalized") ? head : Long.decode(tag);
    if (number > head) {
      return null;
    }
    return Map.of(
        "number",
        EvmRpc.quantity(number),
        "hash",
        hash(number).toString(),
        "timestamp",
        EvmRpc.quantity(1_000_000 + number));
  }

  private Object logs(JsonNode filter) {
    long from = Long.decode(filter.path("fromBlock").asText());
    long to = Long.decode(filter.path("toBlock").asText());
    if (to - from + 1 > maxRange) {
      rangeRefusals++;
      throw new FakeNode.Refusal(-32005, "query returned more than 10000 results");
    }
    return logs.stream().filter(log -> matches(log, filter, from, to)).toList();
  }

  private static boolean matches(Map<String, Object> log, JsonNode filter, long from, long to) {
    long block = Long.decode((String) log.get("blockNumber"));
    boolean addressed = filter.path("address").toString().contains((String) log.get("address"));
    List<?> topics = (List<?>) log.get("topics");
    JsonNode wanted = filter.path("topics");
    boolean matching = block >= from && block <= to && addressed;
    for (int i = 0; i < wanted.size() && matching; i++) {
      boolean any = wanted.get(i).isNull();
      matching =
          any || (i < topics.size() && wanted.get(i).toString().contains((String) topics.get(i)));
    }
    return matching;
  }

  private Object call(String data) {
    String selector = data.substring(0, 10);
    AbiValue answer;
    if (selector.equals(selector("assets()"))) {
      answer = new AbiValue.Array(List.of(AbiValue.of(EvmDeployment.AAPLX)));
    } else if (selector.equals(selector("tokenOf(bytes12)"))) {
      answer = AbiValue.of(token);
    } else if (selector.equals(selector("sequence()"))) {
      answer = AbiValue.of(burnCount);
    } else {
      throw new FakeNode.Refusal(3, "execution reverted");
    }
    return Hex.encode(new AbiValue.Tuple(List.of(answer)).encode());
  }

  private static String selector(String signature) {
    return Hex.encode(ContractFunction.selector(signature));
  }
}
