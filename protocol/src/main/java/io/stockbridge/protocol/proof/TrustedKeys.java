package io.stockbridge.protocol.proof;

import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.log.NoteVerifier;
import java.util.List;
import java.util.Set;

/**
 * What a verifier trusts beforehand, from its own pinned network file.
 *
 * @param environment the deployment's name
 * @param attesters the attesters' addresses
 * @param threshold how many must sign
 * @param logs the logs' keys
 */
public record TrustedKeys(
    String environment, Set<EvmAddress> attesters, int threshold, List<NoteVerifier> logs) {

  /** Copies the collections and checks the threshold. */
  public TrustedKeys {
    attesters = Set.copyOf(attesters);
    logs = List.copyOf(logs);
    if (threshold < 1 || threshold > attesters.size()) {
      throw new IllegalArgumentException(
          "threshold " + threshold + " of " + attesters.size() + " attesters");
    }
  }
}
