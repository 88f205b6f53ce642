package io.stockbridge.chains.solana;

import io.stockbridge.chains.ChainEvent;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.ChainUnavailableException;
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.chains.TransactionLookup;
import io.stockbridge.chains.rpc.RpcQuorum;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks up the burns of one transaction. */
final class SolanaTransactionReader {
  /** 32 slots of 400 ms: what finality usually takes. Shown to people only. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(13);

  private final SolanaChain chain;
  private final RpcQuorum nodes;
  private final SolanaHeads heads;
  private final SolanaTransactions transactions;
  private final EpochTimelines epochs;
  private final InstantSource clock;

  SolanaTransactionReader(
      SolanaChain chain,
      RpcQuorum nodes,
      SolanaHeads heads,
      SolanaTransactions transactions,
      EpochTimelines epochs) {
    this.chain = chain;
    this.nodes = nodes;
    this.heads = heads;
    this.transactions = transactions;
    this.epochs = epochs;
    this.clock = InstantSource.system();
  }

  TransactionLookup burnsIn(String signature, Map<Isin, SolanaAddress> mints) {
    String question = "status of " + signature;
    List<Optional<SolanaRpc.Status>> statuses =
        nodes
            .atLeastQuorum(question, node -> SolanaRpc.statuses(node, List.of(signature)).get(0))
            .stream()
            .map(RpcQuorum.Outcome.Answered::value)
            .toList();
    long known = statuses.stream().filter(Optional::isPresent).count();
    long finals =
        statuses.stream().filter(s -> s.filter(SolanaRpc.Status::isFinal).isPresent()).count();
    if (finals >= nodes.quorum()) {
      return lookup(signature, mints);
    }
    if (known == 0) {
      return new TransactionLookup.NotFound();
    }
    if (finals == known) {
      throw new ChainUnavailableException(
          chain.domain(), question + ": only " + finals + " nodes have it as final");
    }
    long slot = statuses.stream().flatMap(Optional::stream).findFirst().orElseThrow().slot();
    return new TransactionLookup.NotFinal(slot, clock.instant().plus(LOOK_AGAIN));
  }

  private TransactionLookup lookup(String signature, Map<Isin, SolanaAddress> mints) {
    ExecutedTransaction transaction =
        transactions.finalized(List.of(signature)).values().iterator().next();
    ChainPosition block = heads.blocks(List.of(transaction.slot())).values().iterator().next();
    if (transaction.error().isPresent()) {
      return new TransactionLookup.Failed(block, transaction.error().get());
    }
    List<ChainEvent> burns = new ArrayList<>();
    mints.forEach((isin, mint) -> burns.addAll(burns(transaction, block, isin, mint)));
    return new TransactionLookup.Found(block, burns);
  }

  private List<ChainEvent> burns(
      ExecutedTransaction transaction, ChainPosition block, Isin isin, SolanaAddress mint) {
    if (!burns(transaction, mint)) {
      return List.of();
    }
    MintReplay.Mint state =
        new MintReplay.Mint(isin, mint, epochs.before(isin, mint, block, transaction.signature()));
    return new MintReplay(chain, state, transaction, block)
        .run().events().stream().filter(SolanaTransactionReader::isBurn).toList();
  }

  /** Spares reading a mint's history for a transaction that has nothing to do with it. */
  private boolean burns(ExecutedTransaction transaction, SolanaAddress mint) {
    List<ExecutedTransaction.Instruction> all = new ArrayList<>(transaction.topLevel());
    transaction.inner().values().forEach(all::addAll);
    return all.stream()
        .filter(instruction -> instruction.program().equals(chain.tokenProgram()))
        .flatMap(instruction -> TokenInstruction.read(instruction).stream())
        .anyMatch(found -> found instanceof TokenInstruction.Burn && found.mint().equals(mint));
  }

  private static boolean isBurn(ChainEvent event) {
    return event instanceof ChainEvent.Burned || event instanceof ChainEvent.UnroutableBurn;
  }
}
