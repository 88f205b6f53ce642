import { Keypair, PublicKey } from '@solana/web3.js';
import { members } from './shape.js';
import { derivedKeypair, readSecretKey } from './keys.js';

export interface AssetConfig {
  readonly isin: string;
  readonly name: string;
  readonly symbol: string;
  readonly uri: string;
  /** The mint's address, and its key for creating the account. */
  readonly mint: Keypair;
}

export interface DeploymentConfig {
  readonly domain: number;
  readonly payer: Keypair;
  readonly groupAuthority: Keypair;
  readonly attesters: readonly PublicKey[];
  readonly threshold: number;
  readonly replayAuthority: PublicKey;
  /** Freeze authority of every mint. */
  readonly compliance: PublicKey;
  /** May pause a mint; compliance unless given. */
  readonly pauseAuthority: PublicKey;
  /** May change multiplier and metadata at corporate actions; the payer unless given. */
  readonly actionAuthority: PublicKey;
  readonly multisig: Keypair;
  readonly groupMint: Keypair;
  readonly assets: readonly AssetConfig[];
}

/** A configuration that cannot be deployed; the message names the member and what is expected. */
export class ConfigError extends Error {}

const MAX_ATTESTERS = 11; // limit of an SPL multisig
const MAX_TEXT_BYTES = { name: 64, symbol: 16, uri: 200 }; // keeps the creating transaction in one packet

/** Reads a deployment configuration. Secret keys may be base-58 text, a JSON array, or the path of a file with either. */
export function parseConfig(json: unknown): DeploymentConfig {
  const config = members(json, 'config');
  const payer = readSecretKey(config.text('payerSecretKey'), 'payerSecretKey');
  const groupSecret = config.optionalText('groupAuthoritySecretKey');
  const seed = config.optionalText('seed') ?? Buffer.from(payer.secretKey).toString('hex');
  const compliance = publicKey(config.text('compliance'), 'compliance');
  const attesters = config.list('attesters').map((key, i) => publicKey(String(key), `attesters[${i}]`));
  const threshold = config.integer('threshold');
  if (attesters.length === 0 || attesters.length > MAX_ATTESTERS) {
    throw new ConfigError(`attesters must be 1 to ${MAX_ATTESTERS} keys`);
  }
  if (new Set(attesters.map(String)).size !== attesters.length) {
    throw new ConfigError('attesters must be different keys');
  }
  if (threshold < 1 || threshold > attesters.length) {
    throw new ConfigError(`threshold must be from 1 to ${attesters.length}, the number of attesters`);
  }
  const pause = config.optionalText('pauseAuthority');
  const action = config.optionalText('actionAuthority');
  const assets = config.list('assets').map((asset, i) => parseAsset(asset, `assets[${i}]`, seed));
  requireDistinct(assets);
  return {
    domain: config.optionalInteger('domain') ?? 900,
    payer,
    groupAuthority: groupSecret === undefined ? payer : readSecretKey(groupSecret, 'groupAuthoritySecretKey'),
    attesters,
    threshold,
    replayAuthority: publicKey(config.text('replayAuthority'), 'replayAuthority'),
    compliance,
    pauseAuthority: pause === undefined ? compliance : publicKey(pause, 'pauseAuthority'),
    actionAuthority: action === undefined ? payer.publicKey : publicKey(action, 'actionAuthority'),
    multisig: derivedKeypair(seed, 'multisig'),
    groupMint: derivedKeypair(seed, 'group'),
    assets,
  };
}

function parseAsset(json: unknown, where: string, seed: string): AssetConfig {
  const asset = members(json, where);
  const isin = asset.text('isin');
  if (!/^[A-Z]{2}[A-Z0-9]{9}[0-9]$/.test(isin)) {
    throw new ConfigError(`${where}.isin is not an ISIN: ${isin}`);
  }
  const secret = asset.optionalText('mintSecretKey');
  const texts = { name: asset.text('name'), symbol: asset.text('symbol'), uri: asset.text('uri') };
  for (const [name, max] of Object.entries(MAX_TEXT_BYTES)) {
    if (Buffer.byteLength(texts[name as keyof typeof texts]) > max) {
      throw new ConfigError(`${where}.${name} is longer than ${max} bytes`);
    }
  }
  const mint =
    secret === undefined ? derivedKeypair(seed, `mint/${isin}`) : readSecretKey(secret, `${where}.mintSecretKey`);
  return { isin, ...texts, mint };
}

function requireDistinct(assets: readonly AssetConfig[]): void {
  const isins = new Set(assets.map((asset) => asset.isin));
  const mints = new Set(assets.map((asset) => asset.mint.publicKey.toBase58()));
  if (isins.size !== assets.length || mints.size !== assets.length) {
    throw new ConfigError('assets must have different ISINs and different mints');
  }
}

function publicKey(text: string, where: string): PublicKey {
  try {
    return new PublicKey(text);
  } catch {
    throw new ConfigError(`${where} is not a Solana address: ${text}`);
  }
}
