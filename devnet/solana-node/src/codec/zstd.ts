const MAX_BLOCK = 128 * 1024;

/**
 * A Zstandard frame (RFC 8878) of raw blocks. It does not get smaller, but every decoder reads it,
 * and no native dependency is needed for the rare client that asks for `base64+zstd`.
 */
export function zstdFrame(content: Uint8Array): Buffer {
  const header = Buffer.alloc(9);
  header.writeUInt32LE(0xfd2fb528, 0);
  header[4] = 0xa0; // single segment, four-byte content size, no checksum
  header.writeUInt32LE(content.length, 5);
  const parts: Uint8Array[] = [header];
  let offset = 0;
  do {
    const block = content.subarray(offset, offset + MAX_BLOCK);
    offset += block.length;
    const last = offset >= content.length ? 1 : 0;
    const blockHeader = Buffer.alloc(3);
    blockHeader.writeUIntLE((block.length << 3) | last, 0, 3);
    parts.push(blockHeader, block);
  } while (offset < content.length);
  return Buffer.concat(parts);
}
