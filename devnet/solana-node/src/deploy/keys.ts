import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { Keypair } from '@solana/web3.js';
import { fromBase58 } from '../codec/base58.js';
import { ConfigError } from './config.js';

/** A key pair from base-58 of 64 bytes, a JSON array of 64 numbers, or the path of a file that holds either. */
export function readSecretKey(text: string, where: string): Keypair {
  const content = existsSync(text) ? readFileSync(text, 'utf8').trim() : text;
  let bytes: Uint8Array;
  try {
    bytes = content.startsWith('[') ? Uint8Array.from(JSON.parse(content) as number[]) : fromBase58(content);
  } catch {
    throw new ConfigError(`${where} is neither a file nor a base-58 secret key`); // and never echoes it
  }
  if (bytes.length !== 64) {
    throw new ConfigError(`${where} must be 64 bytes, it has ${bytes.length}`);
  }
  try {
    return Keypair.fromSecretKey(bytes);
  } catch {
    throw new ConfigError(`${where}: its public half does not belong to its secret half`);
  }
}

/** A key pair that depends on the deployment's seed and a name only, so that addresses stay the same. */
export function derivedKeypair(seed: string, name: string): Keypair {
  const secret = createHash('sha256').update(`stockbridge/solana-deployment/${name}/`).update(seed).digest();
  return Keypair.fromSeed(secret);
}
