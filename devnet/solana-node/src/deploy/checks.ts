import {
  getGroupMemberPointerState,
  getMetadataPointerState,
  getPausableConfig,
  getScaledUiAmountConfig,
  getTokenGroupMemberState,
  getTokenGroupState,
  getExtensionData,
  ExtensionType,
  type Mint,
  TOKEN_2022_PROGRAM_ID,
  unpackMint,
  unpackMultisig,
} from '@solana/spl-token';
import { unpack, type TokenMetadata } from '@solana/spl-token-metadata';
import type { AccountInfo, PublicKey } from '@solana/web3.js';
import { type AssetConfig, ConfigError, type DeploymentConfig } from './config.js';
import { DECIMALS } from './instructions.js';

type Account = AccountInfo<Buffer> | null;

/** How far a mint is: not there, created and still the payer's, or complete. */
export type MintStage = 'absent' | 'created' | 'complete';

/** Compares the multisig on the chain with the configuration. False when it is not there yet. */
export function multisigExists(config: DeploymentConfig, account: Account): boolean {
  if (account === null) {
    return false;
  }
  const multisig = unpackMultisig(config.multisig.publicKey, account, TOKEN_2022_PROGRAM_ID);
  const signers = Array.from({ length: multisig.n }, (_, i) => multisig[`signer${i + 1}` as 'signer1'].toBase58());
  same('multisig threshold', multisig.m, config.threshold);
  same('multisig signers', signers.join(), config.attesters.map(String).join());
  return true;
}

/** Compares the group mint with the configuration. False when it is not there yet. */
export function groupExists(config: DeploymentConfig, account: Account): boolean {
  if (account === null) {
    return false;
  }
  const mint = unpackMint(config.groupMint.publicKey, account, TOKEN_2022_PROGRAM_ID);
  const authority = getTokenGroupState(mint)?.updateAuthority;
  sameKey('group update authority', authority, config.groupAuthority.publicKey);
  same('group mint authority', mint.mintAuthority, null);
  return true;
}

/** Compares an asset's mint with the configuration and says how far it is. */
export function mintStage(config: DeploymentConfig, asset: AssetConfig, account: Account): MintStage {
  if (account === null) {
    return 'absent';
  }
  const what = (name: string) => `${name} of the mint of ${asset.isin}`;
  const mint = unpackMint(asset.mint.publicKey, account, TOKEN_2022_PROGRAM_ID);
  same(what('decimals'), mint.decimals, DECIMALS);
  sameKey(what('freeze authority'), mint.freezeAuthority, config.compliance);
  sameKey(what('scaled amount authority'), getScaledUiAmountConfig(mint)?.authority, config.actionAuthority);
  sameKey(what('pause authority'), getPausableConfig(mint)?.authority, config.pauseAuthority);
  sameKey(what('metadata pointer'), getMetadataPointerState(mint)?.metadataAddress, mint.address);
  sameKey(what('group member pointer'), getGroupMemberPointerState(mint)?.memberAddress, mint.address);
  const metadata = metadataOf(mint);
  if (mint.mintAuthority?.equals(config.payer.publicKey) === true) {
    return 'created';
  }
  sameKey(what('mint authority'), mint.mintAuthority, config.multisig.publicKey);
  const additional = new Map(metadata?.additionalMetadata ?? []);
  same(what('isin field'), additional.get('isin'), asset.isin);
  same(what('actionEpoch field'), /^\d+$/.test(additional.get('actionEpoch') ?? ''), true);
  sameKey(what('metadata update authority'), metadata?.updateAuthority, config.actionAuthority);
  sameKey(what('group'), getTokenGroupMemberState(mint)?.group, config.groupMint.publicKey);
  return 'complete';
}

function metadataOf(mint: Mint): TokenMetadata | null {
  const data = getExtensionData(ExtensionType.TokenMetadata, mint.tlvData);
  return data === null ? null : unpack(data);
}

function sameKey(what: string, found: PublicKey | null | undefined, wanted: PublicKey): void {
  same(what, found?.toBase58(), wanted.toBase58());
}

function same(what: string, found: unknown, wanted: unknown): void {
  if (found !== wanted) {
    throw new ConfigError(`the ${what} is ${String(found)} on the chain, the configuration says ${String(wanted)}`);
  }
}
