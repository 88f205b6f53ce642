import { randomBytes } from 'node:crypto';
import type { AccountState } from '../chain/account.js';
import { Faucet } from '../chain/faucet.js';
import { SYSTEM_PROGRAM } from '../chain/programs.js';
import { type Mark, Timeline } from '../chain/timeline.js';
import { Accounts } from './accounts.js';
import { History, type HistoryEntry } from './history.js';
import { Journal, type Location } from './journal.js';
import { fromDelta, type GenesisRecord, type JournalRecord, type TransactionRecord } from './records.js';

const FAUCET_LAMPORTS = 500_000_000n * 1_000_000_000n;

interface Genesis {
  readonly timeline: Timeline;
  readonly faucet: Faucet;
}

/** What the journal says: accounts, history and time marks, kept in memory and appended to together. */
export class Ledger {
  readonly accounts = new Accounts();
  readonly history = new History();
  readonly journal: Journal;
  readonly timeline: Timeline;
  readonly faucet: Faucet;
  private readonly processed = new Map<string, number>(); // message hash → slot, oldest first

  /**
   * Opens the ledger of a state folder, or begins one.
   * @param builtin the accounts that exist in every chain before its first transaction
   */
  constructor(folder: string, builtin: Iterable<readonly [string, AccountState]>) {
    for (const [address, state] of builtin) {
      this.accounts.restore(address, state);
    }
    let genesis: Genesis | null = null;
    this.journal = Journal.open(folder, (record, location) => {
      genesis = this.replay(record, location, genesis);
    });
    const { timeline, faucet } = genesis ?? this.begin();
    this.timeline = timeline;
    this.faucet = faucet;
  }

  /** The slot that a message was processed in; undefined when it was not, or so long ago that it has expired. */
  processedAt(messageHash: string): number | undefined {
    return this.processed.get(messageHash);
  }

  /** Keeps a transaction that landed: in the journal first, then in memory. */
  add(record: TransactionRecord): HistoryEntry {
    const location = this.journal.append(record);
    for (const delta of record.accounts) {
      this.accounts.put(delta[0], fromDelta(delta), record.slot);
    }
    const entry = this.index(record, location);
    this.history.remember(entry, record);
    return entry;
  }

  addMark(mark: Mark): void {
    this.journal.append({ type: 'mark', ...mark });
    this.timeline.add(mark);
  }

  /** The whole record of a landed transaction. */
  record(entry: HistoryEntry): TransactionRecord {
    return this.history.record(entry, this.journal);
  }

  /** Message hashes of older slots need no duplicate check any more: their blockhashes have expired. */
  forgetMessagesBefore(slot: number): void {
    for (const [hash, processedAt] of this.processed) {
      if (processedAt >= slot) {
        break;
      }
      this.processed.delete(hash);
    }
  }

  private begin(): Genesis {
    const genesis = newGenesis();
    this.journal.append(genesis);
    return this.applyGenesis(genesis);
  }

  private replay(record: JournalRecord, location: Location, genesis: Genesis | null): Genesis {
    if (record.type === 'genesis') {
      return this.applyGenesis(record);
    }
    if (genesis === null) {
      throw new Error('the journal does not begin with a genesis record');
    }
    if (record.type === 'mark') {
      genesis.timeline.add(record);
    } else {
      for (const delta of record.accounts) {
        this.accounts.restore(delta[0], fromDelta(delta));
      }
      this.index(record, location);
    }
    return genesis;
  }

  private applyGenesis(record: GenesisRecord): Genesis {
    if (record.version !== 1) {
      throw new Error(`the journal has version ${String(record.version)}, this program reads version 1`);
    }
    for (const delta of record.accounts) {
      this.accounts.restore(delta[0], fromDelta(delta));
    }
    return { timeline: new Timeline(record.seedHex), faucet: new Faucet(record.faucetKey) };
  }

  private index(record: TransactionRecord, location: Location): HistoryEntry {
    const { signature, slot, error, memo } = record;
    this.processed.set(record.messageHash, slot);
    return this.history.add({ signature, slot, error, memo, price: BigInt(record.price), location }, record.keys);
  }
}

function newGenesis(): GenesisRecord {
  const faucetKey = Faucet.newKey();
  const { address } = new Faucet(faucetKey);
  return {
    type: 'genesis',
    version: 1,
    seedHex: randomBytes(32).toString('hex'),
    faucetKey,
    accounts: [[address, FAUCET_LAMPORTS.toString(), SYSTEM_PROGRAM, 0, '']],
  };
}
