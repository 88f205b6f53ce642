import type { LoadedAddresses } from '../chain/account-keys.js';
import type { AccountState } from '../chain/account.js';
import type { Mark } from '../chain/timeline.js';
import type { TransactionError } from '../chain/transaction-error.js';
import type { InnerInstructions } from '../chain/virtual-machine.js';

/** First record of a journal: what makes this chain this chain. Secret key of the faucet: PKCS#8, base64. */
export interface GenesisRecord {
  readonly type: 'genesis';
  readonly version: 1;
  readonly seedHex: string;
  readonly faucetKey: string;
  readonly accounts: readonly AccountDelta[];
}

export interface MarkRecord extends Mark {
  readonly type: 'mark';
}

export interface TokenBalance {
  readonly accountIndex: number;
  readonly mint: string;
  readonly owner: string;
  readonly programId: string;
  readonly amount: string;
  readonly decimals: number;
  readonly multiplier?: number;
}

/** [address, lamports, owner, executable, data in base64]; lamports "0" means the account is gone. */
export type AccountDelta = readonly [string, string, string, 0 | 1, string];

/** A transaction that landed in a block, with everything it did. Lamports are decimal strings. */
export interface TransactionRecord {
  readonly type: 'transaction';
  readonly slot: number;
  readonly signature: string;
  readonly messageHash: string;
  readonly memo: string | null;
  readonly price: string; // micro-lamports per compute unit
  readonly keys: readonly string[]; // every account that the transaction names
  readonly wire: string; // base64
  readonly error: TransactionError | null;
  readonly fee: string;
  readonly computeUnits: number;
  readonly logs: readonly string[];
  readonly inner: readonly InnerInstructions[];
  readonly returnData: { readonly programId: string; readonly data: string } | null;
  readonly loaded: LoadedAddresses;
  readonly preBalances: readonly string[];
  readonly postBalances: readonly string[];
  readonly preTokenBalances: readonly TokenBalance[];
  readonly postTokenBalances: readonly TokenBalance[];
  readonly accounts: readonly AccountDelta[];
}

export type JournalRecord = GenesisRecord | MarkRecord | TransactionRecord;

export function toDelta(address: string, state: AccountState | null): AccountDelta {
  if (state === null) {
    return [address, '0', '', 0, ''];
  }
  const data = Buffer.from(state.data).toString('base64');
  return [address, state.lamports.toString(), state.owner, state.executable ? 1 : 0, data];
}

export function fromDelta(delta: AccountDelta): AccountState | null {
  const [, lamports, owner, executable, data] = delta;
  if (lamports === '0') {
    return null;
  }
  return {
    lamports: BigInt(lamports),
    owner,
    data: new Uint8Array(Buffer.from(data, 'base64')),
    executable: executable === 1,
  };
}
