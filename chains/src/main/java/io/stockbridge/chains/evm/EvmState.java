package io.stockbridge.chains.evm;

import io.stockbridge.chains.ChainAnswerException;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.rpc.RpcQuorum;
import io.stockbridge.protocol.crypto.Hex;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

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
      results.forEach(result -> values.add(decoded(question, result, decode)));
    }
    return values;
  }

  private <T> T decoded(String question, String result, Function<AbiReader, T> decode) {
    try {
      return decode.apply(new AbiReader(Hex.decode(result)));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ChainAnswerException(
          nodes.domain(), question + ": not what the contract returns: " + e.getMessage(), e);
    }
  }
}
