package io.stockbridge.protocol.identifiers;

import java.math.BigInteger;

/**
 * Membership of the Ed25519 curve −x² + y² = 1 + d·x²·y² (RFC 8032), decided as the Solana runtime
 * decides it: y is taken modulo p and the sign bit is ignored.
 */
final class Ed25519Curve {
  private static final BigInteger P =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);
  private static final BigInteger EULER_EXPONENT = P.subtract(BigInteger.ONE).shiftRight(1);

  private Ed25519Curve() {}

  /** Whether 32 little-endian bytes compress a point of the curve. */
  static boolean isOnCurve(byte[] compressed) {
    BigInteger ySquared = yOf(compressed).pow(2).mod(P);
    BigInteger numerator = ySquared.subtract(BigInteger.ONE).mod(P);
    BigInteger denominator = ySquared.multiply(D).add(BigInteger.ONE).mod(P);
    // u/v is a square exactly when u·v is, because v² is one; d is no square, so v is never zero.
    BigInteger product = numerator.multiply(denominator).mod(P);
    return product.signum() == 0 || product.modPow(EULER_EXPONENT, P).equals(BigInteger.ONE);
  }

  private static BigInteger yOf(byte[] littleEndian) {
    byte[] bigEndian = new byte[littleEndian.length];
    for (int i = 0; i < littleEndian.length; i++) {
      bigEndian[i] = littleEndian[littleEndian.length - 1 - i];
    }
    bigEndian[0] &= 0x7F;
    return new BigInteger(1, bigEndian).mod(P);
  }
}
