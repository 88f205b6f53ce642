import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  Keypair,
  PublicKey,
  SystemProgram,
  TransactionInstruction,
  TransactionMessage,
  VersionedTransaction,
} from '@solana/web3.js';
import { funded, rpc, signed, startTestNode, type TestNode } from './support.js';

const MEMO = new PublicKey('MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr');
const ROUNDS = 250;
const EXPECTED = new Set([undefined, -32602, -32002, -32003]);

/** A small generator (mulberry32), so that a printed seed repeats a run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

describe('transactions that somebody damaged', () => {
  let node: TestNode;
  let payer: Keypair;

  before(async () => {
    node = await startTestNode({ slotMs: 3_600_000 });
    payer = await funded(node.connection);
  });
  after(() => node.remove());

  it('are refused or fail, and never break the node', async () => {
    const seed = Date.now() >>> 0;
    console.log(`seed=${seed}`);
    const random = randomFrom(seed);
    const instructions = [
      SystemProgram.transfer({ fromPubkey: payer.publicKey, toPubkey: Keypair.generate().publicKey, lamports: 9 }),
      new TransactionInstruction({ programId: MEMO, keys: [], data: Buffer.from('hello') }),
    ];
    const { blockhash: recentBlockhash } = await node.connection.getLatestBlockhash('processed');
    const versioned = new VersionedTransaction(
      new TransactionMessage({ payerKey: payer.publicKey, recentBlockhash, instructions }).compileToV0Message(),
    );
    versioned.sign([payer]);
    const wires = [
      (await signed(node.connection, instructions, [payer])).serialize(),
      Buffer.from(versioned.serialize()),
    ];
    for (let round = 0; round < ROUNDS; round++) {
      const wire = Buffer.from(wires[random(2)] ?? []);
      for (let changes = random(4); changes >= 0; changes--) {
        wire[random(wire.length)] = random(256);
      }
      const damaged = wire.subarray(0, random(4) === 0 ? random(wire.length) : wire.length).toString('base64');
      for (const [method, config] of [
        ['simulateTransaction', { encoding: 'base64', commitment: 'processed', innerInstructions: true }],
        ['sendTransaction', { encoding: 'base64', preflightCommitment: 'processed' }],
        ['sendTransaction', { encoding: 'base64', skipPreflight: true }],
      ] as const) {
        const { error } = await rpc(node.url, method, [damaged, config]);
        assert.ok(EXPECTED.has(error?.code), `${method} ${damaged}: ${JSON.stringify(error)}`);
      }
    }
    assert.equal((await rpc(node.url, 'getHealth')).result, 'ok');
  });
});
