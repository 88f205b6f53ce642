package io.stockbridge.devnet.state;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.crypto.EvmKey;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.testsupport.TokenIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * The secret keys of a local stack, each in a file of its own that only its owner may read. A key
 * that is asked for and not there is generated; one that is there is never replaced.
 */
public final class KeyRing {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** Names of the writing roles, each with a bearer token of its own. */
  public static final List<String> ROLES =
      List.of("registrar", "issuer", "custodian", "guardian", "operator");

  private final Path folder;

  public KeyRing(Path folder) {
    this.folder = folder;
  }

  /** File of an EVM key: 32 bytes in hex. */
  public Path evmFile(String name) {
    return folder.resolve(name + "-evm.key");
  }

  /**
   * File of a Solana key: JSON array of 64 bytes, secret then public, as Solana's own tools write.
   */
  public Path solanaFile(String name) {
    return folder.resolve(name + "-solana.json");
  }

  /** File of an Ed25519 seed in base64. */
  public Path seedFile(String name) {
    return folder.resolve(name + "-ed25519.key");
  }

  /** An EVM key. */
  public EvmKey evm(String name) {
    return EvmKey.ofSecret(evmSecret(name));
  }

  /** Secret of an EVM key. */
  public synchronized Bytes32 evmSecret(String name) {
    Path file = evmFile(name);
    if (!Files.exists(file)) {
      Json.writeText(file, Hex.encode(evmRandom().bytes()) + "\n");
    }
    return Bytes32.of(text(file));
  }

  /** A Solana key. */
  public Ed25519Key solana(String name) {
    return Ed25519Key.ofSeed(Bytes32.ofBytes(solanaSecret(name), 0));
  }

  /** Secret of a Solana key in base58 of 64 bytes, as wallets import it. */
  public String solanaSecretBase58(String name) {
    return Base58.encode(solanaSecret(name));
  }

  private synchronized byte[] solanaSecret(String name) {
    Path file = solanaFile(name);
    if (!Files.exists(file)) {
      Bytes32 seed = random();
      byte[] pair = new byte[64];
      System.arraycopy(seed.bytes(), 0, pair, 0, 32);
      System.arraycopy(Ed25519Key.ofSeed(seed).publicKey().bytes(), 0, pair, 32, 32);
      int[] numbers = new int[64];
      for (int i = 0; i < 64; i++) {
        numbers[i] = pair[i] & 0xff;
      }
      Json.writeText(file, Json.line(Json.tree(numbers)) + "\n");
    }
    JsonNode array = Json.read(file);
    byte[] secret = new byte[64];
    for (int i = 0; i < 64; i++) {
      secret[i] = (byte) array.path(i).intValue();
    }
    return secret;
  }

  /** An Ed25519 key that is not a Solana account: log, custodian, registrar. */
  public synchronized Ed25519Key seed(String name) {
    Path file = seedFile(name);
    if (!Files.exists(file)) {
      Json.writeText(file, Base64.getEncoder().encodeToString(random().bytes()) + "\n");
    }
    return Ed25519Key.ofSeed(Bytes32.ofBytes(Base64.getDecoder().decode(text(file)), 0));
  }

  /** A password: 32 random bytes in URL-safe base64. */
  public synchronized String password(String name) {
    Path file = folder.resolve(name + ".secret");
    if (!Files.exists(file)) {
      String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random().bytes());
      Json.writeText(file, secret + "\n");
    }
    return text(file);
  }

  /** The local stand-in for an OIDC provider. */
  public synchronized TokenIssuer tokenIssuer() {
    Path file = folder.resolve("token-issuer-rsa.key");
    if (!Files.exists(file)) {
      Json.writeText(file, TokenIssuer.newKey() + "\n");
    }
    return new TokenIssuer(text(file));
  }

  /** A bearer token with a role, for the subject {@code local-} and the role's name. */
  public String token(String role) {
    return token("local-" + role, role);
  }

  /** A bearer token with a role for a named subject. */
  public String token(String subject, String role) {
    return tokenIssuer().token(subject, role);
  }

  private static Bytes32 random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Bytes32.ofBytes(bytes);
  }

  /** The first byte keeps the number below the curve's order and above zero. */
  private static Bytes32 evmRandom() {
    byte[] bytes = random().bytes();
    bytes[0] = (byte) (bytes[0] & 0x7f);
    bytes[31] = (byte) (bytes[31] | 1);
    return Bytes32.ofBytes(bytes);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("key file cannot be read: " + file, e);
    }
  }
}
