import type { AccountState } from '../chain/account.js';
import { TOKEN_2022_PROGRAM } from '../chain/programs.js';
import { toBase58 } from '../codec/base58.js';
import { uiTokenAmount } from '../token/amount.js';
import {
  amountOf,
  decimalsOf,
  mintOf,
  multiplierOf,
  MULTISIG_BYTES,
  ownerOf,
  supplyOf,
  TOKEN_ACCOUNT_BYTES,
  tokenKind,
} from '../token/layout.js';
import { parseExtensions } from './parse-extensions.js';

export interface ParsedAccount {
  readonly program: string;
  readonly parsed: { readonly type: string; readonly info: unknown };
}

/** jsonParsed form of an account of a token program; null for every other account. */
export function parseAccount(
  _address: string,
  state: AccountState,
  unixSeconds: number,
  readMint: (address: string) => AccountState | null,
): ParsedAccount | null {
  const kind = tokenKind(state);
  if (kind === null) {
    return null;
  }
  const program = state.owner === TOKEN_2022_PROGRAM ? 'spl-token-2022' : 'spl-token';
  switch (kind) {
    case 'mint':
      return { program, parsed: { type: 'mint', info: mintInfo(state) } };
    case 'multisig':
      return { program, parsed: { type: 'multisig', info: multisigInfo(state) } };
    case 'account': {
      const mint = readMint(mintOf(state));
      return mint === null
        ? null
        : { program, parsed: { type: 'account', info: accountInfo(state, mint, unixSeconds) } };
    }
  }
}

function mintInfo(state: AccountState): unknown {
  return {
    mintAuthority: optionalKey(state.data, 0),
    supply: supplyOf(state).toString(),
    decimals: decimalsOf(state),
    isInitialized: true,
    freezeAuthority: optionalKey(state.data, 46),
    ...extensionList(state),
  };
}

function multisigInfo(state: AccountState): unknown {
  const numRequiredSigners = state.data[0] ?? 0;
  const numValidSigners = state.data[1] ?? 0;
  const signers = Array.from({ length: numValidSigners }, (_, i) =>
    toBase58(state.data.subarray(3 + i * 32, 35 + i * 32)),
  );
  return { numRequiredSigners, numValidSigners, isInitialized: state.data.length === MULTISIG_BYTES, signers };
}

function accountInfo(state: AccountState, mint: AccountState, unixSeconds: number): unknown {
  const data = Buffer.from(state.data);
  const decimals = decimalsOf(mint);
  const multiplier = multiplierOf(mint, unixSeconds);
  const delegate = optionalKey(data, 72);
  const isNative = data.readUInt32LE(109) === 1;
  const rentExempt = isNative ? data.readBigUInt64LE(113) : 0n;
  const closeAuthority = optionalKey(data, 129);
  return {
    mint: mintOf(state),
    owner: ownerOf(state),
    tokenAmount: uiTokenAmount(amountOf(state), decimals, multiplier),
    ...(delegate === null
      ? {}
      : { delegate, delegatedAmount: uiTokenAmount(data.readBigUInt64LE(121), decimals, multiplier) }),
    state: data[108] === 2 ? 'frozen' : 'initialized',
    isNative,
    ...(isNative ? { rentExemptReserve: uiTokenAmount(rentExempt, decimals) } : {}),
    ...(closeAuthority === null ? {} : { closeAuthority }),
    ...extensionList(state),
  };
}

function extensionList(state: AccountState): { extensions?: unknown } {
  return state.data.length > TOKEN_ACCOUNT_BYTES ? { extensions: parseExtensions(state) } : {};
}

/** A COption<Pubkey>: four bytes of tag, then the key. */
function optionalKey(data: Uint8Array, offset: number): string | null {
  return data[offset] === 1 ? toBase58(data.subarray(offset + 4, offset + 36)) : null;
}
