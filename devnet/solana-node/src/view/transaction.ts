import { accountKeys, type AccountKey } from '../chain/account-keys.js';
import { decodeTransaction, type CompiledInstruction, type DecodedTransaction } from '../chain/transaction.js';
import { fromBase58, toBase58 } from '../codec/base58.js';
import type { TokenBalance, TransactionRecord } from '../ledger/records.js';
import { unsupportedVersion } from '../rpc/errors.js';
import { uiTokenAmount } from '../token/amount.js';
import { parseInstruction } from './parse-instruction.js';

export const TRANSACTION_ENCODINGS = ['json', 'jsonParsed', 'base58', 'base64', 'binary'] as const;
export type TransactionEncoding = (typeof TRANSACTION_ENCODINGS)[number];

export interface TransactionFormat {
  readonly encoding: TransactionEncoding;
  /** Undefined: the client knows legacy transactions only. */
  readonly maxVersion: number | undefined;
  readonly withRewards: boolean;
}

/** `{transaction, meta, version}` of a landed transaction as getTransaction and getBlock write it. */
export function transactionView(record: TransactionRecord, format: TransactionFormat): Record<string, unknown> {
  const decoded = decodeTransaction(Buffer.from(record.wire, 'base64'));
  const version = versionView(decoded, format.maxVersion);
  const keys = accountKeys(decoded.message, record.loaded);
  return {
    transaction: encoded(decoded, keys, format.encoding),
    meta: metaView(record, keys, format),
    ...version,
  };
}

/** A block's transaction with `transactionDetails: "accounts"`. */
export function accountsView(record: TransactionRecord, format: TransactionFormat): Record<string, unknown> {
  const decoded = decodeTransaction(Buffer.from(record.wire, 'base64'));
  const version = versionView(decoded, format.maxVersion);
  const keys = accountKeys(decoded.message, record.loaded);
  return {
    transaction: { accountKeys: keys.map(keyView), signatures: decoded.signatures },
    meta: {
      err: record.error,
      status: statusView(record),
      fee: BigInt(record.fee),
      preBalances: record.preBalances.map(BigInt),
      postBalances: record.postBalances.map(BigInt),
      preTokenBalances: record.preTokenBalances.map(tokenBalanceView),
      postTokenBalances: record.postTokenBalances.map(tokenBalanceView),
    },
    ...version,
  };
}

export function statusView(record: { readonly error: TransactionRecord['error'] }): unknown {
  return record.error === null ? { Ok: null } : { Err: record.error };
}

export function tokenBalanceView(balance: TokenBalance): unknown {
  const { accountIndex, mint, owner, programId } = balance;
  const uiAmount = uiTokenAmount(BigInt(balance.amount), balance.decimals, balance.multiplier);
  return { accountIndex, mint, uiTokenAmount: uiAmount, owner, programId };
}

/** Instructions that programs called, per top-level instruction. */
export function innerInstructionsView(
  inner: TransactionRecord['inner'],
  keys: readonly AccountKey[],
  parsed: boolean,
): unknown {
  return inner.map(({ index, instructions }) => ({
    index,
    instructions: instructions.map((instruction) =>
      parsed
        ? parsedInstruction({ ...instruction, data: fromBase58(instruction.data) }, keys, instruction.stackHeight)
        : instruction,
    ),
  }));
}

function versionView(decoded: DecodedTransaction, maxVersion: number | undefined): { version?: 'legacy' | 0 } {
  const { version } = decoded.message;
  if (maxVersion === undefined) {
    if (version !== 'legacy') {
      throw unsupportedVersion(version);
    }
    return {};
  }
  return { version };
}

function encoded(decoded: DecodedTransaction, keys: readonly AccountKey[], encoding: TransactionEncoding): unknown {
  switch (encoding) {
    case 'binary':
      return toBase58(decoded.wire);
    case 'base58':
      return [toBase58(decoded.wire), 'base58'];
    case 'base64':
      return [Buffer.from(decoded.wire).toString('base64'), 'base64'];
    case 'json':
      return { message: rawMessage(decoded), signatures: decoded.signatures };
    case 'jsonParsed':
      return { message: parsedMessage(decoded, keys), signatures: decoded.signatures };
  }
}

function rawMessage({ message }: DecodedTransaction): unknown {
  return {
    header: message.header,
    accountKeys: message.staticKeys,
    recentBlockhash: message.recentBlockhash,
    instructions: message.instructions.map(({ programIdIndex, accounts, data }) => ({
      programIdIndex,
      accounts,
      data: toBase58(data),
      stackHeight: 1,
    })),
    ...(message.version === 'legacy' ? {} : { addressTableLookups: message.lookups }),
  };
}

function parsedMessage({ message }: DecodedTransaction, keys: readonly AccountKey[]): unknown {
  return {
    accountKeys: keys.map(keyView),
    recentBlockhash: message.recentBlockhash,
    instructions: message.instructions.map((instruction) => parsedInstruction(instruction, keys, 1)),
    ...(message.version === 'legacy' ? {} : { addressTableLookups: message.lookups }),
  };
}

function parsedInstruction(
  instruction: CompiledInstruction,
  keys: readonly AccountKey[],
  stackHeight: number,
): unknown {
  const programId = addressAt(keys, instruction.programIdIndex);
  const accounts = instruction.accounts.map((index) => addressAt(keys, index));
  const parsed = parseInstruction(programId, accounts, Buffer.from(instruction.data));
  return parsed === null
    ? { programId, accounts, data: toBase58(instruction.data), stackHeight }
    : { program: parsed.program, programId, parsed: parsed.parsed, stackHeight };
}

function metaView(record: TransactionRecord, keys: readonly AccountKey[], format: TransactionFormat): unknown {
  return {
    err: record.error,
    status: statusView(record),
    fee: BigInt(record.fee),
    preBalances: record.preBalances.map(BigInt),
    postBalances: record.postBalances.map(BigInt),
    innerInstructions: innerInstructionsView(record.inner, keys, format.encoding === 'jsonParsed'),
    logMessages: record.logs,
    preTokenBalances: record.preTokenBalances.map(tokenBalanceView),
    postTokenBalances: record.postTokenBalances.map(tokenBalanceView),
    rewards: format.withRewards ? [] : null,
    ...(format.encoding === 'jsonParsed' ? {} : { loadedAddresses: record.loaded }),
    ...(record.returnData === null
      ? {}
      : { returnData: { programId: record.returnData.programId, data: [record.returnData.data, 'base64'] } }),
    computeUnitsConsumed: record.computeUnits,
  };
}

function keyView(key: AccountKey): unknown {
  return { pubkey: key.address, signer: key.signer, source: key.source, writable: key.writable };
}

function addressAt(keys: readonly AccountKey[], index: number): string {
  const key = keys[index];
  if (key === undefined) {
    throw new RangeError(`no account at index ${index}`);
  }
  return key.address;
}
