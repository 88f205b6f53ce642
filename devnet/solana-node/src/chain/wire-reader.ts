import { toBase58 } from '../codec/base58.js';

/** A transaction or message that is not well formed; the message says where. */
export class MalformedTransaction extends Error {}

const MAX_LENGTH = 0xffff; // of a compact array

/**
 * Reads the wire format of transactions as strictly as the SVM's own decoder does. LiteSVM ends the process when it
 * is handed bytes that it cannot decode, so nothing may pass here that does not pass there.
 */
export class WireReader {
  private position = 0;

  constructor(private readonly data: Uint8Array) {}

  get offset(): number {
    return this.position;
  }

  peek(): number {
    const byte = this.data[this.position];
    if (byte === undefined) {
      throw new MalformedTransaction('invalid transaction: it ends too early');
    }
    return byte;
  }

  byte(): number {
    const byte = this.peek();
    this.position += 1;
    return byte;
  }

  bytes(length: number): Uint8Array {
    const end = this.position + length;
    if (end > this.data.length) {
      throw new MalformedTransaction('invalid transaction: it ends too early');
    }
    const part = this.data.slice(this.position, end);
    this.position = end;
    return part;
  }

  key(): string {
    return toBase58(this.bytes(32));
  }

  /** A compact-u16: seven bits per byte, at most three bytes, no longer than needed. */
  length(): number {
    let value = 0;
    for (let shift = 0; shift <= 14; shift += 7) {
      const byte = this.byte();
      if (byte === 0 && shift > 0) {
        break;
      }
      value |= (byte & 0x7f) << shift;
      if ((byte & 0x80) === 0) {
        if (value > MAX_LENGTH) {
          break;
        }
        return value;
      }
    }
    throw new MalformedTransaction('invalid transaction: a length is not a compact-u16');
  }

  list<T>(read: () => T): T[] {
    const length = this.length();
    const items: T[] = [];
    for (let i = 0; i < length; i++) {
      items.push(read());
    }
    return items;
  }

  indexes(): number[] {
    return [...this.bytes(this.length())];
  }
}
