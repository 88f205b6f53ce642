import { toBase58 } from '../codec/base58.js';
import { account, UnparsableInstruction, type InstructionInfo } from './parse-instruction.js';
import { signersInfo } from './parse-token.js';

type Accounts = readonly string[];

// Token-2022 instructions that carry a second number.
const METADATA_POINTER = 39;
const GROUP_POINTER = 40;
const GROUP_MEMBER_POINTER = 41;
const SCALED_UI_AMOUNT = 43;
const PAUSABLE = 44;

// Instructions of the token-metadata and token-group interfaces begin with eight bytes of a hash of their name.
const INTERFACE: Readonly<Record<string, (accounts: Accounts, data: Buffer) => InstructionInfo>> = {
  d2e11ea258b84d8d: initializeMetadata,
  dde9312db5cadcc8: updateField,
  ea122030598d25b5: (a, d) => ({
    type: 'removeTokenMetadataKey',
    info: {
      metadata: account(a, 0),
      updateAuthority: account(a, 1),
      idempotent: d.readUInt8(8) === 1,
      key: text(d, 9),
    },
  }),
  d7e4a6e45464567b: (a, d) => ({
    type: 'updateTokenMetadataAuthority',
    info: { metadata: account(a, 0), updateAuthority: account(a, 1), newAuthority: optionalKey(d, 8) },
  }),
  '79716c2736330004': (a, d) => ({
    type: 'initializeTokenGroup',
    info: {
      group: account(a, 0),
      mint: account(a, 1),
      mintAuthority: account(a, 2),
      updateAuthority: optionalKey(d, 8),
      maxSize: d.readBigUInt64LE(40),
    },
  }),
  '9820deb0dfed7486': (a) => ({
    type: 'initializeTokenGroupMember',
    info: {
      member: account(a, 0),
      memberMint: account(a, 1),
      memberMintAuthority: account(a, 2),
      group: account(a, 3),
      groupUpdateAuthority: account(a, 4),
    },
  }),
};

/** Instructions of Token-2022 extensions; null for those that are shown unparsed. */
export function parseTokenExtension(accounts: Accounts, data: Buffer): InstructionInfo | null {
  const byInterface = INTERFACE[data.toString('hex', 0, 8)];
  if (byInterface !== undefined) {
    return byInterface(accounts, data);
  }
  const step = data.length > 1 ? data.readUInt8(1) : -1;
  switch (data.readUInt8(0)) {
    case METADATA_POINTER:
      return pointer('Metadata', 'metadataAddress', step, accounts, data);
    case GROUP_POINTER:
      return pointer('Group', 'groupAddress', step, accounts, data);
    case GROUP_MEMBER_POINTER:
      return pointer('GroupMember', 'memberAddress', step, accounts, data);
    case SCALED_UI_AMOUNT:
      return scaledUiAmount(step, accounts, data);
    case PAUSABLE:
      return pausable(step, accounts, data);
    default:
      return null;
  }
}

function pointer(name: string, target: string, step: number, a: Accounts, d: Buffer): InstructionInfo | null {
  const mint = account(a, 0);
  if (step === 0) {
    const info = { mint, authority: optionalKey(d, 2), [target]: optionalKey(d, 34) };
    return { type: `initialize${name}Pointer`, info };
  }
  if (step === 1) {
    const info = { mint, [target]: optionalKey(d, 2), ...signersInfo(a, 1, 'authority') };
    return { type: `update${name}Pointer`, info };
  }
  return null;
}

function scaledUiAmount(step: number, a: Accounts, d: Buffer): InstructionInfo | null {
  const mint = account(a, 0);
  if (step === 0) {
    const info = { mint, authority: optionalKey(d, 2), multiplier: String(d.readDoubleLE(34)) };
    return { type: 'initializeScaledUiAmountConfig', info };
  }
  if (step === 1) {
    const newMultiplier = String(d.readDoubleLE(2));
    const newMultiplierTimestamp = d.readBigInt64LE(10);
    const info = { mint, newMultiplier, newMultiplierTimestamp, ...signersInfo(a, 1, 'authority') };
    return { type: 'updateMultiplier', info };
  }
  return null;
}

function pausable(step: number, a: Accounts, d: Buffer): InstructionInfo | null {
  const mint = account(a, 0);
  if (step === 0) {
    return { type: 'initializePausableConfig', info: { mint, authority: optionalKey(d, 2) } };
  }
  if (step === 1 || step === 2) {
    return { type: step === 1 ? 'pause' : 'resume', info: { mint, ...signersInfo(a, 1, 'authority') } };
  }
  return null;
}

function initializeMetadata(a: Accounts, d: Buffer): InstructionInfo {
  const name = text(d, 8);
  const symbol = text(d, textEnd(d, 8));
  const uri = text(d, textEnd(d, textEnd(d, 8)));
  return {
    type: 'initializeTokenMetadata',
    info: {
      metadata: account(a, 0),
      updateAuthority: account(a, 1),
      mint: account(a, 2),
      mintAuthority: account(a, 3),
      name,
      symbol,
      uri,
    },
  };
}

function updateField(a: Accounts, d: Buffer): InstructionInfo {
  const tag = d.readUInt8(8);
  const field = tag === 3 ? text(d, 9) : ['name', 'symbol', 'uri'][tag];
  if (field === undefined) {
    throw new UnparsableInstruction('unknown metadata field');
  }
  const value = text(d, tag === 3 ? textEnd(d, 9) : 9);
  return {
    type: 'updateTokenMetadataField',
    info: { metadata: account(a, 0), updateAuthority: account(a, 1), field, value },
  };
}

/** A borsh string. */
function text(data: Buffer, offset: number): string {
  const end = textEnd(data, offset);
  return data.toString('utf8', offset + 4, end);
}

function textEnd(data: Buffer, offset: number): number {
  const end = offset + 4 + data.readUInt32LE(offset);
  if (end > data.length) {
    throw new UnparsableInstruction('the instruction data is too short');
  }
  return end;
}

function optionalKey(data: Buffer, offset: number): string | null {
  const bytes = data.subarray(offset, offset + 32);
  if (bytes.length < 32) {
    throw new UnparsableInstruction('the instruction data is too short');
  }
  return bytes.every((byte) => byte === 0) ? null : toBase58(bytes);
}
