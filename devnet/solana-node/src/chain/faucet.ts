import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { toBase58 } from '../codec/base58.js';
import { addressBytes } from './account-keys.js';
import { SYSTEM_PROGRAM } from './programs.js';
import { decodeTransaction, type DecodedTransaction } from './transaction.js';

/** The account that airdrops come from. It signs ordinary transfers. */
export class Faucet {
  readonly address: string;
  private readonly key: KeyObject;

  /** @param pkcs8 the secret key, PKCS#8 in base64 */
  constructor(pkcs8: string) {
    this.key = createPrivateKey({ key: Buffer.from(pkcs8, 'base64'), format: 'der', type: 'pkcs8' });
    const spki = createPublicKey(this.key).export({ format: 'der', type: 'spki' });
    this.address = toBase58(spki.subarray(-32));
  }

  static newKey(): string {
    const { privateKey } = generateKeyPairSync('ed25519');
    return privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  }

  transfer(to: string, lamports: bigint, blockhash: string): DecodedTransaction {
    const amount = Buffer.alloc(12);
    amount.writeUInt32LE(2, 0); // SystemInstruction::Transfer
    amount.writeBigUInt64LE(lamports, 4);
    const message = Buffer.concat([
      Buffer.from([1, 0, 1, 3]), // one signer, one read-only program, three keys
      addressBytes(this.address),
      addressBytes(to),
      addressBytes(SYSTEM_PROGRAM),
      addressBytes(blockhash),
      Buffer.from([1, 2, 2, 0, 1, amount.length]),
      amount,
    ]);
    return decodeTransaction(Buffer.concat([Buffer.from([1]), sign(null, message, this.key), message]));
  }
}
