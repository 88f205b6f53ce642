package io.stockbridge.protocol.crypto;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECPoint;

/** The curve of EVM signatures (SEC 2). */
final class Secp256k1 {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");

  static final ECDomainParameters DOMAIN =
      new ECDomainParameters(CURVE.getCurve(), CURVE.getG(), CURVE.getN(), CURVE.getH());
  static final ECPoint GENERATOR = CURVE.getG();
  static final BigInteger ORDER = CURVE.getN();
  static final BigInteger HALF_ORDER = ORDER.shiftRight(1);

  private Secp256k1() {}

  static boolean isScalar(BigInteger number) {
    return number.signum() > 0 && number.compareTo(ORDER) < 0;
  }

  /** The curve point with that x and parity of y, or empty when there is none. */
  static Optional<ECPoint> decompress(BigInteger x, boolean oddY) {
    byte[] encoded = new byte[33];
    encoded[0] = (byte) (oddY ? 3 : 2);
    byte[] magnitude = x.toByteArray();
    int used = Math.min(magnitude.length, 32);
    System.arraycopy(magnitude, magnitude.length - used, encoded, 33 - used, used);
    try {
      return Optional.of(CURVE.getCurve().decodePoint(encoded));
    } catch (IllegalArgumentException notOnCurve) {
      return Optional.empty();
    }
  }
}
