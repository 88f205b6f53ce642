package io.stockbridge.protocol.proof;

import io.stockbridge.protocol.log.LogEntries;
import io.stockbridge.protocol.merkle.Rfc6962Proofs;
import io.stockbridge.protocol.state.StateHeader;
import java.util.List;

/**
 * Checks a {@link RegistryProof} offline against a registrar trusted beforehand: every check is
 * made and reported, whatever the others find.
 */
public final class RegistryProofVerifier {
  private RegistryProofVerifier() {}

  /** All checks, in a fixed order. The proof holds when all have passed. */
  public static List<ProofCheck> verify(RegistryProof proof, TrustedRegistrar trusted) {
    StateHeader header = proof.state().header();
    return List.of(
        new ProofCheck(
            "environment",
            header.environment().equals(trusted.environment()),
            "state of " + header.environment() + ", trusted " + trusted.environment()),
        new ProofCheck(
            "registrar-signature",
            proof.state().keyId().equals(trusted.id())
                && proof.state().isSignedBy(trusted.publicKey()),
            trusted.id() + " signs state " + header.number() + ", root " + header.root()),
        new ProofCheck(
            "entry-inclusion",
            Rfc6962Proofs.verifyInclusion(
                proof.entry().leafHash(),
                proof.index(),
                header.entries(),
                proof.entryProof(),
                header.root()),
            proof.entry().name() + " is entry " + proof.index() + " of " + header.entries()),
        LogChecks.checkpoint(proof.log(), List.of(trusted.log())),
        LogChecks.inclusion(proof.log(), LogEntries.registryState(header)));
  }
}
