package io.stockbridge.protocol.proof;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.log.Checkpoint;
import io.stockbridge.protocol.log.NoteVerifier;

/**
 * Whom a verifier of the registry's answers trusts beforehand, from its own pinned network file.
 *
 * @param environment the deployment's name
 * @param id the registrar's id
 * @param publicKey its Ed25519 key
 */
public record TrustedRegistrar(String environment, String id, Bytes32 publicKey) {

  /** Whose checkpoints of the registrar's log to believe. */
  public NoteVerifier log() {
    return new NoteVerifier(Checkpoint.origin(environment, id), publicKey);
  }
}
