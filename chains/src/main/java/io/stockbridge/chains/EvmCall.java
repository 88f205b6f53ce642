package io.stockbridge.chains;

import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.EvmAddress;

/** A call of a contract that sends no ether. */
public final class EvmCall {
  private final EvmAddress to;
  private final byte[] data;

  /** The contract and the calldata (copied). */
  public EvmCall(EvmAddress to, byte[] data) {
    this.to = to;
    this.data = data.clone();
  }

  /** The contract. */
  public EvmAddress to() {
    return to;
  }

  /** A copy of the calldata. */
  public byte[] data() {
    return data.clone();
  }

  /** The calldata in 0x-hex. */
  public String dataHex() {
    return Hex.encode(data);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EvmCall that
        && to.equals(that.to)
        && java.util.Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return 31 * to.hashCode() + java.util.Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return to + " " + dataHex();
  }
}
