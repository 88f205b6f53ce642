import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection, Keypair, Transaction, type Signer, type TransactionInstruction } from '@solana/web3.js';
import { startNode, type RunningNode } from '../src/node.js';
import type { NodeOptions } from '../src/options.js';

export interface TestNode extends RunningNode {
  readonly url: string;
  readonly wsUrl: string;
  readonly connection: Connection;
  readonly stateFolder: string;
  /** Stops the node and removes its state. */
  remove(): Promise<void>;
}

export function newStateFolder(): string {
  return mkdtempSync(join(tmpdir(), 'solana-node-test-'));
}

/** A node in this process on free ports, with fast slots unless told otherwise. */
export async function startTestNode(options: Partial<NodeOptions> = {}): Promise<TestNode> {
  const stateFolder = options.stateFolder ?? newStateFolder();
  const node = await startNode({
    host: '127.0.0.1',
    port: 0,
    wsPort: 0,
    slotMs: 60,
    depths: { confirmed: 1, finalized: 4 },
    blockhashSlots: 150,
    allowFaults: true,
    ...options,
    stateFolder,
  });
  const url = `http://127.0.0.1:${node.port}`;
  const wsUrl = `ws://127.0.0.1:${node.wsPort}`;
  const connection = new Connection(url, { commitment: 'processed', wsEndpoint: wsUrl });
  return {
    ...node,
    url,
    wsUrl,
    connection,
    stateFolder,
    remove: async () => {
      // web3.js would go on connecting for ever.
      (connection as unknown as { _rpcWebSocket: { close(): void } })._rpcWebSocket.close();
      await node.stop();
      rmSync(stateFolder, { recursive: true, force: true });
    },
  };
}

/** One JSON-RPC call with nothing between the test and the wire. */
export async function rpc(url: string, method: string, params: unknown[] = []): Promise<any> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  return response.json();
}

export async function funded(connection: Connection, sol = 100): Promise<Keypair> {
  const keypair = Keypair.generate();
  await connection.requestAirdrop(keypair.publicKey, sol * 1_000_000_000);
  return keypair;
}

/** Signs and sends instructions, preflight at `processed`; returns the signature. */
export async function send(
  connection: Connection,
  instructions: TransactionInstruction[],
  signers: [Signer, ...Signer[]],
  skipPreflight = false,
): Promise<string> {
  const transaction = await signed(connection, instructions, signers);
  return connection.sendRawTransaction(
    transaction.serialize({ verifySignatures: false, requireAllSignatures: false }),
    {
      preflightCommitment: 'processed',
      skipPreflight,
    },
  );
}

export async function signed(
  connection: Connection,
  instructions: TransactionInstruction[],
  signers: [Signer, ...Signer[]],
): Promise<Transaction> {
  const { blockhash } = await connection.getLatestBlockhash('processed');
  const transaction = new Transaction({ feePayer: signers[0].publicKey, recentBlockhash: blockhash } as never);
  transaction.add(...instructions).sign(...signers);
  return transaction;
}

/** Waits until a condition holds; fails after the time. */
export async function until(what: string, condition: () => Promise<boolean> | boolean, timeoutMs = 10_000) {
  const end = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > end) {
      throw new Error(`timed out waiting until ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
