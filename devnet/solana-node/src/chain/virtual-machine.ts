import { address, lamports } from '@solana/kit';
import { FailedTransactionMetadata, LiteSVM, SlotHash, TransactionMetadata } from 'litesvm';
import { toBase58 } from '../codec/base58.js';
import type { AccountState } from './account.js';
import { GENESIS_OWNERS } from './programs.js';
import { transactionErrorOf, type TransactionError } from './transaction-error.js';
import type { DecodedTransaction } from './transaction.js';

export interface InnerInstruction {
  readonly programIdIndex: number;
  readonly accounts: readonly number[];
  readonly data: string; // base-58
  readonly stackHeight: number;
}

export interface InnerInstructions {
  readonly index: number;
  readonly instructions: readonly InnerInstruction[];
}

/** What the SVM says about one run of a transaction. */
export interface Execution {
  readonly error: TransactionError | null;
  readonly logs: readonly string[];
  readonly inner: readonly InnerInstructions[];
  readonly computeUnits: number;
  readonly returnData: { readonly programId: string; readonly data: string } | null;
}

export interface Simulation extends Execution {
  /** State after the run of the accounts it touched; empty when it failed. */
  readonly postAccounts: ReadonlyMap<string, AccountState>;
}

export type AccountOverride = readonly [address: string, state: AccountState | null];

/** The SVM without history: blockhashes, duplicates and slots are the chain's business. */
export class VirtualMachine {
  private readonly svm = new LiteSVM().withBlockhashCheck(false).withTransactionHistory(0n);

  /** Programs, sysvars, features: all that exists before the first transaction. */
  *genesisAccounts(): Generator<[string, AccountState]> {
    for (const owner of GENESIS_OWNERS) {
      for (const account of this.svm.getProgramAccounts(address(owner))) {
        yield [
          account.address,
          { lamports: account.lamports, owner, data: account.data as Uint8Array, executable: account.executable },
        ];
      }
    }
  }

  read(key: string): AccountState | null {
    const account = this.svm.getAccount(address(key));
    if (!account.exists || account.lamports === 0n) {
      return null;
    }
    return {
      lamports: account.lamports,
      owner: account.programAddress,
      data: account.data as Uint8Array,
      executable: account.executable,
    };
  }

  /** Overwrites an account; null removes it. */
  write(key: string, state: AccountState | null): void {
    this.svm.setAccount({
      address: address(key),
      lamports: lamports(state?.lamports ?? 0n),
      data: state?.data ?? new Uint8Array(),
      executable: state?.executable ?? false,
      programAddress: address(state?.owner ?? '11111111111111111111111111111111'),
      space: BigInt(state?.data.length ?? 0),
    });
  }

  /** Sets the Clock sysvar. `unixSeconds` is the block time of the slot. */
  setClock(slot: number, unixSeconds: number, epoch: number): void {
    const clock = this.svm.getClock();
    clock.slot = BigInt(slot);
    clock.unixTimestamp = BigInt(unixSeconds);
    clock.epoch = BigInt(epoch);
    clock.leaderScheduleEpoch = BigInt(epoch + 1);
    this.svm.setClock(clock);
  }

  /** Newest first, as the SlotHashes sysvar wants it. */
  setSlotHashes(hashes: readonly { slot: number; hash: string }[]): void {
    const template = this.svm.getSlotHashes()[0];
    if (template === undefined) {
      throw new Error('LiteSVM has no SlotHashes sysvar');
    }
    const entries = hashes.map(({ slot, hash }) => ({ slot: BigInt(slot), hash }));
    this.svm.setSlotHashes(entries as unknown as SlotHash[]);
  }

  /** Runs a transaction and keeps its effects (on failure, the fee only). Signatures must be verified before. */
  execute(transaction: DecodedTransaction): Execution {
    this.svm.withSigverify(false);
    return executionOf(this.svm.sendTransaction(transaction.kitTransaction));
  }

  /** Runs a transaction on the state with the overrides in place, and keeps nothing. */
  simulate(transaction: DecodedTransaction, overrides: readonly AccountOverride[]): Simulation {
    this.svm.withSigverify(false);
    const originals = overrides.map(([key]) => [key, this.read(key)] as const);
    for (const [key, state] of overrides) {
      this.write(key, state);
    }
    try {
      return simulationOf(this.svm.simulateTransaction(transaction.kitTransaction));
    } finally {
      for (const [key, state] of originals) {
        this.write(key, state);
      }
    }
  }
}

function simulationOf(result: ReturnType<LiteSVM['simulateTransaction']>): Simulation {
  const postAccounts = new Map<string, AccountState>();
  if (result instanceof FailedTransactionMetadata) {
    return { ...executionOf(result), postAccounts };
  }
  for (const account of result.postAccounts()) {
    postAccounts.set(account.address, {
      lamports: account.lamports,
      owner: account.programAddress,
      data: account.data as Uint8Array,
      executable: account.executable,
    });
  }
  return { ...executionOf(result.meta()), postAccounts };
}

function executionOf(result: TransactionMetadata | FailedTransactionMetadata): Execution {
  const failed = result instanceof FailedTransactionMetadata;
  const meta = failed ? result.meta() : result;
  const returned = meta.returnData();
  const inner = meta.innerInstructions().map((instructions, index) => ({
    index,
    instructions: instructions.map((one) => ({
      programIdIndex: one.instruction().programIdIndex(),
      accounts: [...one.instruction().accounts()],
      data: toBase58(one.instruction().data()),
      stackHeight: one.stackHeight(),
    })),
  }));
  return {
    error: failed ? transactionErrorOf(result) : null,
    logs: meta.logs(),
    inner: inner.filter((entry) => entry.instructions.length > 0),
    computeUnits: Number(meta.computeUnitsConsumed()),
    returnData:
      returned.data().length === 0
        ? null
        : { programId: toBase58(returned.programId()), data: Buffer.from(returned.data()).toString('base64') },
  };
}
