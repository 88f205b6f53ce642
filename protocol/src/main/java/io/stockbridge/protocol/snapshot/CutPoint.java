package io.stockbridge.protocol.snapshot;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.merkle.StandardMerkleTree;

/**
 * Where a snapshot looks at one chain.
 *
 * @param domain the chain
 * @param height block number, or slot on Solana; not negative
 * @param hash the hash of that block
 */
public record CutPoint(DomainId domain, long height, Bytes32 hash) {

  /** Checks the chain and the height. */
  public CutPoint {
    if (domain.isCustody() || height < 0) {
      throw new IllegalArgumentException("no point of a chain: " + domain + " at " + height);
    }
  }

  /** The hash that stands for the point in the cut tree. */
  public Bytes32 leafHash() {
    return StandardMerkleTree.leafHash(
        new AbiWords().number(domain.value()).number(height).word(hash).bytes());
  }
}
