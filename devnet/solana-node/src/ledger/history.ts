import type { TransactionError } from '../chain/transaction-error.js';
import type { Journal, Location } from './journal.js';
import type { TransactionRecord } from './records.js';

/** What is kept in memory of a landed transaction; the rest is read from the journal. */
export interface HistoryEntry {
  readonly signature: string;
  readonly slot: number;
  readonly indexInSlot: number;
  readonly error: TransactionError | null;
  readonly memo: string | null;
  readonly price: bigint; // micro-lamports per compute unit
  readonly location: Location;
}

const CACHED_RECORDS = 256;

/** Landed transactions by signature, slot and account. */
export class History {
  private readonly bySignature = new Map<string, HistoryEntry>();
  private readonly bySlot = new Map<number, HistoryEntry[]>();
  private readonly byAddress = new Map<string, HistoryEntry[]>();
  private readonly cache = new Map<HistoryEntry, TransactionRecord>();
  private newestSlot = 0;

  get count(): number {
    return this.bySignature.size;
  }

  /** The newest slot that holds a transaction. */
  get lastSlot(): number {
    return this.newestSlot;
  }

  add(entry: Omit<HistoryEntry, 'indexInSlot'>, addresses: Iterable<string>): HistoryEntry {
    const slotEntries = listAt(this.bySlot, entry.slot);
    const added = { ...entry, indexInSlot: slotEntries.length };
    slotEntries.push(added);
    this.bySignature.set(added.signature, added);
    for (const address of new Set(addresses)) {
      listAt(this.byAddress, address).push(added);
    }
    this.newestSlot = Math.max(this.newestSlot, entry.slot);
    return added;
  }

  find(signature: string): HistoryEntry | undefined {
    return this.bySignature.get(signature);
  }

  inSlot(slot: number): readonly HistoryEntry[] {
    return this.bySlot.get(slot) ?? [];
  }

  /** Transactions that name the address, oldest first. */
  ofAddress(address: string): readonly HistoryEntry[] {
    return this.byAddress.get(address) ?? [];
  }

  /** The whole record, from the journal or from a small cache. */
  record(entry: HistoryEntry, journal: Journal): TransactionRecord {
    const cached = this.cache.get(entry);
    if (cached !== undefined) {
      return cached;
    }
    const record = journal.read(entry.location);
    if (record.type !== 'transaction') {
      throw new Error(`the journal holds a ${record.type} where transaction ${entry.signature} should be`);
    }
    this.remember(entry, record);
    return record;
  }

  remember(entry: HistoryEntry, record: TransactionRecord): void {
    this.cache.set(entry, record);
    if (this.cache.size > CACHED_RECORDS) {
      const [oldest] = this.cache.keys();
      if (oldest !== undefined) {
        this.cache.delete(oldest);
      }
    }
  }
}

function listAt<K>(map: Map<K, HistoryEntry[]>, key: K): HistoryEntry[] {
  let list = map.get(key);
  if (list === undefined) {
    list = [];
    map.set(key, list);
  }
  return list;
}
