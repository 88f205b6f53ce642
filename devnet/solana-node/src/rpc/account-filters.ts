import type { AccountState } from '../chain/account.js';
import { fromBase58 } from '../codec/base58.js';
import { tokenKind } from '../token/layout.js';
import { invalidParams } from './errors.js';
import { Config } from './params.js';

const MAX_FILTERS = 4;
const MAX_COMPARED_BYTES = 128;

export type AccountFilter = (state: AccountState) => boolean;

/** The `filters` of getProgramAccounts: dataSize, memcmp, tokenAccountState. */
export function parseFilters(list: readonly unknown[]): AccountFilter[] {
  if (list.length > MAX_FILTERS) {
    throw invalidParams(`Too many filters provided; max ${MAX_FILTERS}`);
  }
  return list.map((item) => {
    if (item === 'tokenAccountState') {
      return (state: AccountState) => tokenKind(state) === 'account';
    }
    if (item === null || typeof item !== 'object') {
      throw invalidParams('Invalid params: a filter must be an object.');
    }
    const filter = new Config(item as Record<string, unknown>);
    const size = filter.unsigned('dataSize');
    if (size !== undefined) {
      return (state: AccountState) => state.data.length === size;
    }
    const compare = filter.object('memcmp');
    if (compare === undefined) {
      throw invalidParams('Invalid params: unknown filter.');
    }
    return memcmp(compare);
  });
}

export function matchesFilters(state: AccountState, filters: readonly AccountFilter[]): boolean {
  return filters.every((filter) => filter(state));
}

function memcmp(config: Config): AccountFilter {
  const offset = config.unsigned('offset') ?? 0;
  const text = config.text('bytes') ?? '';
  const expected = config.text('encoding') === 'base64' ? Buffer.from(text, 'base64') : base58(text);
  if (expected.length > MAX_COMPARED_BYTES) {
    throw invalidParams(`Invalid params: memcmp compares at most ${MAX_COMPARED_BYTES} bytes.`);
  }
  return (state) => Buffer.compare(state.data.subarray(offset, offset + expected.length), expected) === 0;
}

function base58(text: string): Uint8Array {
  try {
    return fromBase58(text);
  } catch {
    throw invalidParams('Invalid params: memcmp bytes are not base-58.');
  }
}
