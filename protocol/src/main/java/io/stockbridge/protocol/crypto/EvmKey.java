package io.stockbridge.protocol.crypto;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.EvmAddress;
import java.math.BigInteger;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * A secp256k1 private key. Signing is deterministic (RFC 6979 with SHA-256), so that the same
 * digest always gets the same signature. Safe for use by several threads; never prints the key.
 */
public final class EvmKey {
  private final BigInteger secret;
  private final EvmAddress address;

  private EvmKey(BigInteger secret) {
    this.secret = secret;
    this.address =
        EvmSignature.addressOf(
            new FixedPointCombMultiplier().multiply(Secp256k1.GENERATOR, secret).normalize());
  }

  /**
   * The key with that 32-byte secret.
   *
   * @throws IllegalArgumentException when it is zero or not below the curve's order
   */
  public static EvmKey ofSecret(Bytes32 secret) {
    BigInteger number = secret.toNumber();
    if (!Secp256k1.isScalar(number)) {
      throw new IllegalArgumentException("secret out of the range of the curve's order");
    }
    return new EvmKey(number);
  }

  /** The address of the key. */
  public EvmAddress address() {
    return address;
  }

  /** Signs a 32-byte digest. */
  public EvmSignature sign(Bytes32 digest) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(secret, Secp256k1.DOMAIN));
    BigInteger[] parts = signer.generateSignature(digest.bytes());
    BigInteger low =
        parts[1].compareTo(Secp256k1.HALF_ORDER) > 0
            ? Secp256k1.ORDER.subtract(parts[1])
            : parts[1];
    Bytes32 r = Bytes32.ofNumber(parts[0]);
    Bytes32 s = Bytes32.ofNumber(low);
    for (int v = 27; v <= 28; v++) {
      EvmSignature signature = new EvmSignature(r, s, v);
      if (signature.isBy(address, digest)) {
        return signature;
      }
    }
    // r above the field's order wraps with probability 2⁻¹²⁷; the contracts could not verify it.
    throw new IllegalStateException("no recovery id for a signature by " + address);
  }

  /** The address only: the secret is never printed. */
  @Override
  public String toString() {
    return "EvmKey[" + address + "]";
  }
}
