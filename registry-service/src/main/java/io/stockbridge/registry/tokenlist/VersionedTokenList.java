package io.stockbridge.registry.tokenlist;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A published list. Its tokens are kept deflated: as a tree, the lists were most of what a token
 * costs in memory.
 */
public final class VersionedTokenList {

  private final ListVersion version;
  private final byte[] head;
  private final byte[] deflated;
  private final byte[] digest;

  /**
   * A list of that version.
   *
   * @param head the document up to its tokens, which are its last member
   * @param tokens a JSON array
   */
  VersionedTokenList(ListVersion version, byte[] head, byte[] tokens) {
    this.version = version;
    this.head = head;
    this.digest = digest(tokens);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(packed)) {
      out.write(tokens);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    this.deflated = packed.toByteArray();
  }

  /** Its version. */
  public ListVersion version() {
    return version;
  }

  /** Whether those are its tokens. */
  boolean lists(byte[] tokens) {
    return MessageDigest.isEqual(digest, digest(tokens));
  }

  /** Its tokens, a JSON array. */
  byte[] tokens() {
    return inflated(new ByteArrayOutputStream()).toByteArray();
  }

  /** The JSON of the whole document. */
  public byte[] document() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head);
    inflated(out).write('}');
    return out.toByteArray();
  }

  private ByteArrayOutputStream inflated(ByteArrayOutputStream out) {
    try (var in = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
      in.transferTo(out);
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  private static byte[] digest(byte[] tokens) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(tokens);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
