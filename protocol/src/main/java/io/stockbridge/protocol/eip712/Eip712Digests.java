package io.stockbridge.protocol.eip712;

import io.stockbridge.protocol.crypto.Keccak256;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.snapshot.SupplySnapshot;
import java.math.BigInteger;

/** The digests attesters sign, each by its struct's fixed layout. */
public final class Eip712Digests {
  private static final byte[] MINT_TYPE = Keccak256.hashUtf8("Mint(bytes32 messageId)");
  private static final byte[] CANCEL_TYPE = Keccak256.hashUtf8("Cancel(bytes32 messageId)");
  private static final byte[] REDEEM_TYPE = Keccak256.hashUtf8("Redeem(bytes32 messageId)");
  private static final byte[] SNAPSHOT_TYPE =
      Keccak256.hashUtf8(
          "SupplySnapshot(uint64 epoch,uint64 cutTime,uint64 validUntil,bytes32 cutRoot,"
              + "bytes32 assetsRoot,bytes32 custodyRoot,bytes32 inFlightRoot,bytes32 previous)");

  private Eip712Digests() {}

  /** "Mint this message", under a gateway's domain. */
  public static Bytes32 mint(Eip712Domain gateway, MessageId messageId) {
    return gateway.digest(hash(MINT_TYPE, messageId.bytes()));
  }

  /** "Never mint this message", under a gateway's domain. */
  public static Bytes32 cancel(Eip712Domain gateway, MessageId messageId) {
    return gateway.digest(hash(CANCEL_TYPE, messageId.bytes()));
  }

  /** "Release the shares of this redemption", under the neutral domain. */
  public static Bytes32 redeem(Eip712Domain neutral, MessageId messageId) {
    return neutral.digest(hash(REDEEM_TYPE, messageId.bytes()));
  }

  /** "This is the supply", under the neutral domain. */
  public static Bytes32 supplySnapshot(Eip712Domain neutral, SupplySnapshot snapshot) {
    return neutral.digest(
        hash(
            SNAPSHOT_TYPE,
            word(snapshot.epoch()),
            word(snapshot.cutTime().getEpochSecond()),
            word(snapshot.validUntil().getEpochSecond()),
            snapshot.cutRoot().bytes(),
            snapshot.assetsRoot().bytes(),
            snapshot.custodyRoot().bytes(),
            snapshot.inFlightRoot().bytes(),
            snapshot.previous().bytes()));
  }

  private static byte[] word(long number) {
    return Bytes32.ofNumber(BigInteger.valueOf(number)).bytes();
  }

  private static Bytes32 hash(byte[]... words) {
    return Bytes32.ofBytes(Keccak256.hash(words));
  }
}
