package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.SourceRef;
import java.util.Collection;
import java.util.Optional;

/**
 * Reading one chain through a quorum of independent RPC nodes.
 *
 * <p>Calls block, with bounded timeouts, and are safe from many (virtual) threads. Every method may
 * throw a {@link ChainException}; nothing is retried without bound.
 */
public interface ChainReader {

  /** The chain. */
  DomainId domain();

  /** The newest position that a quorum calls final. */
  ChainPosition finalizedHead();

  /**
   * The canonical block at {@code height}, if it is final.
   *
   * @return empty when it is above finality, or a skipped slot
   */
  Optional<ChainPosition> positionAt(long height);

  /** How the nodes do; never throws for a node's fault. */
  ChainHealth health();

  /** The cursor before the first event of the deployment. */
  EventCursor startCursor();

  /**
   * Events after {@code cursor} up to and including the block {@code upTo}, which must be final.
   *
   * @param maxEvents at which to stop; a page never splits a block (EVM) or transaction (Solana),
   *     so it may hold a few more
   * @throws ReorgBelowFinalityException when the cursor's block is no longer on the chain
   * @throws MissedLogException when the gateway's burn sequence is not dense
   */
  EventPage eventsAfter(EventCursor cursor, ChainPosition upTo, int maxEvents);

  /**
   * Supplies read from state: on EVM chains at exactly that block hash (EIP-1898); on Solana at the
   * nodes' own finalized slot, at or after {@code position}, which the answer tells.
   */
  SupplyReading suppliesAt(ChainPosition position, Collection<Isin> isins);

  /** All burns of one transaction. */
  TransactionLookup burnsIn(String txId);

  /** What became of the source event that {@code ref} names in {@code source}. */
  MintStatus statusOf(DomainId source, SourceRef ref, Finality finality);

  /** What became of the message's source event here. */
  default MintStatus statusOf(Message message, Finality finality) {
    return statusOf(message.sourceDomain(), message.sourceRef(), finality);
  }

  /** Whether shares of {@code isin} may be minted to {@code recipient}, at finality. */
  RecipientCheck recipient(UniversalAddress recipient, Isin isin);

  /** Whether the chain says that {@code token} is the asset's canonical token, at finality. */
  TokenCheck canonicalToken(Isin isin, UniversalAddress token);
}
