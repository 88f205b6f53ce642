package io.stockbridge.chains.solana;

import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.units.ActionEpoch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which action epoch was in force at a transaction, by replaying the mint's history. The first
 * question about a mint reads it all; later ones only what is new.
 */
final class EpochTimelines {
  private static final int TRANSACTIONS_AT_ONCE = 500;

  private final SolanaChain chain;
  private final SolanaHistory history;
  private final SolanaTransactions transactions;
  private final Map<SolanaAddress, Timeline> timelines = new ConcurrentHashMap<>();

  EpochTimelines(SolanaChain chain, SolanaHistory history, SolanaTransactions transactions) {
    this.chain = chain;
    this.history = history;
    this.transactions = transactions;
  }

  /** The epoch just before the final transaction {@code signature} in {@code block}. */
  ActionEpoch before(Isin isin, SolanaAddress mint, ChainPosition block, String signature) {
    Timeline timeline = timelines.computeIfAbsent(mint, key -> new Timeline(isin, key));
    timeline.lock.lock();
    try {
      timeline.readTo(block);
      return timeline.before(block.height(), signature);
    } finally {
      timeline.lock.unlock();
    }
  }

  /** An epoch that came into force; earlier transactions of the same slot are listed. */
  private record Change(long slot, Set<String> earlierInSlot, ActionEpoch epoch) {}

  private final class Timeline {
    private final ReentrantLock lock = new ReentrantLock();
    private final Isin isin;
    private final SolanaAddress mint;
    private final List<Change> changes = new ArrayList<>();
    private final Set<String> inLastSlot = new HashSet<>();
    private Optional<String> last = Optional.empty();
    private long lastSlot;
    private long readSlot = -1;
    private ActionEpoch epoch = ActionEpoch.ZERO;

    Timeline(Isin isin, SolanaAddress mint) {
      this.isin = isin;
      this.mint = mint;
    }

    void readTo(ChainPosition block) {
      if (block.height() <= readSlot) {
        return;
      }
      SolanaHistory.Query query = new SolanaHistory.Query(mint, last, lastSlot);
      List<SolanaHistory.Entry> entries =
          history.after(List.of(query), block.height()).getOrDefault(mint, List.of());
      for (int from = 0; from < entries.size(); from += TRANSACTIONS_AT_ONCE) {
        int to = Math.min(from + TRANSACTIONS_AT_ONCE, entries.size());
        replay(entries.subList(from, to), block);
      }
      readSlot = block.height();
    }

    private void replay(List<SolanaHistory.Entry> entries, ChainPosition any) {
      List<String> passed =
          entries.stream()
              .filter(entry -> !entry.failed())
              .map(SolanaHistory.Entry::signature)
              .toList();
      Map<String, ExecutedTransaction> executed = transactions.finalized(passed);
      for (SolanaHistory.Entry entry : entries) {
        if (entry.slot() != lastSlot) {
          inLastSlot.clear();
        }
        ExecutedTransaction transaction = executed.get(entry.signature());
        if (transaction != null) {
          MintReplay.Mint state = new MintReplay.Mint(isin, mint, epoch);
          ActionEpoch after = new MintReplay(chain, state, transaction, any).run().epoch();
          if (!after.equals(epoch)) {
            Set<String> upToIt = new HashSet<>(inLastSlot);
            upToIt.add(entry.signature());
            changes.add(new Change(entry.slot(), Set.copyOf(upToIt), after));
            epoch = after;
          }
        }
        inLastSlot.add(entry.signature());
        last = Optional.of(entry.signature());
        lastSlot = entry.slot();
      }
    }

    ActionEpoch before(long slot, String signature) {
      ActionEpoch inForce = ActionEpoch.ZERO;
      for (Change change : changes) {
        boolean earlier =
            change.slot() < slot
                || (change.slot() == slot && !change.earlierInSlot().contains(signature));
        if (earlier) {
          inForce = change.epoch();
        }
      }
      return inForce;
    }
  }
}
