package io.stockbridge.chains.solana;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.chains.rpc.JsonFields;
import io.stockbridge.chains.rpc.RpcCall;
import io.stockbridge.chains.rpc.RpcNode;
import io.stockbridge.chains.rpc.RpcQuorum;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Final transactions through the quorum; those read lately are kept, for they cannot change. */
final class SolanaTransactions {
  private static final String METHOD = "getTransaction";
  private static final int CALLS_PER_REQUEST = 25;
  private static final int KEPT = 2_048;

  private final SolanaChain chain;
  private final RpcQuorum nodes;
  private final RecentlyRead<String, ExecutedTransaction> kept = new RecentlyRead<>(KEPT);

  SolanaTransactions(SolanaChain chain, RpcQuorum nodes) {
    this.chain = chain;
    this.nodes = nodes;
  }

  /** The final transactions with those signatures, all of which the nodes must have. */
  Map<String, ExecutedTransaction> finalized(Collection<String> signatures) {
    Map<String, ExecutedTransaction> found = new HashMap<>();
    List<String> missing = new ArrayList<>();
    for (String signature : signatures) {
      Optional<ExecutedTransaction> known = kept.get(signature);
      known.ifPresentOrElse(tx -> found.put(signature, tx), () -> missing.add(signature));
    }
    for (int from = 0; from < missing.size(); from += CALLS_PER_REQUEST) {
      List<String> chunk =
          missing.subList(from, Math.min(from + CALLS_PER_REQUEST, missing.size()));
      String question = "transactions " + chunk.get(0) + " and " + (chunk.size() - 1) + " more";
      for (ExecutedTransaction tx :
          nodes.agree(question, node -> ask(node, chunk, SolanaRpc.FINALIZED))) {
        kept.put(tx.signature(), tx);
        found.put(tx.signature(), tx);
      }
    }
    return found;
  }

  /** Transactions as one node has them at {@code commitment}. */
  List<ExecutedTransaction> ask(RpcNode node, List<String> signatures, String commitment) {
    Map<String, Object> config =
        Map.of("encoding", "base64", "commitment", commitment, "maxSupportedTransactionVersion", 0);
    List<JsonNode> results =
        node.results(
            signatures.stream().map(signature -> RpcCall.of(METHOD, signature, config)).toList());
    TransactionAnswer answers =
        new TransactionAnswer(new JsonFields(node, METHOD), chain.tokenProgram());
    List<ExecutedTransaction> transactions = new ArrayList<>();
    for (int i = 0; i < signatures.size(); i++) {
      if (results.get(i).isNull()) {
        throw node.unavailable(METHOD, "does not have " + signatures.get(i));
      }
      transactions.add(answers.read(signatures.get(i), results.get(i)));
    }
    return List.copyOf(transactions);
  }
}
