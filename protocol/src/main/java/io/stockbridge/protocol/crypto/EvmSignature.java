package io.stockbridge.protocol.crypto;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.EvmAddress;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/**
 * An ECDSA signature on secp256k1 in the only form the contracts accept: 65 bytes r ‖ s ‖ v with s
 * in the lower half of the order (EIP-2) and v 27 or 28.
 *
 * @param r the first half
 * @param s the second half
 * @param v 27 or 28
 */
public record EvmSignature(Bytes32 r, Bytes32 s, int v) {

  /** Length in bytes. */
  public static final int LENGTH = 65;

  /** Checks that r and s are in range, s is low, and v is 27 or 28. */
  public EvmSignature {
    if (v != 27 && v != 28) {
      throw new IllegalArgumentException("v is neither 27 nor 28: " + v);
    }
    if (!Secp256k1.isScalar(r.toNumber()) || !Secp256k1.isScalar(s.toNumber())) {
      throw new IllegalArgumentException("r or s out of the range of the curve's order");
    }
    if (s.toNumber().compareTo(Secp256k1.HALF_ORDER) > 0) {
      throw new IllegalArgumentException("s is in the upper half of the curve's order");
    }
  }

  /**
   * Reads 65 bytes.
   *
   * @throws IllegalArgumentException when the length or a part is refused
   */
  public static EvmSignature ofBytes(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("not 65 bytes but " + bytes.length);
    }
    return new EvmSignature(
        Bytes32.ofBytes(bytes, 0), Bytes32.ofBytes(bytes, 32), Byte.toUnsignedInt(bytes[64]));
  }

  /** Parses 130 hex digits after {@code 0x}. */
  public static EvmSignature of(String hex) {
    return ofBytes(Hex.decode(hex, LENGTH));
  }

  /** The 65 bytes r ‖ s ‖ v. */
  public byte[] bytes() {
    byte[] bytes = new byte[LENGTH];
    System.arraycopy(r.bytes(), 0, bytes, 0, 32);
    System.arraycopy(s.bytes(), 0, bytes, 32, 32);
    bytes[64] = (byte) v;
    return bytes;
  }

  /** The address whose key signed {@code digest}, or empty when no key can have. */
  public Optional<EvmAddress> recover(Bytes32 digest) {
    Optional<ECPoint> point = Secp256k1.decompress(r.toNumber(), v == 28);
    if (point.isEmpty()) {
      return Optional.empty();
    }
    BigInteger inverse = r.toNumber().modInverse(Secp256k1.ORDER);
    BigInteger u1 = digest.toNumber().negate().multiply(inverse).mod(Secp256k1.ORDER);
    BigInteger u2 = s.toNumber().multiply(inverse).mod(Secp256k1.ORDER);
    ECPoint key =
        ECAlgorithms.sumOfTwoMultiplies(Secp256k1.GENERATOR, u1, point.get(), u2).normalize();
    return key.isInfinity() ? Optional.empty() : Optional.of(addressOf(key));
  }

  /** Whether {@code signer} made this signature of {@code digest}. */
  public boolean isBy(EvmAddress signer, Bytes32 digest) {
    return recover(digest).filter(signer::equals).isPresent();
  }

  /** Hex of the 65 bytes. */
  @Override
  public String toString() {
    return Hex.encode(bytes());
  }

  static EvmAddress addressOf(ECPoint publicKey) {
    byte[] encoded = publicKey.getEncoded(false);
    byte[] hash = Keccak256.hash(Arrays.copyOfRange(encoded, 1, encoded.length));
    return EvmAddress.ofBytes(Arrays.copyOfRange(hash, 12, 32));
  }
}
