import { toBase58 } from '../codec/base58.js';
import { uiTokenAmount } from '../token/amount.js';
import { account, UnparsableInstruction, type InstructionInfo } from './parse-instruction.js';
import { parseTokenExtension } from './parse-token-extension.js';

type Accounts = readonly string[];
type Info = Readonly<Record<string, unknown>>;
type Parse = (accounts: Accounts, data: Buffer) => InstructionInfo;

const AUTHORITY_TYPES = (
  'mintTokens freezeAccount accountOwner closeAccount transferFeeConfig withheldWithdraw closeMint interestRate ' +
  'permanentDelegate confidentialTransferMint transferHookProgramId confidentialTransferFeeConfig metadataPointer ' +
  'groupPointer groupMemberPointer scaledUiAmount pause'
).split(' ');

/** An owner or a multisig with its signers, from an instruction's accounts. */
export function signersInfo(accounts: Accounts, ownerIndex: number, owner: string): Info {
  if (accounts.length > ownerIndex + 1) {
    return {
      [`multisig${owner[0]?.toUpperCase()}${owner.slice(1)}`]: account(accounts, ownerIndex),
      signers: accounts.slice(ownerIndex + 1),
    };
  }
  return { [owner]: account(accounts, ownerIndex) };
}

const PARSERS: Readonly<Record<number, Parse>> = {
  0: (a, d) => ({ type: 'initializeMint', info: { ...mintInfo(a, d), rentSysvar: account(a, 1) } }),
  1: (a) => ({
    type: 'initializeAccount',
    info: { account: account(a, 0), mint: account(a, 1), owner: account(a, 2), rentSysvar: account(a, 3) },
  }),
  2: (a, d) => ({
    type: 'initializeMultisig',
    info: { multisig: account(a, 0), rentSysvar: account(a, 1), signers: a.slice(2), m: d.readUInt8(1) },
  }),
  3: (a, d) => ({
    type: 'transfer',
    info: { source: account(a, 0), destination: account(a, 1), amount: u64(d, 1), ...signersInfo(a, 2, 'authority') },
  }),
  4: (a, d) => ({
    type: 'approve',
    info: { source: account(a, 0), delegate: account(a, 1), amount: u64(d, 1), ...signersInfo(a, 2, 'owner') },
  }),
  5: (a) => ({ type: 'revoke', info: { source: account(a, 0), ...signersInfo(a, 1, 'owner') } }),
  6: (a, d) => ({ type: 'setAuthority', info: authorityInfo(a, d) }),
  7: (a, d) => ({
    type: 'mintTo',
    info: { mint: account(a, 0), account: account(a, 1), amount: u64(d, 1), ...signersInfo(a, 2, 'mintAuthority') },
  }),
  8: (a, d) => ({
    type: 'burn',
    info: { account: account(a, 0), mint: account(a, 1), amount: u64(d, 1), ...signersInfo(a, 2, 'authority') },
  }),
  9: (a) => ({
    type: 'closeAccount',
    info: { account: account(a, 0), destination: account(a, 1), ...signersInfo(a, 2, 'owner') },
  }),
  10: (a) => ({
    type: 'freezeAccount',
    info: { account: account(a, 0), mint: account(a, 1), ...signersInfo(a, 2, 'freezeAuthority') },
  }),
  11: (a) => ({
    type: 'thawAccount',
    info: { account: account(a, 0), mint: account(a, 1), ...signersInfo(a, 2, 'freezeAuthority') },
  }),
  12: (a, d) => ({
    type: 'transferChecked',
    info: {
      source: account(a, 0),
      mint: account(a, 1),
      destination: account(a, 2),
      tokenAmount: checkedAmount(d),
      ...signersInfo(a, 3, 'authority'),
    },
  }),
  13: (a, d) => ({
    type: 'approveChecked',
    info: {
      source: account(a, 0),
      mint: account(a, 1),
      delegate: account(a, 2),
      tokenAmount: checkedAmount(d),
      ...signersInfo(a, 3, 'owner'),
    },
  }),
  14: (a, d) => ({
    type: 'mintToChecked',
    info: {
      mint: account(a, 0),
      account: account(a, 1),
      tokenAmount: checkedAmount(d),
      ...signersInfo(a, 2, 'mintAuthority'),
    },
  }),
  15: (a, d) => ({
    type: 'burnChecked',
    info: {
      account: account(a, 0),
      mint: account(a, 1),
      tokenAmount: checkedAmount(d),
      ...signersInfo(a, 2, 'authority'),
    },
  }),
  16: (a, d) => ({
    type: 'initializeAccount2',
    info: { account: account(a, 0), mint: account(a, 1), owner: key(d, 1), rentSysvar: account(a, 2) },
  }),
  17: (a) => ({ type: 'syncNative', info: { account: account(a, 0) } }),
  18: (a, d) => ({
    type: 'initializeAccount3',
    info: { account: account(a, 0), mint: account(a, 1), owner: key(d, 1) },
  }),
  19: (a, d) => ({
    type: 'initializeMultisig2',
    info: { multisig: account(a, 0), signers: a.slice(1), m: d.readUInt8(1) },
  }),
  20: (a, d) => ({ type: 'initializeMint2', info: mintInfo(a, d) }),
  21: (a) => ({ type: 'getAccountDataSize', info: { mint: account(a, 0) } }),
  22: (a) => ({ type: 'initializeImmutableOwner', info: { account: account(a, 0) } }),
  23: (a, d) => ({ type: 'amountToUiAmount', info: { mint: account(a, 0), amount: u64(d, 1) } }),
  24: (a, d) => ({ type: 'uiAmountToAmount', info: { mint: account(a, 0), uiAmount: d.toString('utf8', 1) } }),
  25: (a, d) => ({
    type: 'initializeMintCloseAuthority',
    info: { mint: account(a, 0), newAuthority: d.readUInt8(1) === 1 ? key(d, 2) : null },
  }),
  29: (a) => ({
    type: 'reallocate',
    info: { account: account(a, 0), payer: account(a, 1), systemProgram: account(a, 2), ...signersInfo(a, 3, 'owner') },
  }),
  32: (a) => ({ type: 'initializeNonTransferableMint', info: { mint: account(a, 0) } }),
  35: (a, d) => ({ type: 'initializePermanentDelegate', info: { mint: account(a, 0), delegate: key(d, 1) } }),
};

export function parseToken(accounts: Accounts, data: Buffer): InstructionInfo | null {
  const parse = PARSERS[data.readUInt8(0)];
  return parse === undefined ? parseTokenExtension(accounts, data) : parse(accounts, data);
}

function mintInfo(accounts: Accounts, data: Buffer): Info {
  const info = { mint: account(accounts, 0), decimals: data.readUInt8(1), mintAuthority: key(data, 2) };
  return data.readUInt8(34) === 1 ? { ...info, freezeAuthority: key(data, 35) } : info;
}

function authorityInfo(accounts: Accounts, data: Buffer): Info {
  const type = AUTHORITY_TYPES[data.readUInt8(1)];
  if (type === undefined) {
    throw new UnparsableInstruction('unknown authority type');
  }
  const owned = type === 'accountOwner' || type === 'closeAccount' ? 'account' : 'mint';
  return {
    [owned]: account(accounts, 0),
    authorityType: type,
    newAuthority: data.readUInt8(2) === 1 ? key(data, 3) : null,
    ...signersInfo(accounts, 1, 'authority'),
  };
}

function u64(data: Buffer, offset: number): string {
  return data.readBigUInt64LE(offset).toString();
}

function checkedAmount(data: Buffer): unknown {
  return uiTokenAmount(data.readBigUInt64LE(1), data.readUInt8(9));
}

function key(data: Buffer, offset: number): string {
  if (offset + 32 > data.length) {
    throw new UnparsableInstruction('the instruction data is too short');
  }
  return toBase58(data.subarray(offset, offset + 32));
}
