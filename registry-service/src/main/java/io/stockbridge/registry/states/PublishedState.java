package io.stockbridge.registry.states;

import io.stockbridge.kit.log.TransparencyLog;
import io.stockbridge.protocol.proof.RegistryProof.SignedState;

/**
 * A state that anybody can check: signed, and in a signed checkpoint of the log.
 *
 * @param stored the header, its signature and how many changes it contains
 * @param tree its entries
 * @param log where the header stands in the log
 */
record PublishedState(StateStore.Stored stored, EntryTree tree, TransparencyLog.Inclusion log) {

  /** The header and its signature. */
  SignedState signed() {
    return stored.signed();
  }

  long number() {
    return signed().header().number();
  }
}
