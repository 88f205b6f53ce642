package io.stockbridge.protocol.crypto;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.EvmAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The attesters' signatures as the contracts take them: 65 bytes each, exactly as many as the
 * threshold, in strictly increasing order of signer.
 */
public final class AttestationBytes {

  /** What checking the bytes found. */
  public sealed interface Verdict {}

  /**
   * The bytes prove that these attesters signed.
   *
   * @param signers in increasing order
   */
  public record Accepted(List<EvmAddress> signers) implements Verdict {
    /** Copies the list. */
    public Accepted {
      signers = List.copyOf(signers);
    }
  }

  /**
   * The bytes prove nothing.
   *
   * @param error the first rule that failed
   * @param detail what was found
   */
  public record Refused(AttestationError error, String detail) implements Verdict {}

  private AttestationBytes() {}

  /**
   * Joins signatures of {@code digest} in the order of their signers, dropping doubles by one
   * signer and all beyond the threshold.
   *
   * @throws IllegalArgumentException when a signature is of no key, or fewer than {@code threshold}
   *     keys signed
   */
  public static byte[] join(Collection<EvmSignature> signatures, Bytes32 digest, int threshold) {
    Map<EvmAddress, EvmSignature> bySigner = new TreeMap<>();
    for (EvmSignature signature : signatures) {
      EvmAddress signer =
          signature
              .recover(digest)
              .orElseThrow(() -> new IllegalArgumentException("signature of no key"));
      bySigner.putIfAbsent(signer, signature);
    }
    if (bySigner.size() < threshold) {
      throw new IllegalArgumentException(
          bySigner.size() + " signers where " + threshold + " are needed");
    }
    byte[] joined = new byte[threshold * EvmSignature.LENGTH];
    int offset = 0;
    for (EvmSignature signature : List.copyOf(bySigner.values()).subList(0, threshold)) {
      System.arraycopy(signature.bytes(), 0, joined, offset, EvmSignature.LENGTH);
      offset += EvmSignature.LENGTH;
    }
    return joined;
  }

  /** Checks the bytes as the contracts do. */
  public static Verdict check(
      byte[] attestation, Bytes32 digest, Set<EvmAddress> attesters, int threshold) {
    if (threshold < 1 || attestation.length != threshold * EvmSignature.LENGTH) {
      return new Refused(
          AttestationError.WRONG_LENGTH,
          attestation.length + " bytes for a threshold of " + threshold);
    }
    List<EvmAddress> signers = new ArrayList<>();
    EvmAddress previous = EvmAddress.ZERO;
    for (int i = 0; i < threshold; i++) {
      int offset = i * EvmSignature.LENGTH;
      byte[] one = Arrays.copyOfRange(attestation, offset, offset + EvmSignature.LENGTH);
      Verdict verdict = checkOne(one, digest, attesters, previous);
      if (!(verdict instanceof Accepted accepted)) {
        return verdict;
      }
      previous = accepted.signers().getFirst();
      signers.add(previous);
    }
    return new Accepted(signers);
  }

  private static Verdict checkOne(
      byte[] bytes, Bytes32 digest, Set<EvmAddress> attesters, EvmAddress previous) {
    int v = Byte.toUnsignedInt(bytes[64]);
    if (v != 27 && v != 28) {
      return new Refused(AttestationError.INVALID_V, "v = " + v);
    }
    Bytes32 s = Bytes32.ofBytes(bytes, 32);
    if (s.toNumber().compareTo(Secp256k1.HALF_ORDER) > 0) {
      return new Refused(AttestationError.HIGH_S, "s = " + s);
    }
    Bytes32 r = Bytes32.ofBytes(bytes, 0);
    if (!Secp256k1.isScalar(r.toNumber()) || s.isZero()) {
      return new Refused(AttestationError.UNRECOVERABLE, "r or s out of range");
    }
    EvmAddress signer = new EvmSignature(r, s, v).recover(digest).orElse(EvmAddress.ZERO);
    if (signer.isZero()) {
      return new Refused(AttestationError.UNRECOVERABLE, "the signature of no key");
    }
    if (signer.compareTo(previous) <= 0) {
      return new Refused(AttestationError.UNORDERED_SIGNERS, signer + " after " + previous);
    }
    if (!attesters.contains(signer)) {
      return new Refused(AttestationError.UNKNOWN_SIGNER, signer.toString());
    }
    return new Accepted(List.of(signer));
  }
}
