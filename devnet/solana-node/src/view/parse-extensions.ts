import type { AccountState } from '../chain/account.js';
import { toBase58 } from '../codec/base58.js';
import { extensions } from '../token/layout.js';

type Parser = (value: Buffer) => unknown;

// Names of the extension types by number, as the account decoder of a real node writes them.
const NAMES: Readonly<Record<number, string>> = {
  1: 'transferFeeConfig',
  2: 'transferFeeAmount',
  3: 'mintCloseAuthority',
  4: 'confidentialTransferMint',
  5: 'confidentialTransferAccount',
  6: 'defaultAccountState',
  7: 'immutableOwner',
  8: 'memoTransfer',
  9: 'nonTransferable',
  10: 'interestBearingConfig',
  11: 'cpiGuard',
  12: 'permanentDelegate',
  13: 'nonTransferableAccount',
  14: 'transferHook',
  15: 'transferHookAccount',
  16: 'confidentialTransferFeeConfig',
  17: 'confidentialTransferFeeAmount',
  18: 'metadataPointer',
  19: 'tokenMetadata',
  20: 'groupPointer',
  21: 'tokenGroup',
  22: 'groupMemberPointer',
  23: 'tokenGroupMember',
  24: 'confidentialMintBurn',
  25: 'scaledUiAmountConfig',
  26: 'pausableConfig',
  27: 'pausableAccount',
};

const PARSERS: Readonly<Record<number, Parser>> = {
  3: (v) => ({ closeAuthority: key(v, 0) }),
  6: (v) => ({ accountState: ['uninitialized', 'initialized', 'frozen'][v[0] ?? 0] }),
  8: (v) => ({ requireIncomingTransferMemos: v[0] === 1 }),
  11: (v) => ({ lockCpi: v[0] === 1 }),
  12: (v) => ({ delegate: key(v, 0) }),
  14: (v) => ({ authority: key(v, 0), programId: key(v, 32) }),
  15: (v) => ({ transferring: v[0] === 1 }),
  18: (v) => ({ authority: key(v, 0), metadataAddress: key(v, 32) }),
  19: metadata,
  20: (v) => ({ authority: key(v, 0), groupAddress: key(v, 32) }),
  21: (v) => ({
    updateAuthority: key(v, 0),
    mint: key(v, 32),
    size: Number(v.readBigUInt64LE(64)),
    maxSize: Number(v.readBigUInt64LE(72)),
  }),
  22: (v) => ({ authority: key(v, 0), memberAddress: key(v, 32) }),
  23: (v) => ({ mint: key(v, 0), group: key(v, 32), memberNumber: Number(v.readBigUInt64LE(64)) }),
  25: (v) => ({
    authority: key(v, 0),
    multiplier: String(v.readDoubleLE(32)),
    newMultiplierEffectiveTimestamp: Number(v.readBigInt64LE(40)),
    newMultiplier: String(v.readDoubleLE(48)),
  }),
  26: (v) => ({ authority: key(v, 0), paused: v[32] === 1 }),
};

const MARKERS = new Set([7, 9, 13, 27]);

/** The extensions of a Token-2022 mint or account in jsonParsed form; unknown ones by name only. */
export function parseExtensions(state: AccountState): unknown[] {
  return [...extensions(state)].map(({ type, value }) => {
    const name = NAMES[type];
    const parser = PARSERS[type];
    if (name === undefined || (parser === undefined && !MARKERS.has(type))) {
      return { extension: name === undefined ? 'unparseableExtension' : name };
    }
    return parser === undefined ? { extension: name } : { extension: name, state: parser(value) };
  });
}

/** An OptionalNonZeroPubkey: all zeros is none. */
function key(value: Buffer, offset: number): string | null {
  const bytes = value.subarray(offset, offset + 32);
  return bytes.every((byte) => byte === 0) ? null : toBase58(bytes);
}

function metadata(value: Buffer): unknown {
  let offset = 64;
  const text = (): string => {
    const length = value.readUInt32LE(offset);
    const start = offset + 4;
    offset = start + length;
    return value.toString('utf8', start, offset);
  };
  const name = text();
  const symbol = text();
  const uri = text();
  const count = value.readUInt32LE(offset);
  offset += 4;
  const additionalMetadata = Array.from({ length: count }, () => [text(), text()]);
  return { updateAuthority: key(value, 0), mint: key(value, 32), name, symbol, uri, additionalMetadata };
}
