package io.stockbridge.registry.tokenlist;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A published list. It is kept deflated: as a tree, the lists were most of what a token costs in
 * memory.
 */
public final class VersionedTokenList {

  private final ListVersion version;
  private final byte[] deflated;

  /** A list of that version. */
  VersionedTokenList(ListVersion version, ObjectNode document) {
    this.version = version;
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(packed)) {
      out.write(document.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    this.deflated = packed.toByteArray();
  }

  /** Its version. */
  public ListVersion version() {
    return version;
  }

  /** The JSON of the whole document. */
  public byte[] document() {
    try (var in = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }
}
