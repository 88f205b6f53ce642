import {
  type Connection,
  type Keypair,
  type SignatureStatus,
  Transaction,
  type TransactionInstruction,
} from '@solana/web3.js';
import { fromBase58 } from '../codec/base58.js';

/** Instructions that belong into one transaction, with a name for messages. */
export interface Step {
  readonly name: string;
  readonly instructions: readonly TransactionInstruction[];
  readonly signers: readonly Keypair[];
}

const ATTEMPTS = 5;
const POLL_MS = 200;

/** Sends steps side by side and waits until all are confirmed; repeats a step whose blockhash expired. */
export async function sendAll(connection: Connection, payer: Keypair, steps: readonly Step[]): Promise<void> {
  let left = [...steps];
  for (let attempt = 1; left.length > 0; attempt++) {
    if (attempt > ATTEMPTS) {
      throw new Error(
        `${left.length} transactions did not land in ${ATTEMPTS} attempts, the first: ${left[0]?.name ?? ''}`,
      );
    }
    left = await sendOnce(connection, payer, left);
  }
}

/** Returns the steps that did not land before their blockhash expired. */
async function sendOnce(connection: Connection, payer: Keypair, steps: readonly Step[]): Promise<Step[]> {
  const { blockhash, lastValidBlockHeight } = await connection.getLatestBlockhash('confirmed');
  const pending = new Map<string, Step>();
  for (const step of steps) {
    const transaction = new Transaction({ feePayer: payer.publicKey, blockhash, lastValidBlockHeight });
    transaction
      .add(...step.instructions)
      .sign(payer, ...step.signers.filter((key) => !key.publicKey.equals(payer.publicKey)));
    try {
      pending.set(
        await connection.sendRawTransaction(transaction.serialize(), { preflightCommitment: 'confirmed' }),
        step,
      );
    } catch (cause) {
      throw new Error(`${step.name} failed: ${(cause as Error).message}`, { cause });
    }
  }
  while (pending.size > 0) {
    const height = await connection.getBlockHeight('confirmed');
    await settle(connection, pending);
    if (height > lastValidBlockHeight) {
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, pending.size > 0 ? POLL_MS : 0));
  }
  return [...pending.values()];
}

/** Takes confirmed transactions out of `pending`; a failed one throws. */
async function settle(connection: Connection, pending: Map<string, Step>): Promise<void> {
  const signatures = [...pending.keys()];
  const statuses: (SignatureStatus | null)[] = [];
  for (let i = 0; i < signatures.length; i += 256) {
    statuses.push(...(await connection.getSignatureStatuses(signatures.slice(i, i + 256))).value);
  }
  signatures.forEach((signature, i) => {
    const status = statuses[i] ?? null;
    if (status?.err != null) {
      throw new Error(
        `${pending.get(signature)?.name ?? signature} failed: ${JSON.stringify(status.err)} (${signature})`,
      );
    }
    if (status?.confirmationStatus === 'confirmed' || status?.confirmationStatus === 'finalized') {
      pending.delete(signature);
    }
  });
}

/** Waits until what is confirmed now is finalized. */
export async function waitForFinality(connection: Connection): Promise<void> {
  const slot = await connection.getSlot('confirmed');
  while ((await connection.getSlot('finalized')) < slot) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Bytes of a base-58 genesis hash; throws when a node answers something else. */
export function requireHash(text: string): string {
  if (fromBase58(text).length !== 32) {
    throw new Error(`the node's genesis hash is not a hash: ${text}`);
  }
  return text;
}
