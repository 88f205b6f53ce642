package io.stockbridge.protocol.snapshot;

import io.stockbridge.protocol.crypto.Keccak256;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.merkle.StandardMerkleTree;

/**
 * The custody statement a snapshot counts on.
 *
 * @param custodian the custodian's id
 * @param sequence the statement's sequence number, from 1
 * @param digest SHA-256 of the statement's exact signed bytes
 */
public record StatementRef(String custodian, long sequence, Bytes32 digest) {

  /** Checks that both names are there. */
  public StatementRef {
    if (custodian.isEmpty() || sequence < 1) {
      throw new IllegalArgumentException("no statement: " + custodian + " " + sequence);
    }
  }

  /** The hash that stands for the statement in the custody tree. */
  public Bytes32 leafHash() {
    Bytes32 id = Bytes32.ofBytes(Keccak256.hashUtf8(custodian));
    return StandardMerkleTree.leafHash(new AbiWords().word(id).word(digest).bytes());
  }
}
