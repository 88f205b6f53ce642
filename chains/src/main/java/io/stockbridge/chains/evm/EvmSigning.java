package io.stockbridge.chains.evm;

import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.EvmFees;
import io.stockbridge.chains.SignedEvmTransaction;
import io.stockbridge.protocol.crypto.EvmKey;
import io.stockbridge.protocol.crypto.EvmSignature;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.crypto.Keccak256;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import java.math.BigInteger;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionEncoder;

/** EIP-1559 transactions: web3j's encoding, our own deterministic signature. */
final class EvmSigning {
  private EvmSigning() {}

  static SignedEvmTransaction sign(
      DomainId chainId, EvmCall call, long nonce, EvmFees fees, long gasLimit, EvmKey key) {
    if (nonce < 0 || gasLimit < 21_000) {
      throw new IllegalArgumentException("nonce " + nonce + ", gas limit " + gasLimit);
    }
    RawTransaction transaction =
        RawTransaction.createTransaction(
            chainId.value(),
            BigInteger.valueOf(nonce),
            BigInteger.valueOf(gasLimit),
            call.to().toLowerCaseHex(),
            BigInteger.ZERO,
            call.dataHex(),
            fees.maxPriorityFeePerGas(),
            fees.maxFeePerGas());
    byte[] unsigned = TransactionEncoder.encode(transaction);
    EvmSignature signature = key.sign(Bytes32.ofBytes(Keccak256.hash(unsigned)));
    Sign.SignatureData parts =
        new Sign.SignatureData((byte) signature.v(), signature.r().bytes(), signature.s().bytes());
    byte[] raw = TransactionEncoder.encode(transaction, parts);
    return new SignedEvmTransaction(Bytes32.ofBytes(Keccak256.hash(raw)), Hex.encode(raw));
  }
}
