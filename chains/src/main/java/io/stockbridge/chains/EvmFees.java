package io.stockbridge.chains;

import java.math.BigInteger;

/**
 * EIP-1559 fees in wei per gas.
 *
 * @param maxFeePerGas most that is paid, at least the tip
 * @param maxPriorityFeePerGas tip for the block's maker
 */
public record EvmFees(BigInteger maxFeePerGas, BigInteger maxPriorityFeePerGas) {
  private static final BigInteger BUMP_PERCENT = BigInteger.valueOf(110);
  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  /** Checks the order. */
  public EvmFees {
    if (maxPriorityFeePerGas.signum() < 0 || maxFeePerGas.compareTo(maxPriorityFeePerGas) < 0) {
      throw new IllegalArgumentException(
          "not EIP-1559 fees: max " + maxFeePerGas + ", tip " + maxPriorityFeePerGas);
    }
  }

  /**
   * The fees of a replacement: each at least 10 % and 1 wei above these, as nodes demand, and at
   * least {@code current}.
   */
  public EvmFees bumped(EvmFees current) {
    return new EvmFees(
        bump(maxFeePerGas).max(current.maxFeePerGas),
        bump(maxPriorityFeePerGas).max(current.maxPriorityFeePerGas));
  }

  /** These fees, neither above {@code limit}, in wei per gas. */
  public EvmFees atMost(BigInteger limit) {
    return new EvmFees(maxFeePerGas.min(limit), maxPriorityFeePerGas.min(limit));
  }

  private static BigInteger bump(BigInteger fee) {
    BigInteger tenPercent = fee.multiply(BUMP_PERCENT).add(HUNDRED.subtract(BigInteger.ONE));
    return tenPercent.divide(HUNDRED).max(fee.add(BigInteger.ONE));
  }
}
