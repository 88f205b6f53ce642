import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Keypair, SystemProgram } from '@solana/web3.js';
import { rpc, send, signed, startTestNode, type TestNode } from './support.js';

// Slots advance only when a test says so.
const STILL = 3_600_000;
const SOL = 1_000_000_000;

describe('slots and commitment', () => {
  let node: TestNode;
  const call = async (method: string, ...params: unknown[]) => {
    const answer = await rpc(node.url, method, params);
    if (answer.error !== undefined) {
      throw Object.assign(new Error(answer.error.message), answer.error);
    }
    return answer.result;
  };
  const advance = (slots: number) => call('devnet_advanceSlots', slots);

  before(async () => {
    node = await startTestNode({ slotMs: STILL, depths: { confirmed: 2, finalized: 5 } });
  });
  after(() => node.remove());

  it('reads each account as it was at the slot of the commitment', async () => {
    const key = Keypair.generate().publicKey.toBase58();
    const balances = async () => {
      const seen = [];
      for (const commitment of ['processed', 'confirmed', 'finalized']) {
        const { context, value } = await call('getBalance', key, { commitment });
        seen.push([(await call('getSlot', { commitment })) === context.slot, value]);
      }
      return seen;
    };
    await call('requestAirdrop', key, SOL);
    assert.deepEqual(await balances(), [
      [true, SOL],
      [true, 0],
      [true, 0],
    ]);
    await advance(1);
    await call('requestAirdrop', key, SOL);
    assert.deepEqual(await balances(), [
      [true, 2 * SOL],
      [true, 0],
      [true, 0],
    ]);
    await advance(1);
    assert.deepEqual(await balances(), [
      [true, 2 * SOL],
      [true, SOL],
      [true, 0],
    ]);
    await advance(1);
    assert.deepEqual(await balances(), [
      [true, 2 * SOL],
      [true, 2 * SOL],
      [true, 0],
    ]);
    await advance(2);
    assert.deepEqual(await balances(), [
      [true, 2 * SOL],
      [true, 2 * SOL],
      [true, SOL],
    ]);
    await advance(1);
    assert.deepEqual(await balances(), [
      [true, 2 * SOL],
      [true, 2 * SOL],
      [true, 2 * SOL],
    ]);
  });

  it('shows transactions, signatures and blocks from their commitment on', async () => {
    const key = Keypair.generate().publicKey.toBase58();
    const signature = await call('requestAirdrop', key, SOL);
    const slot = await call('getSlot', { commitment: 'processed' });
    const status = async () => (await call('getSignatureStatuses', [signature])).value[0];
    const visible = async (commitment: string) =>
      (await call('getTransaction', signature, { commitment })) !== null &&
      (await call('getSignaturesForAddress', key, { commitment })).length === 1;
    assert.deepEqual(await status(), {
      slot,
      confirmations: 0,
      err: null,
      status: { Ok: null },
      confirmationStatus: 'processed',
    });
    assert.equal(await visible('confirmed'), false);
    await assert.rejects(call('getBlock', slot, { commitment: 'confirmed' }), { code: -32004 });
    await advance(2);
    assert.equal((await status()).confirmationStatus, 'confirmed');
    assert.equal(await visible('confirmed'), true);
    assert.equal(await visible('finalized'), false);
    await advance(3);
    assert.equal((await status()).confirmations, null);
    assert.equal((await status()).confirmationStatus, 'finalized');
    assert.equal(await visible('finalized'), true);
    const block = await call('getBlock', slot, { transactionDetails: 'signatures' });
    assert.deepEqual(block.signatures, [signature]);
    await assert.rejects(call('getTransaction', signature, { commitment: 'processed' }), { code: -32602 });
  });

  it('finds old statuses only when the history is searched', async () => {
    const signature = await call('requestAirdrop', Keypair.generate().publicKey.toBase58(), SOL);
    await advance(301);
    assert.deepEqual((await call('getSignatureStatuses', [signature])).value, [null]);
    const found = await call('getSignatureStatuses', [signature], { searchTransactionHistory: true });
    assert.equal(found.value[0].confirmationStatus, 'finalized');
  });

  it('refuses a context slot that it has not reached', async () => {
    const slot = await call('getSlot', { commitment: 'finalized' });
    assert.equal(await call('getSlot', { minContextSlot: slot }), slot);
    await assert.rejects(call('getSlot', { minContextSlot: slot + 1 }), {
      code: -32016,
      data: { contextSlot: slot },
    });
    const key = Keypair.generate().publicKey.toBase58();
    await assert.rejects(call('getAccountInfo', key, { minContextSlot: slot + 1 }), { code: -32016 });
    await assert.rejects(call('getSignaturesForAddress', key, { minContextSlot: slot + 1 }), { code: -32016 });
  });

  it('preflights on the state of the preflight commitment', async () => {
    const payer = Keypair.generate();
    await call('requestAirdrop', payer.publicKey.toBase58(), SOL);
    const { blockhash } = (await call('getLatestBlockhash')).value; // finalized, so every bank knows it
    const transfer = SystemProgram.transfer({ fromPubkey: payer.publicKey, toPubkey: payer.publicKey, lamports: 1 });
    const transaction = await signed(node.connection, [transfer], [payer]);
    transaction.recentBlockhash = blockhash;
    transaction.sign(payer);
    const wire = transaction.serialize().toString('base64');
    await assert.rejects(call('sendTransaction', wire, { encoding: 'base64' }), (error: any) => {
      assert.equal(error.code, -32002);
      assert.equal(error.data.err, 'AccountNotFound');
      assert.deepEqual(error.data.logs, []);
      return true;
    });
    const signature = await call('sendTransaction', wire, { encoding: 'base64', preflightCommitment: 'processed' });
    // The finalized bank has not seen it, so a second send is silently the same; later it says so.
    assert.equal(await call('sendTransaction', wire, { encoding: 'base64', skipPreflight: true }), signature);
    await assert.rejects(call('sendTransaction', wire, { encoding: 'base64', preflightCommitment: 'processed' }), {
      code: -32002,
      message: 'Transaction simulation failed: This transaction has already been processed',
    });
    await advance(5);
    // The airdrop and one transfer, not two.
    assert.equal((await call('getBlock', await call('getSlot'))).transactions.length, 2);
    assert.equal((await call('getSignaturesForAddress', payer.publicKey.toBase58())).length, 2);
  });

  it('lets a blockhash live for 150 slots and no longer', async () => {
    const payer = Keypair.generate();
    await call('requestAirdrop', payer.publicKey.toBase58(), SOL);
    const { blockhash, lastValidBlockHeight } = (await call('getLatestBlockhash', { commitment: 'processed' })).value;
    const transfer = (lamports: number) =>
      SystemProgram.transfer({ fromPubkey: payer.publicKey, toPubkey: payer.publicKey, lamports });
    const [early, late] = [
      await signed(node.connection, [transfer(1)], [payer]),
      await signed(node.connection, [transfer(2)], [payer]),
    ];
    const options = { encoding: 'base64', preflightCommitment: 'processed' };
    await advance(lastValidBlockHeight - (await call('getBlockHeight', { commitment: 'processed' })));
    assert.equal((await call('isBlockhashValid', blockhash, { commitment: 'processed' })).value, true);
    await call('sendTransaction', early.serialize().toString('base64'), options);
    await advance(1);
    assert.equal((await call('isBlockhashValid', blockhash, { commitment: 'processed' })).value, false);
    const wire = late.serialize().toString('base64');
    await assert.rejects(call('sendTransaction', wire, options), (error: any) => {
      assert.equal(error.code, -32002);
      assert.equal(error.message, 'Transaction simulation failed: Blockhash not found');
      assert.equal(error.data.err, 'BlockhashNotFound');
      return true;
    });
    const dropped = await call('sendTransaction', wire, { encoding: 'base64', skipPreflight: true });
    assert.deepEqual((await call('getSignatureStatuses', [dropped])).value, [null]);
    const simulated = await call('simulateTransaction', wire, {
      encoding: 'base64',
      replaceRecentBlockhash: true,
      commitment: 'processed',
    });
    assert.equal(simulated.value.err, null);
    assert.equal(typeof simulated.value.replacementBlockhash.blockhash, 'string');
  });

  it('lists signatures newest first, within one slot too, between before and until', async () => {
    const payer = Keypair.generate();
    await call('requestAirdrop', payer.publicKey.toBase58(), SOL);
    const sent: string[] = [];
    for (let i = 0; i < 6; i++) {
      const transfer = SystemProgram.transfer({ fromPubkey: payer.publicKey, toPubkey: payer.publicKey, lamports: i });
      sent.unshift(await send(node.connection, [transfer], [payer]));
      if (i === 3) {
        await advance(1);
      }
    }
    await advance(5);
    const list = async (config: object) =>
      (await call('getSignaturesForAddress', payer.publicKey.toBase58(), config)).map((info: any) => info.signature);
    assert.deepEqual(await list({ limit: 6 }), sent);
    assert.deepEqual(await list({ limit: 2 }), sent.slice(0, 2));
    assert.deepEqual(await list({ before: sent[1], limit: 2 }), sent.slice(2, 4));
    assert.deepEqual(await list({ until: sent[4] }), sent.slice(0, 4));
    assert.deepEqual(await list({ before: sent[0], until: sent[2] }), [sent[1]]);
    assert.deepEqual(await list({ before: '1'.repeat(64) }), []);
    await assert.rejects(list({ limit: 1001 }), { code: -32602 });
    await assert.rejects(list({ commitment: 'processed' }), { code: -32602 });
  });

  it('lands a failing transaction that skips preflight, with its fee and logs', async () => {
    const payer = Keypair.generate();
    await call('requestAirdrop', payer.publicKey.toBase58(), SOL);
    const transfer = SystemProgram.transfer({
      fromPubkey: payer.publicKey,
      toPubkey: Keypair.generate().publicKey,
      lamports: 2 * SOL,
    });
    const signature = await send(node.connection, [transfer], [payer], true);
    await advance(5);
    const { meta } = await call('getTransaction', signature, 'json');
    assert.deepEqual(meta.err, { InstructionError: [0, { Custom: 1 }] });
    assert.equal(meta.postBalances[0], SOL - 5000);
    assert.ok(meta.logMessages.some((line: string) => line.includes('insufficient lamports')));
    const [info] = await call('getSignaturesForAddress', payer.publicKey.toBase58(), { limit: 1 });
    assert.deepEqual(info.err, meta.err);
  });
});
