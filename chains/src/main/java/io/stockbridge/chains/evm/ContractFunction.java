package io.stockbridge.chains.evm;

import io.stockbridge.chains.EvmCall;
import io.stockbridge.protocol.crypto.Keccak256;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.EvmAddress;
import java.util.Arrays;
import java.util.List;

/** Functions and events of our contracts by their signature. */
final class ContractFunction {
  private ContractFunction() {}

  /** The call of the function with that signature, such as {@code halt(bytes12)}. */
  static EvmCall call(EvmAddress contract, String signature, AbiValue... arguments) {
    byte[] selector = selector(signature);
    byte[] encoded = new AbiValue.Tuple(List.of(arguments)).encode();
    byte[] data = Arrays.copyOf(selector, selector.length + encoded.length);
    System.arraycopy(encoded, 0, data, selector.length, encoded.length);
    return new EvmCall(contract, data);
  }

  /** The first four bytes of the signature's hash. */
  static byte[] selector(String signature) {
    return Arrays.copyOf(Keccak256.hashUtf8(signature), 4);
  }

  /** The topic of the event with that signature. */
  static Bytes32 topic(String signature) {
    return Bytes32.ofBytes(Keccak256.hashUtf8(signature));
  }
}
