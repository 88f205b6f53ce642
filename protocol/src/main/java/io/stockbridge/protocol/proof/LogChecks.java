package io.stockbridge.protocol.proof;

import io.stockbridge.protocol.log.Checkpoint;
import io.stockbridge.protocol.log.NoteVerifier;
import io.stockbridge.protocol.log.SignedNote;
import io.stockbridge.protocol.merkle.Rfc6962Proofs;
import java.util.Collection;

/** The two checks that tie an entry to a log. */
final class LogChecks {
  private LogChecks() {}

  /** Whether a trusted log signed the checkpoint under its own name. */
  static ProofCheck checkpoint(SupplyProof.LogInclusion log, Collection<NoteVerifier> trusted) {
    try {
      SignedNote note = SignedNote.parse(log.checkpoint());
      Checkpoint checkpoint = Checkpoint.parse(note.text());
      boolean signed =
          trusted.stream()
              .anyMatch(key -> key.name().equals(checkpoint.origin()) && key.hasSigned(note));
      return new ProofCheck(
          "log-checkpoint", signed, checkpoint.origin() + " of " + checkpoint.treeSize());
    } catch (IllegalArgumentException e) {
      return new ProofCheck("log-checkpoint", false, String.valueOf(e.getMessage()));
    }
  }

  /** Whether the log of the checkpoint has these bytes at the place. */
  static ProofCheck inclusion(SupplyProof.LogInclusion log, byte[] content) {
    try {
      Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(log.checkpoint()).text());
      return new ProofCheck(
          "log-inclusion",
          Rfc6962Proofs.verifyInclusion(
              Rfc6962Proofs.leafHash(content),
              log.index(),
              checkpoint.treeSize(),
              log.proof(),
              checkpoint.root()),
          "entry " + log.index() + " of " + checkpoint.treeSize());
    } catch (IllegalArgumentException e) {
      return new ProofCheck("log-inclusion", false, String.valueOf(e.getMessage()));
    }
  }
}
