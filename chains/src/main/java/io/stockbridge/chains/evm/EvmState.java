package io.stockbridge.chains.evm;

import io.stockbridge.chains.ChainAnswerException;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.rpc.RpcQuorum;
import io.stockbridge.protocol.crypto.Hex;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads contracts at one final block through the quorum. */
final class EvmState {
  private static final int CALLS_PER_REQUEST = 100;

  private final RpcQuorum nodes;

  EvmState(RpcQuorum nodes) {
    this.nodes = nodes;
  }

  /** One call's result, decoded. */
  <T> T read(String what, ChainPosition position, EvmCall call, Function<AbiReader, T> decode) {
    return readAll(what, position, List.of(call), decode).get(0);
  }

  /** Several calls' results in their order, each decoded alike. */
  <T> List<T> readAll(
      String what, ChainPosition position, List<EvmCall> calls, Function<AbiReader, T> decode) {
    List<T> values = new ArrayList<>();
    for (int from = 0; from < calls.size(); from += CALLS_PER_REQUEST) {
      List<EvmCall> chunk = calls.subList(from, Math.min(from + CALLS_PER_REQUEST, calls.size()));
      String question = what + " at block " + position.height();
      List<String> results =
          nodes.agree(question, node -> EvmRpc.callsAt(node, position.hash(), chunk));
      results.forEach(
          result ->
              values.add(decoded(question, () -> decode.apply(new AbiReader(Hex.decode(result))))));
    }
    return values;
  }

  /** Several calls per value, each value decoded from the results of its group. */
  <T> List<T> readGroups(
      String what,
      ChainPosition position,
      List<List<EvmCall>> groups,
      Function<List<AbiReader>, T> decode) {
    List<EvmCall> calls = groups.stream().flatMap(List::stream).toList();
    List<AbiReader> results = readAll(what, position, calls, Function.identity());
    List<T> values = new ArrayList<>();
    int from = 0;
    for (List<EvmCall> group : groups) {
      List<AbiReader> own = results.subList(from, from + group.size());
      values.add(decoded(what + " at block " + position.height(), () -> decode.apply(own)));
      from += group.size();
    }
    return values;
  }

  private <T> T decoded(String question, Supplier<T> decode) {
    try {
      return decode.get();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ChainAnswerException(
          nodes.domain(), question + ": not what the contract returns: " + e.getMessage(), e);
    }
  }
}
