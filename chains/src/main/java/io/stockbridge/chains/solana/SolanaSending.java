package io.stockbridge.chains.solana;

import io.stockbridge.chains.ChainException;
import io.stockbridge.chains.SendOutcome;
import io.stockbridge.chains.rpc.JsonFields;
import io.stockbridge.chains.rpc.RpcAnswer;
import io.stockbridge.chains.rpc.RpcCall;
import io.stockbridge.chains.rpc.RpcNode;
import io.stockbridge.chains.rpc.RpcQuorum;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives a transaction to every node and tells the refusals apart. */
final class SolanaSending {
  private static final String METHOD = "sendTransaction";

  /** Preflight stays on: a transaction that would fail costs a fee and tells nothing more. */
  private static final Map<String, Object> CONFIG =
      Map.of("encoding", "base64", "preflightCommitment", SolanaRpc.CONFIRMED, "maxRetries", 3);

  private SolanaSending() {}

  static SendOutcome send(RpcQuorum nodes, SolanaTransaction transaction) {
    if (!transaction.isComplete()) {
      throw new IllegalArgumentException("signatures are missing: " + transaction.missingSigners());
    }
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

  private static SendOutcome better(@Nullable SendOutcome known, SendOutcome next) {
    return known instanceof SendOutcome.Accepted ? known : next;
  }

  private static SendOutcome send(RpcNode node, SolanaTransaction transaction) {
    return switch (node.ask(RpcCall.of(METHOD, transaction.base64(), CONFIG))) {
      case RpcAnswer.Result result -> {
        JsonFields fields = new JsonFields(node, METHOD);
        if (!fields.text("result", result.value()).equals(transaction.signature())) {
          throw fields.fault("result", "is another transaction's signature: " + result.value());
        }
        yield new SendOutcome.Accepted();
      }
      case RpcAnswer.Refusal refusal -> outcome(refusal);
    };
  }

  static SendOutcome outcome(RpcAnswer.Refusal refusal) {
    String error = refusal.data().path("err").toString();
    String message = refusal.message().toLowerCase(Locale.ROOT);
    if (error.contains("AlreadyProcessed") || message.contains("already been processed")) {
      return new SendOutcome.Accepted();
    }
    if (error.contains("BlockhashNotFound") || message.contains("blockhash not found")) {
      return new SendOutcome.BlockhashUnknown(refusal.message());
    }
    // AccountNotFound: the fee payer never had a lamport.
    if (error.contains("InsufficientFundsForFee")
        || error.contains("AccountNotFound")
        || message.contains("insufficient lamports")) {
      return new SendOutcome.InsufficientFunds(refusal.message());
    }
    String detail = error.isEmpty() ? refusal.message() : refusal.message() + " " + error;
    return new SendOutcome.Refused(refusal.code(), detail);
  }
}
