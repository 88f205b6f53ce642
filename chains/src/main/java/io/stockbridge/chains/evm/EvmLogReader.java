package io.stockbridge.chains.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.ChainUnavailableException;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.rpc.JsonFields;
import io.stockbridge.chains.rpc.RpcAnswer;
import io.stockbridge.chains.rpc.RpcCall;
import io.stockbridge.chains.rpc.RpcNode;
import io.stockbridge.chains.rpc.RpcQuorum;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.EvmAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads the logs of bounded ranges of final blocks, narrowing the range when a node refuses it. */
final class EvmLogReader {
  private static final int MAX_BLOCKS = 2_000;
  private static final int MAX_LOGS = 20_000;
  private static final List<String> GATEWAY_TOPICS =
      EvmLogDecoder.GATEWAY_TOPICS.stream().map(Bytes32::toString).toList();
  private static final String TRANSFER = EvmLogDecoder.TRANSFER.toString();
  private static final String ZERO = Bytes32.ZERO.toString();

  private final EvmChain chain;
  private final RpcQuorum nodes;

  /** Blocks per request; halved when refused, doubled when answered. */
  private final AtomicInteger span = new AtomicInteger(MAX_BLOCKS);

  EvmLogReader(EvmChain chain, RpcQuorum nodes) {
    this.chain = chain;
    this.nodes = nodes;
  }

  /** The logs of blocks {@code from} to {@code to}, in chain order. */
  record Range(long from, long to, List<EvmLog> logs) {}

  /** Some blocks from {@code from}, as many as nodes give at once, at most to {@code upTo}. */
  Range read(long from, long upTo, Collection<EvmAddress> tokens) {
    while (true) {
      int blocks = span.get();
      long to = Math.min(upTo, from + blocks - 1);
      List<RpcCall> calls = calls(from, to, tokens);
      String question = "logs of blocks " + from + "…" + to;
      List<RpcQuorum.Outcome.Answered<Reply>> replies =
          nodes.atLeastQuorum(question, node -> ask(node, calls, from, to, tokens));
      if (replies.stream().noneMatch(reply -> reply.value() instanceof Reply.Refused)) {
        span.compareAndSet(blocks, Math.min(MAX_BLOCKS, blocks * 2));
        return new Range(from, to, logs(nodes.same(question, replies)));
      }
      if (to == from) {
        throw new ChainUnavailableException(
            chain.domain(), question + ": refused even for one block: " + replies);
      }
      span.compareAndSet(blocks, (int) Math.max(1, (to - from + 1) / 2));
    }
  }

  /** A node's reply: the logs, or that the range is too much for it. */
  private sealed interface Reply {
    record Logs(List<EvmLog> logs) implements Reply {}

    record Refused(String why) implements Reply {}
  }

  private static List<EvmLog> logs(Reply reply) {
    return switch (reply) {
      case Reply.Logs logs -> logs.logs();
      case Reply.Refused refused -> throw new IllegalStateException(refused.why());
    };
  }

  private List<RpcCall> calls(long from, long to, Collection<EvmAddress> tokens) {
    List<RpcCall> calls = new ArrayList<>();
    String gateway = chain.gateway().toLowerCaseHex();
    calls.add(getLogs(from, to, gateway, List.of(GATEWAY_TOPICS)));
    if (!tokens.isEmpty()) {
      List<String> addresses = tokens.stream().map(EvmAddress::toLowerCaseHex).toList();
      calls.add(getLogs(from, to, addresses, List.of(TRANSFER, ZERO)));
      // A null topic matches anything.
      List<Object> toZero = Arrays.asList(TRANSFER, null, ZERO);
      calls.add(getLogs(from, to, addresses, toZero));
    }
    return calls;
  }

  private static RpcCall getLogs(long from, long to, Object address, List<?> topics) {
    return RpcCall.of(
        EvmRpc.GET_LOGS,
        Map.of(
            "fromBlock",
            EvmRpc.quantity(from),
            "toBlock",
            EvmRpc.quantity(to),
            "address",
            address,
            "topics",
            topics));
  }

  private Reply ask(
      RpcNode node, List<RpcCall> calls, long from, long to, Collection<EvmAddress> tokens) {
    JsonFields fields = new JsonFields(node, EvmRpc.GET_LOGS);
    List<EvmLog> logs = new ArrayList<>();
    for (RpcAnswer answer : node.askAll(calls)) {
      switch (answer) {
        case RpcAnswer.Refusal refusal -> {
          return new Reply.Refused(node.address() + " " + refusal);
        }
        case RpcAnswer.Result result -> {
          for (JsonNode json : fields.list("result", result.value(), MAX_LOGS)) {
            logs.add(checked(fields, EvmRpc.log(fields, json), from, to, tokens));
          }
        }
      }
    }
    logs.sort(Comparator.comparingLong(EvmLog::blockNumber).thenComparingInt(EvmLog::index));
    for (int i = 1; i < logs.size(); i++) {
      EvmLog previous = logs.get(i - 1);
      EvmLog next = logs.get(i);
      if (previous.blockNumber() == next.blockNumber() && previous.index() == next.index()) {
        // A transfer from zero to zero answers both token questions.
        throw fields.fault("logIndex", "is used twice: " + next);
      }
    }
    return new Reply.Logs(List.copyOf(logs));
  }

  private EvmLog checked(
      JsonFields fields, EvmLog log, long from, long to, Collection<EvmAddress> tokens) {
    if (log.blockNumber() < from || log.blockNumber() > to) {
      throw fields.fault("blockNumber", "is outside " + from + "…" + to + ": " + log);
    }
    boolean gateway =
        log.address().equals(chain.gateway())
            && EvmLogDecoder.GATEWAY_TOPICS.stream().anyMatch(log::isEvent);
    boolean token = tokens.contains(log.address()) && log.isEvent(EvmLogDecoder.TRANSFER);
    if (!gateway && !token) {
      throw fields.fault("log", "was not asked for: " + log);
    }
    return log;
  }
}
