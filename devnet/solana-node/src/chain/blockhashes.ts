import type { Timeline } from './timeline.js';

/** The blockhashes that a transaction may still name: those of the newest slots. */
export class RecentBlockhashes {
  private readonly slots = new Map<string, number>();
  private newest = -1;

  /** @param validSlots a hash of slot s is valid while the height is at most s + validSlots */
  constructor(
    private readonly timeline: Timeline,
    readonly validSlots: number,
  ) {}

  /** Makes the hashes of all slots up to `slot` known and forgets expired ones. */
  advanceTo(slot: number): void {
    const oldest = Math.max(0, slot - this.validSlots);
    for (let s = Math.max(this.newest + 1, oldest); s <= slot; s++) {
      this.slots.set(this.timeline.blockhash(s), s);
    }
    this.newest = Math.max(this.newest, slot);
    // The map keeps insertion order, so the oldest hashes come first. Older banks within the
    // unfinalized window may still ask for slightly older hashes, hence the margin.
    for (const [hash, s] of this.slots) {
      if (s >= oldest - this.validSlots) {
        break;
      }
      this.slots.delete(hash);
    }
  }

  slotOf(hash: string): number | undefined {
    return this.slots.get(hash);
  }

  /** Whether a transaction with this blockhash can be processed at block height `height`. */
  isValidAt(hash: string, height: number): boolean {
    const slot = this.slots.get(hash);
    return slot !== undefined && slot <= height && height <= slot + this.validSlots;
  }

  lastValidBlockHeight(hashSlot: number): number {
    return hashSlot + this.validSlots;
  }
}
