package io.stockbridge.protocol.vectors;

import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.crypto.EvmKey;
import io.stockbridge.protocol.crypto.Keccak256;
import io.stockbridge.protocol.identifiers.Bytes32;
import java.util.List;

/** Keys for tests and vectors only: anybody can compute their secrets. */
public final class TestKeys {
  private TestKeys() {}

  /** keccak256("stockbridge/test-attester-" and the number). */
  public static Bytes32 attesterSecret(int number) {
    return Bytes32.ofBytes(Keccak256.hashUtf8("stockbridge/test-attester-" + number));
  }

  public static EvmKey attester(int number) {
    return EvmKey.ofSecret(attesterSecret(number));
  }

  public static List<EvmKey> attesters() {
    return List.of(attester(1), attester(2), attester(3));
  }

  public static Ed25519Key log(int number) {
    return Ed25519Key.ofSeed(Bytes32.ofBytes(Keccak256.hashUtf8("stockbridge/test-log-" + number)));
  }
}
