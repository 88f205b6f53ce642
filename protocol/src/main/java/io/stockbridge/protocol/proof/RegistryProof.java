package io.stockbridge.protocol.proof;

import io.stockbridge.protocol.crypto.Ed25519Verifier;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.state.StateEntry;
import io.stockbridge.protocol.state.StateHeader;
import java.util.Base64;
import java.util.List;

/**
 * What somebody downloads to check what the registry says of one thing without asking anybody:
 * everything but the trusted key.
 *
 * @param entry what the registry says
 * @param index the entry's place in the state's tree
 * @param entryProof from the entry to the state's root
 * @param state the state's header, signed
 * @param log where the header stands in the registrar's log
 */
public record RegistryProof(
    StateEntry entry,
    long index,
    List<Bytes32> entryProof,
    SignedState state,
    SupplyProof.LogInclusion log) {

  /** Copies the proof. */
  public RegistryProof {
    entryProof = List.copyOf(entryProof);
  }

  /**
   * A header and the registrar's signature.
   *
   * @param header the header
   * @param signature base64 of 64 bytes over {@link StateHeader#signedBytes()}
   * @param keyId the registrar's id
   */
  public record SignedState(StateHeader header, String signature, String keyId) {

    /** Checks the signature's length. */
    public SignedState {
      if (Base64.getDecoder().decode(signature).length != Ed25519Verifier.SIGNATURE_LENGTH) {
        throw new IllegalArgumentException("signature: not 64 bytes");
      }
    }

    /** Whether that key made the signature. */
    public boolean isSignedBy(Bytes32 publicKey) {
      return Ed25519Verifier.verify(
          publicKey, header.signedBytes(), Base64.getDecoder().decode(signature));
    }
  }
}
