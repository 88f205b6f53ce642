package io.stockbridge.chains.solana;

import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.crypto.Ed25519Verifier;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A transaction's bytes taken apart: legacy or version 0.
 *
 * @param signature the first signature in base58, the transaction's name
 * @param staticKeys accounts named in the message itself
 * @param instructions with indexes into all keys, loaded ones after the static ones
 * @param loadedKeys how many further keys lookup tables give
 */
record WireTransaction(
    String signature, List<SolanaAddress> staticKeys, List<Compiled> instructions, int loadedKeys) {

  private static final int SIGNATURE_LENGTH = 64;
  private static final int MAX_LENGTH = 4096;
  private static final int MAX_KEYS = 256;

  WireTransaction {
    staticKeys = List.copyOf(staticKeys);
    instructions = List.copyOf(instructions);
  }

  /**
   * An instruction by indexes.
   *
   * @param data 0x-hex
   */
  record Compiled(int program, List<Integer> accounts, String data) {
    Compiled {
      accounts = List.copyOf(accounts);
    }
  }

  /**
   * Takes the bytes apart and checks every signature, so that nobody can invent a transaction of
   * somebody else.
   *
   * @throws IllegalArgumentException when they are no well-formed, rightly signed transaction
   */
  static WireTransaction decode(byte[] bytes) {
    if (bytes.length > MAX_LENGTH) {
      throw new IllegalArgumentException("transaction of " + bytes.length + " bytes");
    }
    try {
      return decode(ByteBuffer.wrap(bytes), bytes);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("truncated transaction", e);
    }
  }

  private static WireTransaction decode(ByteBuffer in, byte[] bytes) {
    List<byte[]> signatures = new ArrayList<>();
    for (int count = ShortVector.read(in); count > 0; count--) {
      signatures.add(take(in, SIGNATURE_LENGTH));
    }
    byte[] message = Arrays.copyOfRange(bytes, in.position(), bytes.length);
    boolean versioned = (in.get(in.position()) & 0x80) != 0;
    if (versioned && in.get() != (byte) 0x80) {
      throw new IllegalArgumentException("unknown transaction version");
    }
    int required = Byte.toUnsignedInt(in.get());
    in.getShort();
    List<SolanaAddress> keys = new ArrayList<>();
    for (int count = ShortVector.read(in); count > 0; count--) {
      keys.add(SolanaAddress.ofBytes(take(in, Bytes32.LENGTH)));
    }
    take(in, Bytes32.LENGTH);
    List<Compiled> instructions = instructions(in);
    int loaded = versioned ? loadedKeys(in) : 0;
    if (in.hasRemaining() || keys.size() + loaded > MAX_KEYS) {
      throw new IllegalArgumentException("trailing bytes or too many keys");
    }
    requireSigned(signatures, required, keys, message);
    requireIndexes(instructions, keys.size() + loaded);
    return new WireTransaction(Base58.encode(signatures.get(0)), keys, instructions, loaded);
  }

  private static List<Compiled> instructions(ByteBuffer in) {
    List<Compiled> instructions = new ArrayList<>();
    for (int count = ShortVector.read(in); count > 0; count--) {
      int program = Byte.toUnsignedInt(in.get());
      List<Integer> accounts = new ArrayList<>();
      for (byte index : take(in, ShortVector.read(in))) {
        accounts.add(Byte.toUnsignedInt(index));
      }
      instructions.add(new Compiled(program, accounts, Hex.encode(take(in, ShortVector.read(in)))));
    }
    return instructions;
  }

  private static int loadedKeys(ByteBuffer in) {
    int loaded = 0;
    for (int tables = ShortVector.read(in); tables > 0; tables--) {
      take(in, Bytes32.LENGTH);
      loaded += take(in, ShortVector.read(in)).length;
      loaded += take(in, ShortVector.read(in)).length;
    }
    return loaded;
  }

  private static void requireSigned(
      List<byte[]> signatures, int required, List<SolanaAddress> keys, byte[] message) {
    if (signatures.isEmpty() || signatures.size() != required || required > keys.size()) {
      throw new IllegalArgumentException(
          signatures.size() + " signatures, " + required + " required of " + keys.size());
    }
    for (int i = 0; i < required; i++) {
      Bytes32 key = Bytes32.ofBytes(keys.get(i).bytes());
      if (!Ed25519Verifier.verify(key, message, signatures.get(i))) {
        throw new IllegalArgumentException("not signed by " + keys.get(i));
      }
    }
  }

  private static void requireIndexes(List<Compiled> instructions, int keys) {
    for (Compiled instruction : instructions) {
      boolean inside =
          instruction.program() < keys
              && instruction.accounts().stream().allMatch(index -> index < keys);
      if (!inside) {
        throw new IllegalArgumentException("an instruction names a key that is not there");
      }
    }
  }

  private static byte[] take(ByteBuffer in, int length) {
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
