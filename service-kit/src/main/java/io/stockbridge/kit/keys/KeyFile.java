package io.stockbridge.kit.keys;

import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.identifiers.Bytes32;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/**
 * Reads private keys from files. White space around the key is ignored; error messages name the
 * file and the expected form, never the content.
 */
public final class KeyFile {

  private static final int SEED_LENGTH = 32;
  private static final int SOLANA_KEYPAIR_LENGTH = 64;
  private static final long MAX_FILE_BYTES = 4096;

  private KeyFile() {}

  /**
   * A secp256k1 private key: 64 hex digits, {@code 0x} optional.
   *
   * @throws KeyFileException when the file is missing or holds anything else
   */
  public static Bytes32 readEvmPrivateKey(Path file) {
    String text = read(file);
    String digits = text.startsWith("0x") ? text.substring(2) : text;
    if (!digits.matches("[0-9a-fA-F]{64}")) {
      throw new KeyFileException("not 32 bytes in hex: " + file);
    }
    return Bytes32.ofBytes(HexFormat.of().parseHex(digits));
  }

  /**
   * An Ed25519 seed in base64 (32 bytes).
   *
   * @throws KeyFileException when the file is missing or holds anything else
   */
  public static Bytes32 readEd25519Seed(Path file) {
    byte[] seed;
    try {
      seed = Base64.getDecoder().decode(read(file));
    } catch (IllegalArgumentException e) {
      throw new KeyFileException("not base64: " + file);
    }
    if (seed.length != SEED_LENGTH) {
      throw new KeyFileException("not an Ed25519 seed of 32 bytes: " + file);
    }
    return Bytes32.ofBytes(seed);
  }

  /**
   * The Ed25519 seed of a Solana key pair: 64 bytes (seed, then public key) as base58 or as the
   * JSON array that Solana's own tools write. The public half must belong to the seed.
   *
   * @throws KeyFileException when the file is missing or holds anything else
   */
  public static Bytes32 readSolanaSeed(Path file) {
    String text = read(file);
    byte[] keypair = text.startsWith("[") ? parseJsonArray(text, file) : decodeBase58(text, file);
    if (keypair.length != SOLANA_KEYPAIR_LENGTH) {
      throw new KeyFileException("not a Solana key pair of 64 bytes: " + file);
    }
    byte[] seed = Arrays.copyOf(keypair, SEED_LENGTH);
    byte[] publicHalf = Arrays.copyOfRange(keypair, SEED_LENGTH, keypair.length);
    if (!Arrays.equals(publicKeyOf(seed), publicHalf)) {
      throw new KeyFileException("public half does not belong to the private half: " + file);
    }
    return Bytes32.ofBytes(seed);
  }

  private static String read(Path file) {
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new KeyFileException("too long for a key file: " + file);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new KeyFileException("cannot read key file " + file, e);
    }
  }

  private static byte[] parseJsonArray(String text, Path file) {
    if (!text.matches("\\[\\s*\\d{1,3}(\\s*,\\s*\\d{1,3})*\\s*]")) {
      throw new KeyFileException("not a JSON array of bytes: " + file);
    }
    String[] numbers = text.substring(1, text.length() - 1).split(",");
    byte[] bytes = new byte[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      int number = Integer.parseInt(numbers[i].strip());
      if (number > 255) {
        throw new KeyFileException("not a JSON array of bytes: " + file);
      }
      bytes[i] = (byte) number;
    }
    return bytes;
  }

  private static byte[] decodeBase58(String text, Path file) {
    try {
      return Base58.decode(text);
    } catch (IllegalArgumentException e) {
      throw new KeyFileException("neither base58 nor a JSON array: " + file);
    }
  }

  private static byte[] publicKeyOf(byte[] seed) {
    return new Ed25519PrivateKeyParameters(seed).generatePublicKey().getEncoded();
  }
}
