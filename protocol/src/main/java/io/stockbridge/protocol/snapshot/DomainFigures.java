package io.stockbridge.protocol.snapshot;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.units.ShareAmount;

/**
 * One asset on one chain at the cut.
 *
 * @param domain the chain
 * @param supply the token's supply read from state
 * @param height block number, or slot on Solana; not negative
 * @param blockHash the hash of that block
 * @param issueCap how much may be issued to this chain in total, including what already was
 */
public record DomainFigures(
    DomainId domain, ShareAmount supply, long height, Bytes32 blockHash, ShareAmount issueCap) {

  /** Checks that shares can be on the chain and the height is one. */
  public DomainFigures {
    if (domain.isCustody()) {
      throw new IllegalArgumentException("custody has no token supply");
    }
    if (height < 0) {
      throw new IllegalArgumentException("negative height: " + height);
    }
  }
}
