package io.stockbridge.chains.evm;

import io.stockbridge.protocol.crypto.Keccak256;
import io.stockbridge.protocol.eip712.Eip712Domain;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/**
 * A holder's signed order to burn, which anyone may submit ({@code IBridgeGateway.BurnPermit}).
 *
 * @param nonce the holder's next burn-permit nonce at the gateway
 * @param deadline until when it holds; whole seconds count
 */
public record BurnPermit(
    EvmAddress holder,
    Isin isin,
    ShareAmount amount,
    DomainId destinationDomain,
    UniversalAddress recipient,
    BigInteger nonce,
    Instant deadline) {

  private static final byte[] TYPE =
      Keccak256.hashUtf8(
          "BurnPermit(address holder,bytes12 isin,uint64 amountSu,uint32 destinationDomain,"
              + "bytes32 recipient,uint256 nonce,uint256 deadline)");

  /**
   * What the holder signs (EIP-712).
   *
   * @param gateway the domain of the gateway that burns
   */
  public Bytes32 digest(Eip712Domain gateway) {
    byte[] fields = tuple().encode();
    return gateway.digest(Bytes32.ofBytes(Keccak256.hash(TYPE, fields)));
  }

  /** The struct as the gateway takes it. */
  AbiValue tuple() {
    return new AbiValue.Tuple(
        List.of(
            AbiValue.of(holder),
            AbiValue.of(isin),
            AbiValue.of(amount.toBigInteger()),
            AbiValue.of(destinationDomain.value()),
            AbiValue.of(recipient.value()),
            AbiValue.of(nonce),
            AbiValue.of(deadline.getEpochSecond())));
  }
}
