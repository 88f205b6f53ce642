package io.stockbridge.protocol.eip712;

import io.stockbridge.protocol.crypto.Keccak256;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import java.math.BigInteger;

/**
 * An EIP-712 domain of Stockbridge: name "Stockbridge", version "1", salt = keccak256 of the
 * environment's name; a gateway's also has chain id and contract.
 *
 * @param separator the domain separator, hashed into every digest
 */
public record Eip712Domain(Bytes32 separator) {

  /** The domain's name. */
  public static final String NAME = "Stockbridge";

  /** The domain's version. */
  public static final String VERSION = "1";

  private static final byte[] GATEWAY_TYPE =
      Keccak256.hashUtf8(
          "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract,"
              + "bytes32 salt)");
  private static final byte[] NEUTRAL_TYPE =
      Keccak256.hashUtf8("EIP712Domain(string name,string version,bytes32 salt)");

  /**
   * The domain of one gateway on one chain: mints and cancels.
   *
   * @throws IllegalArgumentException when the domain is not an EVM chain
   */
  public static Eip712Domain gateway(String environment, DomainId chain, EvmAddress gateway) {
    if (!chain.isEvm()) {
      throw new IllegalArgumentException("not an EVM chain: " + chain);
    }
    return new Eip712Domain(
        keccak(
            GATEWAY_TYPE,
            Keccak256.hashUtf8(NAME),
            Keccak256.hashUtf8(VERSION),
            Bytes32.ofNumber(BigInteger.valueOf(chain.value())).bytes(),
            gateway.toUniversal().bytes(),
            salt(environment).bytes()));
  }

  /** The chain-neutral domain: snapshots and redemptions, valid wherever they are shown. */
  public static Eip712Domain neutral(String environment) {
    return new Eip712Domain(
        keccak(
            NEUTRAL_TYPE,
            Keccak256.hashUtf8(NAME),
            Keccak256.hashUtf8(VERSION),
            salt(environment).bytes()));
  }

  /** keccak256 of the environment's name: signatures of one environment mean nothing in another. */
  public static Bytes32 salt(String environment) {
    return Bytes32.ofBytes(Keccak256.hashUtf8(environment));
  }

  /** The digest to sign for a struct: keccak256(0x19 0x01 ‖ separator ‖ structHash). */
  public Bytes32 digest(Bytes32 structHash) {
    return keccak(new byte[] {0x19, 0x01}, separator.bytes(), structHash.bytes());
  }

  private static Bytes32 keccak(byte[]... parts) {
    return Bytes32.ofBytes(Keccak256.hash(parts));
  }
}
