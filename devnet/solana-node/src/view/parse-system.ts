import { toBase58 } from '../codec/base58.js';
import { account, type InstructionInfo } from './parse-instruction.js';

/** Reads bincode fields in order; running past the end is a RangeError. */
class Fields {
  private offset = 4; // behind the instruction's number

  constructor(private readonly data: Buffer) {}

  key(): string {
    return toBase58(this.bytes(32));
  }

  u64(): bigint {
    return this.bytes(8).readBigUInt64LE();
  }

  text(): string {
    return this.bytes(Number(this.u64())).toString('utf8');
  }

  private bytes(length: number): Buffer {
    const end = this.offset + length;
    if (end > this.data.length) {
      throw new RangeError('the instruction data is too short');
    }
    const part = this.data.subarray(this.offset, end);
    this.offset = end;
    return part;
  }
}

type Parse = (accounts: readonly string[], fields: Fields) => InstructionInfo;

const INSTRUCTIONS: readonly Parse[] = [
  (a, f) => ({
    type: 'createAccount',
    info: { source: account(a, 0), newAccount: account(a, 1), lamports: f.u64(), space: f.u64(), owner: f.key() },
  }),
  (a, f) => ({ type: 'assign', info: { account: account(a, 0), owner: f.key() } }),
  (a, f) => ({
    type: 'transfer',
    info: { source: account(a, 0), destination: account(a, 1), lamports: f.u64() },
  }),
  (a, f) => ({
    type: 'createAccountWithSeed',
    info: {
      source: account(a, 0),
      newAccount: account(a, 1),
      base: f.key(),
      seed: f.text(),
      lamports: f.u64(),
      space: f.u64(),
      owner: f.key(),
    },
  }),
  (a) => ({
    type: 'advanceNonce',
    info: { nonceAccount: account(a, 0), recentBlockhashesSysvar: account(a, 1), nonceAuthority: account(a, 2) },
  }),
  (a, f) => ({
    type: 'withdrawFromNonce',
    info: {
      nonceAccount: account(a, 0),
      destination: account(a, 1),
      recentBlockhashesSysvar: account(a, 2),
      rentSysvar: account(a, 3),
      nonceAuthority: account(a, 4),
      lamports: f.u64(),
    },
  }),
  (a, f) => ({
    type: 'initializeNonce',
    info: {
      nonceAccount: account(a, 0),
      recentBlockhashesSysvar: account(a, 1),
      rentSysvar: account(a, 2),
      nonceAuthority: f.key(),
    },
  }),
  (a, f) => ({
    type: 'authorizeNonce',
    info: { nonceAccount: account(a, 0), nonceAuthority: account(a, 1), newAuthorized: f.key() },
  }),
  (a, f) => ({ type: 'allocate', info: { account: account(a, 0), space: f.u64() } }),
  (a, f) => ({
    type: 'allocateWithSeed',
    info: { account: account(a, 0), base: f.key(), seed: f.text(), space: f.u64(), owner: f.key() },
  }),
  (a, f) => ({
    type: 'assignWithSeed',
    info: { account: account(a, 0), base: f.key(), seed: f.text(), owner: f.key() },
  }),
  (a, f) => ({
    type: 'transferWithSeed',
    info: {
      source: account(a, 0),
      sourceBase: account(a, 1),
      destination: account(a, 2),
      lamports: f.u64(),
      sourceSeed: f.text(),
      sourceOwner: f.key(),
    },
  }),
  (a) => ({ type: 'upgradeNonce', info: { nonceAccount: account(a, 0) } }),
];

export function parseSystem(accounts: readonly string[], data: Buffer): InstructionInfo | null {
  const parse = INSTRUCTIONS[data.readUInt32LE(0)];
  return parse === undefined ? null : parse(accounts, new Fields(data));
}
