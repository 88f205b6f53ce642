import { createHash } from 'node:crypto';
import { toBase58 } from '../codec/base58.js';

export const SLOTS_PER_EPOCH = 432_000;

/** From `slot` on, slot s began at `unixMs + (s − slot) × slotMs`, until the next mark. Slots below `reservedTo` may have been shown. */
export interface Mark {
  readonly slot: number;
  readonly unixMs: number;
  readonly slotMs: number;
  readonly reservedTo: number;
}

/**
 * Time and hash of every slot, as functions of the genesis and of a few stored marks:
 * empty slots cost no storage, and the answers are the same after a restart.
 */
export class Timeline {
  readonly genesisHash: string;
  private readonly genesis: Buffer;
  private readonly marks: Mark[] = [];

  constructor(genesisHex: string) {
    this.genesis = Buffer.from(genesisHex, 'hex');
    this.genesisHash = toBase58(createHash('sha256').update('stockbridge/genesis').update(this.genesis).digest());
  }

  get lastMark(): Mark | undefined {
    return this.marks.at(-1);
  }

  add(mark: Mark): void {
    const last = this.lastMark;
    if (last !== undefined && mark.slot < last.slot) {
      throw new RangeError(`mark of slot ${mark.slot} after one of slot ${last.slot}`);
    }
    this.marks.push(mark);
  }

  unixMs(slot: number): number {
    let low = 0;
    let high = this.marks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.marks[middle]?.slot ?? Infinity) <= slot) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    const mark = this.marks[low];
    if (mark === undefined) {
      throw new RangeError('the chain has no time mark');
    }
    return mark.unixMs + Math.max(0, slot - mark.slot) * mark.slotMs;
  }

  /** Block time in whole seconds since 1970. */
  blockTime(slot: number): number {
    return Math.floor(this.unixMs(slot) / 1000);
  }

  blockhash(slot: number): string {
    const number = Buffer.alloc(8);
    number.writeBigUInt64LE(BigInt(slot));
    return toBase58(createHash('sha256').update('stockbridge/blockhash').update(this.genesis).update(number).digest());
  }
}
