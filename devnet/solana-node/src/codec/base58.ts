import { getBase58Codec } from '@solana/kit';

const codec = getBase58Codec();

/** The base-58 text of the bytes (Bitcoin alphabet, as Solana uses it). */
export function toBase58(bytes: Uint8Array): string {
  return codec.decode(bytes);
}

/** The bytes behind a base-58 text. Throws when a character is not of the alphabet. */
export function fromBase58(text: string): Uint8Array {
  return new Uint8Array(codec.encode(text));
}

/** Whether the text is base-58 of exactly `length` bytes. */
export function isBase58OfLength(text: string, length: number): boolean {
  if (text.length === 0 || text.length > length * 2) {
    return false;
  }
  try {
    return fromBase58(text).length === length;
  } catch {
    return false; // not of the alphabet: that is the answer
  }
}
