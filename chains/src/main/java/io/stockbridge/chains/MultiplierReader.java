package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import java.util.Collection;

/**
 * Reads what the tokens of one chain show of corporate actions, through a quorum of nodes.
 *
 * <p>Blocking, bounded, safe from many threads. Throws {@link ChainException} for faults of nodes.
 */
public interface MultiplierReader {

  /** The chain. */
  DomainId domain();

  /** The newest position that a quorum calls final. */
  ChainPosition finalizedHead();

  /**
   * Multipliers read from state: on EVM chains (ERC-8056) at exactly that block hash; on Solana
   * (ScaledUiAmountConfig and the metadata's epoch) at the nodes' own finalized slot, at or after
   * {@code position}, which the answer tells. At most 100 assets at once.
   */
  MultiplierReading multipliersAt(ChainPosition position, Collection<Isin> isins);
}
