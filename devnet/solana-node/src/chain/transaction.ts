import { createHash, createPublicKey, verify } from 'node:crypto';
import { getTransactionEncoder, type Transaction } from '@solana/kit';
import { fromBase58, toBase58 } from '../codec/base58.js';
import { MalformedTransaction, WireReader } from './wire-reader.js';

export { MalformedTransaction } from './wire-reader.js';

/** Largest serialized transaction: one IPv6 packet, as on a real cluster. */
export const MAX_TRANSACTION_BYTES = 1232;

export interface CompiledInstruction {
  readonly programIdIndex: number;
  readonly accounts: readonly number[];
  readonly data: Uint8Array;
}

export interface AddressTableLookup {
  readonly accountKey: string;
  readonly writableIndexes: readonly number[];
  readonly readonlyIndexes: readonly number[];
}

export interface MessageHeader {
  readonly numRequiredSignatures: number;
  readonly numReadonlySignedAccounts: number;
  readonly numReadonlyUnsignedAccounts: number;
}

export interface DecodedMessage {
  readonly version: 'legacy' | 0;
  readonly header: MessageHeader;
  readonly staticKeys: readonly string[];
  readonly recentBlockhash: string;
  readonly instructions: readonly CompiledInstruction[];
  readonly lookups: readonly AddressTableLookup[];
}

export interface DecodedTransaction {
  readonly wire: Uint8Array;
  readonly kitTransaction: Transaction;
  readonly message: DecodedMessage;
  /** Base-58, one per required signature; all ones (64 zero bytes) where the signature is missing. */
  readonly signatures: readonly string[];
  /** The first signature: the transaction's name. */
  readonly signature: string;
  /** SHA-256 of the message: what makes two sends the same transaction. */
  readonly messageHash: string;
}

const VERSION_FLAG = 0x80;

/** Decodes and sanitizes a compiled message (legacy or version 0). */
export function decodeMessage(bytes: Uint8Array): DecodedMessage {
  return readMessage(new WireReader(bytes));
}

/** Decodes and sanitizes a serialized transaction. Trailing bytes are ignored, as a real node does. */
export function decodeTransaction(bytes: Uint8Array): DecodedTransaction {
  const reader = new WireReader(bytes);
  const rawSignatures = reader.list(() => reader.bytes(64));
  const start = reader.offset;
  const message = readMessage(reader);
  const messageBytes = bytes.slice(start, reader.offset);
  const signatures = rawSignatures.map(toBase58);
  const first = signatures[0];
  if (first === undefined || signatures.length !== message.header.numRequiredSignatures) {
    throw new MalformedTransaction('invalid transaction: wrong number of signatures');
  }
  const kitTransaction = {
    messageBytes,
    signatures: Object.fromEntries(rawSignatures.map((signature, i) => [message.staticKeys[i], signature])),
  } as unknown as Transaction;
  return {
    wire: new Uint8Array(getTransactionEncoder().encode(kitTransaction)),
    kitTransaction,
    message,
    signatures,
    signature: first,
    messageHash: createHash('sha256').update(messageBytes).digest('hex'),
  };
}

function readMessage(reader: WireReader): DecodedMessage {
  const versioned = (reader.peek() & VERSION_FLAG) !== 0;
  if (versioned && reader.byte() !== VERSION_FLAG) {
    throw new MalformedTransaction('invalid transaction: only legacy and version 0 are supported');
  }
  const message: DecodedMessage = {
    version: versioned ? 0 : 'legacy',
    header: {
      numRequiredSignatures: reader.byte(),
      numReadonlySignedAccounts: reader.byte(),
      numReadonlyUnsignedAccounts: reader.byte(),
    },
    staticKeys: reader.list(() => reader.key()),
    recentBlockhash: reader.key(),
    instructions: reader.list(() => ({
      programIdIndex: reader.byte(),
      accounts: reader.indexes(),
      data: reader.bytes(reader.length()),
    })),
    lookups: versioned
      ? reader.list(() => ({
          accountKey: reader.key(),
          writableIndexes: reader.indexes(),
          readonlyIndexes: reader.indexes(),
        }))
      : [],
  };
  sanitize(message);
  return message;
}

/** Whether every required signature is there and verifies (Ed25519). */
export function hasValidSignatures(transaction: DecodedTransaction): boolean {
  const { messageBytes, signatures } = transaction.kitTransaction;
  return Object.entries(signatures).every(
    ([address, signature]) => signature !== null && verifies(address, messageBytes, signature),
  );
}

// The fixed DER prefix of an Ed25519 public key (RFC 8410).
const ED25519_SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

function verifies(address: string, message: ArrayLike<number>, signature: Uint8Array): boolean {
  const key = createPublicKey({
    key: Buffer.concat([ED25519_SPKI_PREFIX, fromBase58(address)]),
    format: 'der',
    type: 'spki',
  });
  return verify(null, Uint8Array.from(message), key, signature);
}

function sanitize(message: DecodedMessage): void {
  const { header, staticKeys, instructions, lookups } = message;
  const looked = lookups.reduce((n, l) => n + l.writableIndexes.length + l.readonlyIndexes.length, 0);
  const keyCount = staticKeys.length + looked;
  const signed = header.numRequiredSignatures;
  const valid =
    signed >= 1 &&
    signed + header.numReadonlyUnsignedAccounts <= staticKeys.length &&
    header.numReadonlySignedAccounts < signed &&
    keyCount <= 256 &&
    lookups.every((lookup) => lookup.writableIndexes.length + lookup.readonlyIndexes.length > 0) &&
    new Set(staticKeys).size === staticKeys.length &&
    instructions.every(
      (instruction) =>
        instruction.programIdIndex > 0 &&
        instruction.programIdIndex < staticKeys.length &&
        instruction.accounts.every((index) => index < keyCount),
    );
  if (!valid) {
    throw new MalformedTransaction('invalid transaction: Transaction failed to sanitize accounts offsets correctly');
  }
}
