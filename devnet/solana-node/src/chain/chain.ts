import type { HistoryEntry } from '../ledger/history.js';
import { Ledger } from '../ledger/ledger.js';
import type { TransactionRecord } from '../ledger/records.js';
import { accountKeys, type AccountKey, loadAddresses, type LoadedAddresses } from './account-keys.js';
import type { AccountState } from './account.js';
import { RecentBlockhashes } from './blockhashes.js';
import { clockAccount } from './clock-sysvar.js';
import type { Commitment, CommitmentDepths } from './commitment.js';
import { recordOf } from './execution-record.js';
import { usesLookupTableProgram } from './fees.js';
import { CLOCK_SYSVAR } from './programs.js';
import { SLOTS_PER_EPOCH, type Timeline } from './timeline.js';
import type { TransactionError } from './transaction-error.js';
import { hasValidSignatures, type DecodedTransaction } from './transaction.js';
import { VirtualMachine, type Execution, type Simulation } from './virtual-machine.js';

export interface ChainOptions {
  readonly stateFolder: string;
  readonly slotMs: number;
  readonly depths: CommitmentDepths;
  /** Slots for which a blockhash stays valid. */
  readonly blockhashSlots: number;
}

export interface ChainListener {
  transactionLanded(entry: HistoryEntry, record: TransactionRecord): void;
  /** The slot is open now; the one before it is closed. */
  slotOpened(slot: number): void;
}

export type Submission =
  | { readonly landed: true; readonly entry: HistoryEntry }
  | { readonly landed: false; readonly error: TransactionError };

export interface SimulationRequest {
  readonly bankSlot: number;
  readonly checkBlockhash: boolean;
}

// Slots are reserved in the journal before they are shown, so that a restart never goes back.
const RESERVED_SLOTS = 64;
const SLOT_HASHES = 512;

/** One chain: the SVM, its accounts and history at every commitment level, its slots and blockhashes. */
export class Chain {
  readonly ledger: Ledger;
  readonly blockhashes: RecentBlockhashes;
  private readonly vm = new VirtualMachine();
  private readonly listeners: ChainListener[] = [];
  private openSlot: number;
  private slotMs: number;
  private markDue = true;

  constructor(private readonly options: ChainOptions) {
    this.slotMs = options.slotMs;
    const builtin = new Map(this.vm.genesisAccounts());
    this.ledger = new Ledger(options.stateFolder, builtin);
    this.loadIntoVm(builtin);
    const reserved = this.timeline.lastMark?.reservedTo ?? 0;
    // Everything that was accepted before is final now.
    this.openSlot = Math.max(reserved, this.history.lastSlot + 1) + options.depths.finalized;
    this.blockhashes = new RecentBlockhashes(this.timeline, options.blockhashSlots);
    this.advance(1);
  }

  /** The slot that transactions go into now. */
  get slot(): number {
    return this.openSlot;
  }

  get timeline(): Timeline {
    return this.ledger.timeline;
  }

  get history() {
    return this.ledger.history;
  }

  slotAt(commitment: Commitment): number {
    switch (commitment) {
      case 'processed':
        return this.openSlot;
      case 'confirmed':
        return this.openSlot - this.options.depths.confirmed;
      case 'finalized':
        return this.openSlot - this.options.depths.finalized;
    }
  }

  commitmentOf(slot: number): Commitment {
    if (slot <= this.slotAt('finalized')) {
      return 'finalized';
    }
    return slot <= this.slotAt('confirmed') ? 'confirmed' : 'processed';
  }

  account(address: string, slot: number): AccountState | null {
    if (address === CLOCK_SYSVAR) {
      return clockAccount(slot, this.timeline.blockTime(slot));
    }
    return this.ledger.accounts.getAt(address, slot, this.openSlot);
  }

  /** All accounts at a slot of the unfinalized window that satisfy the filter. */
  accountsWhere(slot: number, accepts: (state: AccountState) => boolean): Iterable<readonly [string, AccountState]> {
    return this.ledger.accounts.selectAt(slot, this.openSlot, accepts);
  }

  listen(listener: ChainListener): void {
    this.listeners.push(listener);
  }

  /** Closes `count` slots. With `inNoTime` they take no time on the chain's clock. */
  advance(count: number, inNoTime = false): void {
    if (inNoTime) {
      this.slotMs = 0;
      this.markDue = true;
    }
    for (let i = 0; i < count; i++) {
      this.openNextSlot();
    }
    if (inNoTime) {
      this.slotMs = this.options.slotMs;
      this.markDue = true;
    }
  }

  /** Executes a transaction in the open slot, or says why it cannot be in any block. */
  submit(transaction: DecodedTransaction): Submission {
    const refused = this.refusal(transaction, this.openSlot, true);
    if (refused !== null) {
      return { landed: false, error: refused };
    }
    if (!hasValidSignatures(transaction)) {
      return { landed: false, error: 'SignatureFailure' };
    }
    const loaded = this.loaded(transaction, this.openSlot);
    if (loaded === null) {
      return { landed: false, error: 'AddressLookupTableNotFound' };
    }
    this.prepareSysvars(transaction);
    const payer = transaction.message.staticKeys[0] ?? '';
    const execution = this.vm.execute(transaction);
    const balanceBefore = this.ledger.accounts.get(payer)?.lamports;
    if (execution.error !== null && this.vm.read(payer)?.lamports === balanceBefore) {
      return { landed: false, error: execution.error }; // no fee was taken: it never reached a block
    }
    const entry = this.land(transaction, execution, accountKeys(transaction.message, loaded), loaded);
    return { landed: true, entry };
  }

  /** Runs a transaction on the state of an older or the open slot and keeps nothing. */
  simulate(transaction: DecodedTransaction, request: SimulationRequest): Simulation {
    const { bankSlot } = request;
    const refused = this.refusal(transaction, bankSlot, request.checkBlockhash);
    const loaded = this.loaded(transaction, bankSlot);
    if (refused !== null || loaded === null) {
      return failedSimulation(refused ?? 'AddressLookupTableNotFound');
    }
    this.prepareSysvars(transaction);
    const changed = this.ledger.accounts.changedAfter(bankSlot, this.openSlot);
    const { lookups } = transaction.message;
    const named = accountKeys(transaction.message, loaded).map((key) => key.address);
    const overrides = [...named, ...lookups.map((lookup) => lookup.accountKey)]
      .filter((address) => changed.has(address))
      .map((address) => [address, this.account(address, bankSlot)] as const);
    this.setClock(bankSlot);
    try {
      return this.vm.simulate(transaction, overrides);
    } finally {
      this.setClock(this.openSlot);
    }
  }

  /** The addresses that a transaction takes from lookup tables; null when one is not there. */
  loaded(transaction: DecodedTransaction, slot: number): LoadedAddresses | null {
    return loadAddresses(transaction.message, (address) => this.account(address, slot));
  }

  /** Fulfilled when everything that was accepted is on the disk. */
  flushed(): Promise<void> {
    return this.ledger.journal.flushed();
  }

  close(): void {
    this.ledger.journal.close();
  }

  /** Gives the SVM the stored accounts; programs last, because they refer to accounts that hold their code. */
  private loadIntoVm(builtin: ReadonlyMap<string, AccountState>): void {
    const stored = [...this.ledger.accounts.entries()].filter(([address, state]) => builtin.get(address) !== state);
    for (const executable of [false, true]) {
      for (const [address, state] of stored) {
        if (state.executable === executable) {
          this.vm.write(address, state);
        }
      }
    }
  }

  private refusal(transaction: DecodedTransaction, bankSlot: number, checkBlockhash: boolean): TransactionError | null {
    const processedAt = this.ledger.processedAt(transaction.messageHash);
    if (processedAt !== undefined && processedAt <= bankSlot) {
      return 'AlreadyProcessed';
    }
    if (checkBlockhash && !this.blockhashes.isValidAt(transaction.message.recentBlockhash, bankSlot)) {
      return 'BlockhashNotFound';
    }
    return null;
  }

  private land(
    transaction: DecodedTransaction,
    execution: Execution,
    keys: readonly AccountKey[],
    loaded: LoadedAddresses,
  ): HistoryEntry {
    const { accounts } = this.ledger;
    const written = new Map<string, AccountState | null>();
    for (const { address, writable } of keys) {
      if (writable) {
        written.set(address, this.vm.read(address));
      }
    }
    const record = recordOf({
      transaction,
      execution,
      slot: this.openSlot,
      unixSeconds: this.timeline.blockTime(this.openSlot),
      keys,
      loaded,
      before: (address) => accounts.get(address),
      after: (address) => (written.has(address) ? (written.get(address) ?? null) : accounts.get(address)),
    });
    const entry = this.ledger.add(record);
    for (const listener of this.listeners) {
      listener.transactionLanded(entry, record);
    }
    return entry;
  }

  private openNextSlot(): void {
    const next = this.openSlot + 1;
    const mark = this.timeline.lastMark;
    if (this.markDue || mark === undefined || next >= mark.reservedTo - RESERVED_SLOTS / 2) {
      this.markDue = false;
      const unixMs = Math.max(Date.now(), mark === undefined ? 0 : this.timeline.unixMs(next));
      this.ledger.addMark({ slot: next, unixMs, slotMs: this.slotMs, reservedTo: next + RESERVED_SLOTS });
    }
    this.openSlot = next;
    this.blockhashes.advanceTo(next);
    this.setClock(next);
    this.ledger.forgetMessagesBefore(next - 2 * this.blockhashes.validSlots);
    for (const listener of this.listeners) {
      listener.slotOpened(next);
    }
    this.ledger.accounts.finalize(this.slotAt('finalized'));
  }

  private setClock(slot: number): void {
    this.vm.setClock(slot, this.timeline.blockTime(slot), Math.floor(slot / SLOTS_PER_EPOCH));
  }

  /** SlotHashes is dear to write and read by one program only, so it is brought up to date for that one. */
  private prepareSysvars(transaction: DecodedTransaction): void {
    if (usesLookupTableProgram(transaction.message)) {
      const count = Math.min(SLOT_HASHES, this.openSlot);
      const slots = Array.from({ length: count }, (_, i) => this.openSlot - 1 - i);
      this.vm.setSlotHashes(slots.map((slot) => ({ slot, hash: this.timeline.blockhash(slot) })));
    }
  }
}

function failedSimulation(error: TransactionError): Simulation {
  return { error, logs: [], inner: [], computeUnits: 0, returnData: null, postAccounts: new Map() };
}
