package io.stockbridge.protocol.crypto;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** An Ed25519 private key (RFC 8032). Safe for use by several threads; never prints the key. */
public final class Ed25519Key {
  private final Ed25519PrivateKeyParameters secret;
  private final Bytes32 publicKey;

  private Ed25519Key(Ed25519PrivateKeyParameters secret) {
    this.secret = secret;
    this.publicKey = Bytes32.ofBytes(secret.generatePublicKey().getEncoded());
  }

  /** The key that grows from a 32-byte seed. */
  public static Ed25519Key ofSeed(Bytes32 seed) {
    return new Ed25519Key(new Ed25519PrivateKeyParameters(seed.bytes(), 0));
  }

  /** The 32-byte public key. */
  public Bytes32 publicKey() {
    return publicKey;
  }

  /** The public key as a Solana account. */
  public SolanaAddress solanaAddress() {
    return SolanaAddress.ofBytes(publicKey.bytes());
  }

  /** The 64-byte signature of {@code message}. */
  public byte[] sign(byte[] message) {
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, secret);
    signer.update(message, 0, message.length);
    return signer.generateSignature();
  }

  /** The public key only: the secret is never printed. */
  @Override
  public String toString() {
    return "Ed25519Key[" + publicKey + "]";
  }
}
