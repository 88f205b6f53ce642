package io.stockbridge.registry.states;

import io.stockbridge.kit.log.TransparencyLog;
import io.stockbridge.protocol.proof.RegistryProof.SignedState;

/**
 * A state that anybody can check: signed, and in a signed checkpoint of the log.
 *
 * @param signed the header and its signature
 * @param tree its entries
 * @param log where the header stands in the log
 */
record PublishedState(SignedState signed, EntryTree tree, TransparencyLog.Inclusion log) {

  long number() {
    return signed.header().number();
  }
}
