package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;

/**
 * Brings the tokens of one chain to what a corporate action wants: builds, signs, sends, and waits
 * for a bounded time.
 *
 * <p>Every method first looks at the newest state and sends only what is missing, so it may be
 * called again after a crash, a timeout or by another replica. What it answers rests on one node's
 * newest state: that an action stands is known when {@link MultiplierReader} shows it at finality.
 * One operation at a time per instance and key; blocking; safe from many threads. Throws {@link
 * ChainException} for faults of nodes.
 */
public interface MultiplierSubmitter {

  /** The chain. */
  DomainId domain();

  /** The account that signs and pays, in the chain's own notation. */
  String operator();

  /**
   * Schedules the action on the asset's token; replaces another pending action of the same epoch.
   *
   * @param action its epoch must be one after the token's
   * @param journal told of each transaction before it is sent
   */
  MultiplierStep schedule(Isin isin, PendingMultiplier action, SendJournal journal);

  /** Takes the action back, if it is pending. Nothing takes back an action that is in force. */
  MultiplierStep withdraw(Isin isin, PendingMultiplier action, SendJournal journal);

  /**
   * Moves the token's epoch once the action's time has come. EVM tokens do it by themselves; on
   * Solana it is a transaction.
   */
  MultiplierStep complete(Isin isin, PendingMultiplier action, SendJournal journal);

  /** The same for a caller without a journal. */
  default MultiplierStep schedule(Isin isin, PendingMultiplier action) {
    return schedule(isin, action, SendJournal.NONE);
  }

  /** The same for a caller without a journal. */
  default MultiplierStep withdraw(Isin isin, PendingMultiplier action) {
    return withdraw(isin, action, SendJournal.NONE);
  }

  /** The same for a caller without a journal. */
  default MultiplierStep complete(Isin isin, PendingMultiplier action) {
    return complete(isin, action, SendJournal.NONE);
  }
}
