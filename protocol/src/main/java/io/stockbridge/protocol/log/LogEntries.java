package io.stockbridge.protocol.log;

import io.stockbridge.protocol.crypto.EvmSignature;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.snapshot.SupplySnapshot;
import io.stockbridge.protocol.state.StateHeader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The exact bytes that the log keeps. Each begins with a line that names its form, so that no entry
 * can be read as one of another form.
 */
public final class LogEntries {
  private static final byte[] SNAPSHOT = line("stockbridge/log/snapshot/v1");
  private static final byte[] MINT = line("stockbridge/log/mint/v1");
  private static final byte[] SOLANA_MINT = line("stockbridge/log/solana-mint/v1");
  private static final byte[] BREACH = line("stockbridge/log/breach/v1");
  private static final byte[] CLEARING = line("stockbridge/log/clearing/v1");
  private static final byte[] REGISTRY_STATE = line("stockbridge/log/registry-state/v1");

  private LogEntries() {}

  /** A snapshot: its name and the 256 bytes of its eight fields. */
  public static byte[] snapshot(SupplySnapshot snapshot) {
    return join(SNAPSHOT, snapshot.abiEncode());
  }

  /** A mint attestation on an EVM chain: the message's 130 bytes and the attester's signature. */
  public static byte[] mint(Message message, EvmSignature signature) {
    return join(MINT, message.encode(), signature.bytes());
  }

  /**
   * A mint attestation on Solana: the message's 130 bytes and the 64-byte transaction signature.
   */
  public static byte[] solanaMint(Message message, byte[] signature) {
    if (signature.length != 64) {
      throw new IllegalArgumentException("not a 64-byte signature but " + signature.length);
    }
    return join(SOLANA_MINT, message.encode(), signature);
  }

  /** A breach: its evidence as UTF-8 text. */
  public static byte[] breach(String evidence) {
    return join(BREACH, evidence.getBytes(StandardCharsets.UTF_8));
  }

  /** A halt that was lifted: the signed record of it as UTF-8 text. */
  public static byte[] clearing(String record) {
    return join(CLEARING, record.getBytes(StandardCharsets.UTF_8));
  }

  /** A state of the registry: its header's canonical JSON. */
  public static byte[] registryState(StateHeader header) {
    return join(REGISTRY_STATE, header.text().getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] line(String name) {
    return (name + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
