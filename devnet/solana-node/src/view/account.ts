import type { AccountState } from '../chain/account.js';
import { toBase58 } from '../codec/base58.js';
import { zstdFrame } from '../codec/zstd.js';
import { INVALID_REQUEST, invalidParams, RpcError } from '../rpc/errors.js';
import type { Config } from '../rpc/params.js';
import { parseAccount } from './parse-account.js';

export const ACCOUNT_ENCODINGS = ['binary', 'base58', 'base64', 'base64+zstd', 'jsonParsed'] as const;
export type AccountEncoding = (typeof ACCOUNT_ENCODINGS)[number];

export interface DataSlice {
  readonly offset: number;
  readonly length: number;
}

/** How a client wants accounts written. */
export interface AccountFormat {
  readonly encoding: AccountEncoding;
  readonly slice: DataSlice | undefined;
}

const RENT_EPOCH = 18_446_744_073_709_551_615n; // rent-exempt accounts carry u64::MAX
const MAX_BASE58_BYTES = 128;

export function accountFormat(config: Config, fallback: AccountEncoding): AccountFormat {
  const encoding = config.choice('encoding', ACCOUNT_ENCODINGS) ?? fallback;
  const slice = config.object('dataSlice');
  if (slice === undefined) {
    return { encoding, slice: undefined };
  }
  const offset = slice.unsigned('offset');
  const length = slice.unsigned('length');
  if (offset === undefined || length === undefined) {
    throw invalidParams('Invalid params: `dataSlice` needs `offset` and `length`.');
  }
  return { encoding, slice: { offset, length } };
}

/**
 * An account in the shape of getAccountInfo.
 * @param readMint finds the mint that a token account's amount is counted in
 */
export function accountView(
  address: string,
  state: AccountState,
  format: AccountFormat,
  unixSeconds: number,
  readMint: (address: string) => AccountState | null,
): unknown {
  const view = {
    executable: state.executable,
    lamports: state.lamports,
    owner: state.owner,
    rentEpoch: RENT_EPOCH,
    space: state.data.length,
  };
  if (format.encoding === 'jsonParsed') {
    const parsed = parseAccount(address, state, unixSeconds, readMint);
    if (parsed !== null) {
      return { data: { ...parsed, space: state.data.length }, ...view };
    }
  }
  return { data: encodedData(sliced(state.data, format.slice), format.encoding), ...view };
}

function sliced(data: Uint8Array, slice: DataSlice | undefined): Uint8Array {
  return slice === undefined ? data : data.subarray(slice.offset, slice.offset + slice.length);
}

function encodedData(data: Uint8Array, encoding: AccountEncoding): unknown {
  switch (encoding) {
    case 'binary':
      return base58(data);
    case 'base58':
      return [base58(data), 'base58'];
    case 'base64':
    case 'jsonParsed': // not of a program that is parsed: a real node falls back too
      return [Buffer.from(data).toString('base64'), 'base64'];
    case 'base64+zstd':
      return [zstdFrame(data).toString('base64'), 'base64+zstd'];
  }
}

function base58(data: Uint8Array): string {
  if (data.length > MAX_BASE58_BYTES) {
    throw new RpcError(
      INVALID_REQUEST,
      'Encoded binary (base 58) data should be less than 128 bytes, please use Base64 encoding.',
    );
  }
  return toBase58(data);
}
