package io.stockbridge.protocol.crypto;

/** Why a list of attesters' signatures is refused; the contracts have an error for each. */
public enum AttestationError {
  /** Not exactly 65 bytes per signature of the threshold. */
  WRONG_LENGTH,
  /** A v that is neither 27 nor 28. */
  INVALID_V,
  /** An s in the upper half of the curve's order. */
  HIGH_S,
  /** r or s out of range, or no key can have made the signature. */
  UNRECOVERABLE,
  /** The signers are not strictly increasing: unsorted or twice the same. */
  UNORDERED_SIGNERS,
  /** A signer who is no attester. */
  UNKNOWN_SIGNER
}
