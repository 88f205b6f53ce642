import type { AccountDelta, TransactionRecord } from '../ledger/records.js';
import { toDelta } from '../ledger/records.js';
import { tokenBalances } from '../token/balances.js';
import type { AccountKey, LoadedAddresses } from './account-keys.js';
import { sameAccount, type AccountState } from './account.js';
import { computeUnitPrice, feeOf } from './fees.js';
import { memoSummary } from './memo.js';
import type { DecodedTransaction } from './transaction.js';
import type { Execution } from './virtual-machine.js';

export interface Landing {
  readonly transaction: DecodedTransaction;
  readonly execution: Execution;
  readonly slot: number;
  readonly unixSeconds: number;
  readonly keys: readonly AccountKey[];
  readonly loaded: LoadedAddresses;
  /** Accounts before the transaction, mints that it only refers to included. */
  readonly before: (address: string) => AccountState | null;
  /** Accounts after it. */
  readonly after: (address: string) => AccountState | null;
}

/** Everything about a landed transaction that the journal keeps. */
export function recordOf(landing: Landing): TransactionRecord {
  const { transaction, execution, keys, before, after, unixSeconds } = landing;
  const { message } = transaction;
  return {
    type: 'transaction',
    slot: landing.slot,
    signature: transaction.signature,
    messageHash: transaction.messageHash,
    memo: memoSummary(message),
    price: computeUnitPrice(message).toString(),
    keys: keys.map((key) => key.address),
    wire: Buffer.from(transaction.wire).toString('base64'),
    error: execution.error,
    fee: feeOf(message).toString(),
    computeUnits: execution.computeUnits,
    logs: execution.logs,
    inner: execution.inner,
    returnData: execution.returnData,
    loaded: landing.loaded,
    preBalances: keys.map(({ address }) => (before(address)?.lamports ?? 0n).toString()),
    postBalances: keys.map(({ address }) => (after(address)?.lamports ?? 0n).toString()),
    preTokenBalances: tokenBalances(keys, before, unixSeconds),
    postTokenBalances: tokenBalances(keys, after, unixSeconds),
    accounts: changes(landing),
  };
}

function changes({ keys, before, after }: Landing): AccountDelta[] {
  return keys
    .filter(({ address, writable }) => writable && !sameAccount(before(address), after(address)))
    .map(({ address }) => toDelta(address, after(address)));
}
