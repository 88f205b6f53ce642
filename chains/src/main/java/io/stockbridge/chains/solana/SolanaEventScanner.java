package io.stockbridge.chains.solana;

import io.stockbridge.chains.ChainEvent;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.EventCursor;
import io.stockbridge.chains.EventPage;
import io.stockbridge.chains.ReorgBelowFinalityException;
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.chains.rpc.RpcQuorum;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.units.ActionEpoch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns the histories of all mints into pages of events. */
final class SolanaEventScanner {
  private static final int STATUSES_PER_REQUEST = 256;

  private final SolanaChain chain;
  private final RpcQuorum nodes;
  private final SolanaHeads heads;
  private final SolanaHistory history;
  private final SolanaTransactions transactions;

  SolanaEventScanner(
      SolanaChain chain,
      RpcQuorum nodes,
      SolanaHeads heads,
      SolanaHistory history,
      SolanaTransactions transactions) {
    this.chain = chain;
    this.nodes = nodes;
    this.heads = heads;
    this.history = history;
    this.transactions = transactions;
  }

  EventCursor start() {
    return new SolanaCursor(Map.of()).toCursor(chain.domain());
  }

  private record Step(Isin isin, SolanaAddress mint, SolanaHistory.Entry entry) {}

  EventPage page(
      EventCursor cursor, ChainPosition upTo, int maxEvents, Map<Isin, SolanaAddress> mints) {
    if (maxEvents < 1) {
      throw new IllegalArgumentException("at least one event per page, not " + maxEvents);
    }
    SolanaCursor at = SolanaCursor.parse(chain.domain(), cursor);
    requireStillFinal(at);
    List<Step> steps = steps(at, upTo, mints);
    List<Step> taken = steps.subList(0, limit(steps, maxEvents));
    Map<String, ExecutedTransaction> executed = transactions.finalized(passed(taken));
    Map<Long, ChainPosition> blocks = heads.blocks(slots(taken));
    Map<SolanaAddress, SolanaCursor.Read> read = new HashMap<>(at.mints());
    List<ChainEvent> events = new ArrayList<>();
    for (Step step : taken) {
      ActionEpoch epoch = epoch(read, step.mint());
      ExecutedTransaction transaction = executed.get(step.entry().signature());
      if (transaction != null) {
        requireSameSlot(step.entry(), transaction);
        MintReplay.Mint mint = new MintReplay.Mint(step.isin(), step.mint(), epoch);
        MintReplay.Result result =
            new MintReplay(chain, mint, transaction, block(blocks, step)).run();
        events.addAll(result.events());
        epoch = result.epoch();
      }
      SolanaHistory.Entry entry = step.entry();
      read.put(step.mint(), new SolanaCursor.Read(entry.signature(), entry.slot(), epoch));
    }
    EventCursor next = new SolanaCursor(read).toCursor(chain.domain());
    return new EventPage(events, next, taken.size() == steps.size());
  }

  /** What is new for any mint, by slot; within a mint in its own order. */
  private List<Step> steps(SolanaCursor at, ChainPosition upTo, Map<Isin, SolanaAddress> mints) {
    List<SolanaHistory.Query> queries =
        mints.values().stream()
            .map(
                mint ->
                    new SolanaHistory.Query(
                        mint,
                        at.of(mint).map(SolanaCursor.Read::signature),
                        at.of(mint).map(SolanaCursor.Read::slot).orElse(0L)))
            .toList();
    Map<SolanaAddress, List<SolanaHistory.Entry>> found = history.after(queries, upTo.height());
    List<Step> steps = new ArrayList<>();
    mints.forEach(
        (isin, mint) -> {
          for (SolanaHistory.Entry entry : found.getOrDefault(mint, List.of())) {
            steps.add(new Step(isin, mint, entry));
          }
        });
    steps.sort(Comparator.comparingLong(step -> step.entry().slot()));
    return steps;
  }

  private static int limit(List<Step> steps, int maxTransactions) {
    int passed = 0;
    for (int i = 0; i < steps.size(); i++) {
      if (!steps.get(i).entry().failed() && passed++ == maxTransactions) {
        return i;
      }
    }
    return steps.size();
  }

  private static Set<String> passed(List<Step> steps) {
    Set<String> signatures = new LinkedHashSet<>();
    for (Step step : steps) {
      if (!step.entry().failed()) {
        signatures.add(step.entry().signature());
      }
    }
    return signatures;
  }

  private static Set<Long> slots(List<Step> steps) {
    Set<Long> slots = new LinkedHashSet<>();
    for (Step step : steps) {
      if (!step.entry().failed()) {
        slots.add(step.entry().slot());
      }
    }
    return slots;
  }

  private static ActionEpoch epoch(Map<SolanaAddress, SolanaCursor.Read> read, SolanaAddress mint) {
    SolanaCursor.Read last = read.get(mint);
    return last == null ? ActionEpoch.ZERO : last.epoch();
  }

  private ChainPosition block(Map<Long, ChainPosition> blocks, Step step) {
    ChainPosition block = blocks.get(step.entry().slot());
    if (block == null) {
      throw nodes.fault("no block of slot " + step.entry().slot() + " was read");
    }
    return block;
  }

  private void requireSameSlot(SolanaHistory.Entry entry, ExecutedTransaction transaction) {
    if (transaction.slot() != entry.slot() || transaction.error().isPresent()) {
      throw nodes.fault(
          entry.signature()
              + " passed in slot "
              + entry.slot()
              + " by the history, by itself in "
              + transaction.slot()
              + " with error "
              + transaction.error());
    }
  }

  /** What was read must still be there: the counterpart of checking a cursor's block hash. */
  private void requireStillFinal(SolanaCursor at) {
    List<SolanaCursor.Read> reads = List.copyOf(at.mints().values());
    for (int from = 0; from < reads.size(); from += STATUSES_PER_REQUEST) {
      List<SolanaCursor.Read> chunk =
          reads.subList(from, Math.min(from + STATUSES_PER_REQUEST, reads.size()));
      List<String> signatures = chunk.stream().map(SolanaCursor.Read::signature).toList();
      List<Optional<Long>> slots =
          nodes.agree(
              "slots of the cursor", node -> finalSlots(SolanaRpc.statuses(node, signatures)));
      for (int i = 0; i < chunk.size(); i++) {
        if (!slots.get(i).equals(Optional.of(chunk.get(i).slot()))) {
          throw new ReorgBelowFinalityException(
              chain.domain(),
              chunk.get(i).signature()
                  + " was final in slot "
                  + chunk.get(i).slot()
                  + ", now it is in "
                  + slots.get(i));
        }
      }
    }
  }

  private static List<Optional<Long>> finalSlots(List<Optional<SolanaRpc.Status>> statuses) {
    return statuses.stream()
        .map(status -> status.filter(SolanaRpc.Status::isFinal).map(SolanaRpc.Status::slot))
        .toList();
  }
}
