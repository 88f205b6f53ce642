import { toBase58 } from '../codec/base58.js';
import type { AccountState } from '../chain/account.js';
import { isTokenProgram } from '../chain/programs.js';

/** Sizes and account-type bytes of SPL Token and Token-2022 accounts. */
export const MINT_BYTES = 82;
export const TOKEN_ACCOUNT_BYTES = 165;
export const MULTISIG_BYTES = 355;
const ACCOUNT_TYPE_MINT = 1;
const ACCOUNT_TYPE_ACCOUNT = 2;
const SCALED_UI_AMOUNT = 25;

export type TokenAccountKind = 'mint' | 'account' | 'multisig';

/** What a token program's account is; null when it is none or not initialized. */
export function tokenKind(state: AccountState): TokenAccountKind | null {
  const { data } = state;
  if (!isTokenProgram(state.owner)) {
    return null;
  }
  if (data.length === MULTISIG_BYTES) {
    return data[2] === 1 ? 'multisig' : null;
  }
  if (data.length === MINT_BYTES) {
    return data[45] === 1 ? 'mint' : null;
  }
  if (data.length === TOKEN_ACCOUNT_BYTES) {
    return data[108] === 0 ? null : 'account';
  }
  if (data.length > TOKEN_ACCOUNT_BYTES) {
    if (data[TOKEN_ACCOUNT_BYTES] === ACCOUNT_TYPE_MINT) {
      return data[45] === 1 ? 'mint' : null;
    }
    return data[TOKEN_ACCOUNT_BYTES] === ACCOUNT_TYPE_ACCOUNT && data[108] !== 0 ? 'account' : null;
  }
  return null;
}

export function mintOf(state: AccountState): string {
  return toBase58(state.data.subarray(0, 32));
}

export function ownerOf(state: AccountState): string {
  return toBase58(state.data.subarray(32, 64));
}

export function amountOf(state: AccountState): bigint {
  return Buffer.from(state.data).readBigUInt64LE(64);
}

export function supplyOf(mint: AccountState): bigint {
  return Buffer.from(mint.data).readBigUInt64LE(36);
}

export function decimalsOf(mint: AccountState): number {
  return mint.data[44] ?? 0;
}

export interface Extension {
  readonly type: number;
  readonly value: Buffer;
}

/** The type-length-value entries behind a Token-2022 mint or account. */
export function* extensions(state: AccountState): Generator<Extension> {
  const data = Buffer.from(state.data);
  let offset = TOKEN_ACCOUNT_BYTES + 1;
  while (offset + 4 <= data.length) {
    const type = data.readUInt16LE(offset);
    const length = data.readUInt16LE(offset + 2);
    if (type === 0 || offset + 4 + length > data.length) {
      return;
    }
    yield { type, value: data.subarray(offset + 4, offset + 4 + length) };
    offset += 4 + length;
  }
}

/** The ScaledUiAmount multiplier of a mint in force at a time; undefined when it has none. */
export function multiplierOf(mint: AccountState, unixSeconds: number): number | undefined {
  if (mint.data.length <= TOKEN_ACCOUNT_BYTES) {
    return undefined;
  }
  for (const { type, value } of extensions(mint)) {
    if (type === SCALED_UI_AMOUNT && value.length >= 56) {
      const effective = Number(value.readBigInt64LE(40));
      return unixSeconds >= effective ? value.readDoubleLE(48) : value.readDoubleLE(32);
    }
  }
  return undefined;
}
