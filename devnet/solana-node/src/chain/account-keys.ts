import type { AccountState } from './account.js';
import { ADDRESS_LOOKUP_TABLE_PROGRAM } from './programs.js';
import { fromBase58, toBase58 } from '../codec/base58.js';
import type { DecodedMessage } from './transaction.js';

export interface LoadedAddresses {
  readonly writable: readonly string[];
  readonly readonly: readonly string[];
}

/** One account of a transaction in the order in which instructions index them. */
export interface AccountKey {
  readonly address: string;
  readonly signer: boolean;
  readonly writable: boolean;
  readonly source: 'transaction' | 'lookupTable';
}

const NO_ADDRESSES: LoadedAddresses = { writable: [], readonly: [] };
const TABLE_HEADER_BYTES = 56;

/** Addresses that a version-0 message takes from lookup tables; null when a table or index is not there. */
export function loadAddresses(
  message: DecodedMessage,
  read: (address: string) => AccountState | null,
): LoadedAddresses | null {
  if (message.lookups.length === 0) {
    return NO_ADDRESSES;
  }
  const writable: string[] = [];
  const readonly: string[] = [];
  for (const lookup of message.lookups) {
    const table = read(lookup.accountKey);
    if (table === null || table.owner !== ADDRESS_LOOKUP_TABLE_PROGRAM) {
      return null;
    }
    for (const [indexes, target] of [
      [lookup.writableIndexes, writable],
      [lookup.readonlyIndexes, readonly],
    ] as const) {
      for (const index of indexes) {
        const start = TABLE_HEADER_BYTES + index * 32;
        if (start + 32 > table.data.length) {
          return null;
        }
        target.push(toBase58(table.data.subarray(start, start + 32)));
      }
    }
  }
  return { writable, readonly };
}

/** All accounts of a transaction: static keys, then writable and read-only loaded addresses. */
export function accountKeys(message: DecodedMessage, loaded: LoadedAddresses): AccountKey[] {
  const { header, staticKeys } = message;
  const signed = header.numRequiredSignatures;
  const keys: AccountKey[] = staticKeys.map((address, index) => ({
    address,
    signer: index < signed,
    writable:
      index < signed
        ? index < signed - header.numReadonlySignedAccounts
        : index < staticKeys.length - header.numReadonlyUnsignedAccounts,
    source: 'transaction',
  }));
  for (const address of loaded.writable) {
    keys.push({ address, signer: false, writable: true, source: 'lookupTable' });
  }
  for (const address of loaded.readonly) {
    keys.push({ address, signer: false, writable: false, source: 'lookupTable' });
  }
  return keys;
}

/** A 32-byte address from text; throws when it is not one. */
export function addressBytes(address: string): Uint8Array {
  const bytes = fromBase58(address);
  if (bytes.length !== 32) {
    throw new RangeError(`not a 32-byte address: ${address}`);
  }
  return bytes;
}
