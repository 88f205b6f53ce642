package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.UniversalAddress;
import java.util.List;

/**
 * Reads what a chain says of tokens, also of tokens that nobody here has deployed and that may be
 * hostile. Blocks for at most a few request timeouts; safe from many threads.
 */
public interface TokenInspector {
  /** The most tokens of one reading. */
  int MAX_TOKENS = 50;

  /**
   * The tokens' readings in their order, as a quorum of nodes sees finalized state; on an EVM chain
   * all at one block hash.
   *
   * @throws ChainUnavailableException when too few nodes answer
   * @throws SourceDisagreementException when two nodes answer differently
   * @throws ChainAnswerException when nodes answer what cannot be
   * @throws IllegalArgumentException for more than {@value #MAX_TOKENS} tokens or an address that
   *     the chain cannot have
   */
  List<TokenReading> inspect(List<UniversalAddress> tokens);
}
