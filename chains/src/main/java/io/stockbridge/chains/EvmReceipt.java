package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.Bytes32;
import java.math.BigInteger;

/**
 * That a transaction is in a block of the node's newest chain; it may still be undone.
 *
 * @param success whether it was executed without revert
 * @param gasUsed gas
 * @param effectiveGasPrice wei per gas
 */
public record EvmReceipt(
    Bytes32 transactionHash,
    boolean success,
    long blockNumber,
    Bytes32 blockHash,
    long gasUsed,
    BigInteger effectiveGasPrice) {}
