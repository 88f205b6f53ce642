package io.stockbridge.chains.solana;

import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.crypto.Ed25519Verifier;
import io.stockbridge.protocol.crypto.Sha256;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A compiled message and the signatures collected so far. Immutable; at most 1232 bytes on the
 * wire.
 */
public final class SolanaTransaction {
  /** What fits into one packet. */
  public static final int MAX_LENGTH = 1232;

  private static final int SIGNATURE_LENGTH = Ed25519Verifier.SIGNATURE_LENGTH;

  private final byte[] message;
  private final List<SolanaAddress> signers;
  private final Map<SolanaAddress, byte[]> signatures;

  private SolanaTransaction(
      byte[] message, List<SolanaAddress> signers, Map<SolanaAddress, byte[]> signatures) {
    this.message = message;
    this.signers = List.copyOf(signers);
    this.signatures = signatures;
    int length = 1 + signers.size() * SIGNATURE_LENGTH + message.length;
    if (length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "transaction of " + length + " bytes, at most " + MAX_LENGTH);
    }
  }

  static SolanaTransaction unsigned(byte[] message, List<SolanaAddress> signers) {
    return new SolanaTransaction(message.clone(), signers, Map.of());
  }

  /** A copy of the message's bytes, which signatures are over. */
  public byte[] message() {
    return message.clone();
  }

  /** SHA-256 of the message's bytes: equal digests mean the same transaction. */
  public Bytes32 digest() {
    return Bytes32.ofBytes(Sha256.hash(message));
  }

  /** Who must sign, the fee payer first. */
  public List<SolanaAddress> signers() {
    return signers;
  }

  /** Whose signature is missing. */
  public List<SolanaAddress> missingSigners() {
    return signers.stream().filter(signer -> !signatures.containsKey(signer)).toList();
  }

  /** Whether everyone has signed. */
  public boolean isComplete() {
    return signatures.size() == signers.size();
  }

  /**
   * With that signature added, after checking it.
   *
   * @throws IllegalArgumentException when {@code signer} need not sign or the signature is not his
   */
  public SolanaTransaction withSignature(SolanaAddress signer, byte[] signature) {
    if (!signers.contains(signer)) {
      throw new IllegalArgumentException("not a signer of this transaction: " + signer);
    }
    Bytes32 key = Bytes32.ofBytes(signer.bytes());
    if (signature.length != SIGNATURE_LENGTH || !Ed25519Verifier.verify(key, message, signature)) {
      throw new IllegalArgumentException("not a signature by " + signer + " over this transaction");
    }
    Map<SolanaAddress, byte[]> more = new TreeMap<>(signatures);
    more.put(signer, signature.clone());
    return new SolanaTransaction(message, signers, more);
  }

  /**
   * With the key's signature added.
   *
   * @throws IllegalArgumentException when the key need not sign
   */
  public SolanaTransaction signedBy(Ed25519Key key) {
    return withSignature(key.solanaAddress(), key.sign(message));
  }

  /**
   * The transaction's name: the fee payer's signature in base58.
   *
   * @throws IllegalStateException when the fee payer has not signed
   */
  public String signature() {
    byte[] first = signatures.get(signers.get(0));
    if (first == null) {
      throw new IllegalStateException("the fee payer has not signed");
    }
    return Base58.encode(first);
  }

  /** The bytes on the wire; missing signatures are zeros. */
  public byte[] encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ShortVector.write(out, signers.size());
    for (SolanaAddress signer : signers) {
      out.writeBytes(signatures.getOrDefault(signer, new byte[SIGNATURE_LENGTH]));
    }
    out.writeBytes(message);
    return out.toByteArray();
  }

  /** {@link #encode()} in base64, as RPC methods and wallets take it. */
  public String base64() {
    return Base64.getEncoder().encodeToString(encode());
  }

  @Override
  public String toString() {
    return "Solana transaction " + digest() + ", missing " + missingSigners();
  }
}
