package io.stockbridge.attestation.custody;

import io.stockbridge.protocol.custody.CustodyPosition;
import io.stockbridge.protocol.custody.CustodyStatement;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.CustodyShares;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.function.Function;

/** One asset's positions at all custodians together. */
public final class CustodyTotals {
  private static final int DECIMALS = 8;

  private CustodyTotals() {}

  /**
   * The sum of one figure over the statements.
   *
   * @throws ArithmeticException when it leaves the unsigned 64-bit range
   */
  public static CustodyShares of(
      Collection<CustodyStatement> statements,
      Isin isin,
      Function<CustodyPosition, CustodyShares> figure) {
    BigInteger units = units(statements, isin, figure);
    if (units.bitLength() > Long.SIZE) {
      throw new ArithmeticException("custody shares out of unsigned 64-bit range: " + units);
    }
    return CustodyShares.ofUnits(units.longValue());
  }

  /** The sum of settled shares as plain decimal text, however large. */
  public static String settledText(Collection<CustodyStatement> statements, Isin isin) {
    BigInteger units = units(statements, isin, CustodyPosition::settled);
    BigDecimal shares = new BigDecimal(units, DECIMALS).stripTrailingZeros();
    return shares.toPlainString();
  }

  private static BigInteger units(
      Collection<CustodyStatement> statements,
      Isin isin,
      Function<CustodyPosition, CustodyShares> figure) {
    return statements.stream()
        .flatMap(statement -> statement.position(isin).stream())
        .map(figure)
        .map(CustodyShares::toBigInteger)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }
}
