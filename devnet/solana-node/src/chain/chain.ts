import { randomBytes } from 'node:crypto';
import { Accounts } from '../ledger/accounts.js';
import { History, type HistoryEntry } from '../ledger/history.js';
import { Journal, type Location } from '../ledger/journal.js';
import { fromDelta, type GenesisRecord, type JournalRecord, type TransactionRecord } from '../ledger/records.js';
import { accountKeys, loadAddresses, type LoadedAddresses } from './account-keys.js';
import type { AccountState } from './account.js';
import { RecentBlockhashes } from './blockhashes.js';
import { clockAccount } from './clock-sysvar.js';
import type { Commitment, CommitmentDepths } from './commitment.js';
import { recordOf } from './execution-record.js';
import { Faucet } from './faucet.js';
import { usesLookupTableProgram } from './fees.js';
import { CLOCK_SYSVAR, SYSTEM_PROGRAM } from './programs.js';
import { SLOTS_PER_EPOCH, Timeline } from './timeline.js';
import type { TransactionError } from './transaction-error.js';
import { hasValidSignatures, type DecodedTransaction } from './transaction.js';
import { VirtualMachine, type Simulation } from './virtual-machine.js';

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
const FAUCET_LAMPORTS = 500_000_000n * 1_000_000_000n;
const SLOT_HASHES = 512;

/** One chain: the SVM, its accounts and history at every commitment level, its slots and blockhashes. */
export class Chain {
  readonly accounts = new Accounts();
  readonly history = new History();
  readonly timeline: Timeline;
  readonly journal: Journal;
  readonly faucet: Faucet;
  readonly blockhashes: RecentBlockhashes;
  private readonly vm = new VirtualMachine();
  private readonly processed = new Map<string, number>(); // message hash → slot
  private readonly listeners: ChainListener[] = [];
  private openSlot: number;
  private slotMs: number;
  private markDue = true;

  constructor(private readonly options: ChainOptions) {
    this.slotMs = options.slotMs;
    for (const [address, state] of this.vm.genesisAccounts()) {
      this.accounts.restore(address, state);
    }
    const loaded: { timeline?: Timeline; faucet?: Faucet } = {};
    this.journal = Journal.open(options.stateFolder, (record, location) => {
      if (record.type === 'genesis') {
        Object.assign(loaded, this.applyGenesis(record));
      } else {
        this.applyRecord(record, location, loaded.timeline);
      }
    });
    if (loaded.timeline === undefined) {
      const genesis = newGenesis();
      this.journal.append(genesis);
      Object.assign(loaded, this.applyGenesis(genesis));
    }
    const { timeline, faucet } = loaded;
    if (timeline === undefined || faucet === undefined) {
      throw new Error('the journal does not begin with a genesis record');
    }
    this.timeline = timeline;
    this.faucet = faucet;
    this.loadIntoVm();
    const { depths, blockhashSlots } = options;
    const reserved = timeline.lastMark?.reservedTo ?? 0;
    // Everything that was accepted before is final now.
    this.openSlot = Math.max(reserved, this.history.lastSlot + 1) + depths.finalized;
    this.blockhashes = new RecentBlockhashes(timeline, blockhashSlots);
    this.advance(1);
  }

  /** The slot that transactions go into now. */
  get slot(): number {
    return this.openSlot;
  }

  get depths(): CommitmentDepths {
    return this.options.depths;
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
    return this.accounts.getAt(address, slot, this.openSlot);
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
    const { message } = transaction;
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
    if (usesLookupTableProgram(message)) {
      this.publishSlotHashes();
    }
    const keys = accountKeys(message, loaded);
    const payer = message.staticKeys[0] ?? '';
    const execution = this.vm.execute(transaction);
    if (execution.error !== null && this.vm.read(payer)?.lamports === this.accounts.get(payer)?.lamports) {
      return { landed: false, error: execution.error }; // no fee was taken: it never reached a block
    }
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
      before: (address) => this.accounts.get(address),
      after: (address) => (written.has(address) ? (written.get(address) ?? null) : this.accounts.get(address)),
    });
    return { landed: true, entry: this.land(record) };
  }

  /** Runs a transaction on the state of an older or the open slot and keeps nothing. */
  simulate(transaction: DecodedTransaction, request: SimulationRequest): Simulation {
    const { bankSlot } = request;
    const refused = this.refusal(transaction, bankSlot, request.checkBlockhash);
    const loaded = this.loaded(transaction, bankSlot);
    if (refused !== null || loaded === null) {
      return failedSimulation(refused ?? 'AddressLookupTableNotFound');
    }
    if (usesLookupTableProgram(transaction.message)) {
      this.publishSlotHashes();
    }
    const changed = this.accounts.changedAfter(bankSlot, this.openSlot);
    const overrides = accountKeys(transaction.message, loaded)
      .filter((key) => changed.has(key.address))
      .map((key) => [key.address, this.account(key.address, bankSlot)] as const);
    this.setClock(bankSlot);
    try {
      return this.vm.simulate(transaction, overrides);
    } finally {
      this.setClock(this.openSlot);
    }
  }

  loaded(transaction: DecodedTransaction, slot: number): LoadedAddresses | null {
    return loadAddresses(transaction.message, (address) => this.account(address, slot));
  }

  close(): void {
    this.journal.close();
  }

  private refusal(transaction: DecodedTransaction, bankSlot: number, checkBlockhash: boolean): TransactionError | null {
    const processedAt = this.processed.get(transaction.messageHash);
    if (processedAt !== undefined && processedAt <= bankSlot) {
      return 'AlreadyProcessed';
    }
    if (checkBlockhash && !this.blockhashes.isValidAt(transaction.message.recentBlockhash, bankSlot)) {
      return 'BlockhashNotFound';
    }
    return null;
  }

  private land(record: TransactionRecord): HistoryEntry {
    const location = this.journal.append(record);
    for (const delta of record.accounts) {
      this.accounts.put(delta[0], fromDelta(delta), record.slot);
    }
    const entry = this.index(record, location);
    this.history.remember(entry, record);
    for (const listener of this.listeners) {
      listener.transactionLanded(entry, record);
    }
    return entry;
  }

  private index(record: TransactionRecord, location: Location): HistoryEntry {
    const { signature, slot, error, memo } = record;
    this.processed.set(record.messageHash, slot);
    return this.history.add({ signature, slot, error, memo, price: BigInt(record.price), location }, record.keys);
  }

  private openNextSlot(): void {
    const next = this.openSlot + 1;
    const mark = this.timeline.lastMark;
    if (this.markDue || mark === undefined || next >= mark.reservedTo - RESERVED_SLOTS / 2) {
      this.markDue = false;
      this.writeMark(next);
    }
    this.openSlot = next;
    this.blockhashes.advanceTo(next);
    this.setClock(next);
    this.forgetExpired(next);
    for (const listener of this.listeners) {
      listener.slotOpened(next);
    }
    this.accounts.finalize(this.slotAt('finalized'));
  }

  private writeMark(slot: number): void {
    const last = this.timeline.lastMark;
    const unixMs = Math.max(Date.now(), last === undefined ? 0 : this.timeline.unixMs(slot));
    const mark = { slot, unixMs, slotMs: this.slotMs, reservedTo: slot + RESERVED_SLOTS };
    this.journal.append({ type: 'mark', ...mark });
    this.timeline.add(mark);
  }

  /** Message hashes whose blockhash has expired need no duplicate check any more. */
  private forgetExpired(slot: number): void {
    const oldest = slot - 2 * this.blockhashes.validSlots;
    for (const [hash, processedAt] of this.processed) {
      if (processedAt >= oldest) {
        break;
      }
      this.processed.delete(hash);
    }
  }

  private setClock(slot: number): void {
    this.vm.setClock(slot, this.timeline.blockTime(slot), Math.floor(slot / SLOTS_PER_EPOCH));
  }

  private publishSlotHashes(): void {
    const count = Math.min(SLOT_HASHES, this.openSlot);
    const slots = Array.from({ length: count }, (_, i) => this.openSlot - 1 - i);
    this.vm.setSlotHashes(slots.map((slot) => ({ slot, hash: this.timeline.blockhash(slot) })));
  }

  private applyGenesis(record: GenesisRecord): { timeline: Timeline; faucet: Faucet } {
    for (const delta of record.accounts) {
      this.accounts.restore(delta[0], fromDelta(delta));
    }
    return { timeline: new Timeline(record.seedHex), faucet: new Faucet(record.faucetKey) };
  }

  private applyRecord(record: JournalRecord, location: Location, timeline: Timeline | undefined): void {
    if (timeline === undefined || record.type === 'genesis') {
      throw new Error('the journal does not begin with one genesis record');
    }
    if (record.type === 'mark') {
      timeline.add(record);
      return;
    }
    for (const delta of record.accounts) {
      this.accounts.restore(delta[0], fromDelta(delta));
    }
    this.index(record, location);
  }

  private loadIntoVm(): void {
    const builtin = new Set([...this.vm.genesisAccounts()].map(([address]) => address));
    for (const [address, state] of this.accounts.entries()) {
      if (!builtin.has(address)) {
        this.vm.write(address, state);
      }
    }
  }
}

function newGenesis(): GenesisRecord {
  const faucetKey = Faucet.newKey();
  const faucet: AccountState = {
    lamports: FAUCET_LAMPORTS,
    owner: SYSTEM_PROGRAM,
    data: new Uint8Array(),
    executable: false,
  };
  const { address } = new Faucet(faucetKey);
  return {
    type: 'genesis',
    version: 1,
    seedHex: randomBytes(32).toString('hex'),
    faucetKey,
    accounts: [[address, faucet.lamports.toString(), faucet.owner, 0, '']],
  };
}

function failedSimulation(error: TransactionError): Simulation {
  return { error, logs: [], inner: [], computeUnits: 0, returnData: null, postAccounts: new Map() };
}
