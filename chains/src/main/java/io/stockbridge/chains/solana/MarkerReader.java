package io.stockbridge.chains.solana;

import io.stockbridge.chains.Finality;
import io.stockbridge.chains.MintStatus;
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.chains.rpc.RpcNode;
import io.stockbridge.chains.rpc.RpcQuorum;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.message.EventId;
import java.util.List;
import java.util.Optional;

/**
 * Reads from an event's replay marker whether it was minted or cancelled: the marker's owner says
 * that it was taken, the transaction that took it says which.
 */
final class MarkerReader {
  private static final int TRANSACTIONS_AT_ONCE = 25;

  private final SolanaChain chain;
  private final RpcQuorum nodes;
  private final SolanaStateReader states;
  private final SolanaTransactions transactions;

  MarkerReader(
      SolanaChain chain,
      RpcQuorum nodes,
      SolanaStateReader states,
      SolanaTransactions transactions) {
    this.chain = chain;
    this.nodes = nodes;
    this.states = states;
    this.transactions = transactions;
  }

  MintStatus statusOf(EventId eventId, Finality finality) {
    SolanaAddress marker = ReplayMarker.address(chain, eventId);
    return switch (finality) {
      case FINALIZED -> finalized(marker);
      case LATEST ->
          nodes.decided(
              "marker " + marker,
              node -> latest(node, marker),
              MintStatus::isDone,
              status -> List.of(status.state(), status.txId()),
              MintStatus.BY_HEIGHT);
    };
  }

  private MintStatus finalized(SolanaAddress marker) {
    SolanaRpc.Accounts read = states.finalized(List.of(marker), 0);
    if (!isTaken(read)) {
      return none(read);
    }
    ExecutedTransaction taker =
        nodes.agree(
            "transaction that took marker " + marker,
            node -> taker(node, marker, SolanaRpc.FINALIZED, read.slot()));
    return status(read, taker);
  }

  private MintStatus latest(RpcNode node, SolanaAddress marker) {
    SolanaRpc.Accounts read = SolanaRpc.accounts(node, List.of(marker), SolanaRpc.CONFIRMED, 0);
    if (!isTaken(read)) {
      return none(read);
    }
    return status(read, taker(node, marker, SolanaRpc.CONFIRMED, read.slot()));
  }

  private boolean isTaken(SolanaRpc.Accounts read) {
    Optional<SolanaRpc.Account> account = read.accounts().get(0);
    return account.isPresent() && account.get().owner().equals(chain.memoProgram());
  }

  private static MintStatus none(SolanaRpc.Accounts read) {
    return new MintStatus(MintStatus.State.NONE, read.slot(), Optional.empty());
  }

  private MintStatus status(SolanaRpc.Accounts read, ExecutedTransaction taker) {
    boolean minted =
        taker.topLevel().stream()
            .filter(instruction -> instruction.program().equals(chain.tokenProgram()))
            .flatMap(instruction -> TokenInstruction.read(instruction).stream())
            .anyMatch(TokenInstruction.MintTo.class::isInstance);
    return new MintStatus(
        minted ? MintStatus.State.MINTED : MintStatus.State.CANCELLED,
        read.slot(),
        Optional.of(taker.signature()));
  }

  /** Anybody can send lamports to a marker, so its transactions are searched for the one. */
  private ExecutedTransaction taker(
      RpcNode node, SolanaAddress marker, String commitment, long minSlot) {
    List<String> passed =
        SolanaHistory.of(node, marker, commitment, minSlot).stream()
            .filter(entry -> !entry.failed())
            .map(SolanaHistory.Entry::signature)
            .toList();
    for (int from = 0; from < passed.size(); from += TRANSACTIONS_AT_ONCE) {
      int to = Math.min(from + TRANSACTIONS_AT_ONCE, passed.size());
      for (ExecutedTransaction transaction :
          transactions.ask(node, passed.subList(from, to), commitment)) {
        if (ReplayMarkerUse.takes(chain, transaction, marker)) {
          return transaction;
        }
      }
    }
    throw node.fault(
        "getSignaturesForAddress", "marker " + marker + " is taken, but by no transaction");
  }
}
