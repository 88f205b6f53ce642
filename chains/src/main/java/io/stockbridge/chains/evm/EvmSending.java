package io.stockbridge.chains.evm;

import io.stockbridge.chains.ChainException;
import io.stockbridge.chains.SendOutcome;
import io.stockbridge.chains.SignedEvmTransaction;
import io.stockbridge.chains.rpc.JsonFields;
import io.stockbridge.chains.rpc.RpcAnswer;
import io.stockbridge.chains.rpc.RpcCall;
import io.stockbridge.chains.rpc.RpcNode;
import io.stockbridge.chains.rpc.RpcQuorum;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Gives a transaction to every node and tells the refusals apart. */
final class EvmSending {
  private static final String METHOD = "eth_sendRawTransaction";

  private EvmSending() {}

  static SendOutcome send(RpcQuorum nodes, SignedEvmTransaction transaction) {
    SendOutcome best = null;
    ChainException fault = null;
    for (RpcQuorum.Outcome<SendOutcome> outcome : nodes.each(node -> send(node, transaction))) {
      switch (outcome) {
        case RpcQuorum.Outcome.Answered<SendOutcome> answered ->
            best = better(best, answered.value());
        case RpcQuorum.Outcome.Failed<SendOutcome> failed -> fault = failed.fault();
      }
    }
    if (best != null) {
      return best;
    }
    throw fault != null ? fault : nodes.fault("no node to send to");
  }

  /** One node that took it is enough; any refusal may be one node's own. */
  private static SendOutcome better(@Nullable SendOutcome known, SendOutcome next) {
    return known instanceof SendOutcome.Accepted ? known : next;
  }

  private static SendOutcome send(RpcNode node, SignedEvmTransaction transaction) {
    return switch (node.ask(RpcCall.of(METHOD, transaction.raw()))) {
      case RpcAnswer.Result result -> {
        JsonFields fields = new JsonFields(node, METHOD);
        if (!fields.bytes32("result", result.value()).equals(transaction.hash())) {
          throw fields.fault("result", "is another transaction's hash: " + result.value());
        }
        yield new SendOutcome.Accepted();
      }
      case RpcAnswer.Refusal refusal -> outcome(refusal);
    };
  }

  /** Nodes agree on words, not on codes. */
  static SendOutcome outcome(RpcAnswer.Refusal refusal) {
    String message = refusal.message().toLowerCase(Locale.ROOT);
    if (contains(message, "already known", "already imported", "already in mempool")) {
      return new SendOutcome.Accepted();
    }
    if (contains(message, "nonce too low", "old nonce", "nonce is too low")) {
      return new SendOutcome.NonceUsed(refusal.message());
    }
    if (contains(message, "underpriced", "fee too low", "less than block base fee")) {
      return new SendOutcome.Underpriced(refusal.message());
    }
    if (contains(message, "insufficient funds")) {
      return new SendOutcome.InsufficientFunds(refusal.message());
    }
    return new SendOutcome.Refused(refusal.code(), refusal.message());
  }

  private static boolean contains(String message, String... words) {
    return List.of(words).stream().anyMatch(message::contains);
  }
}
