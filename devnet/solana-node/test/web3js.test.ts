import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  ComputeBudgetProgram,
  Keypair,
  PublicKey,
  sendAndConfirmTransaction,
  SystemProgram,
  Transaction,
  TransactionInstruction,
  TransactionMessage,
  VersionedTransaction,
} from '@solana/web3.js';
import { funded, send, startTestNode, until, type TestNode } from './support.js';

const MEMO = new PublicKey('MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr');

describe('@solana/web3.js', () => {
  let node: TestNode;
  let payer: Keypair;

  before(async () => {
    node = await startTestNode();
    payer = await funded(node.connection);
  });
  after(() => node.remove());

  it('confirms an airdrop through the WebSocket', async () => {
    const to = Keypair.generate().publicKey;
    const signature = await node.connection.requestAirdrop(to, 1_500_000_000);
    const latest = await node.connection.getLatestBlockhash();
    const { value } = await node.connection.confirmTransaction({ signature, ...latest }, 'confirmed');
    assert.equal(value.err, null);
    assert.equal(await node.connection.getBalance(to), 1_500_000_000);
  });

  it('sends, confirms and reads a transfer with a memo', async () => {
    const to = Keypair.generate().publicKey;
    const transaction = new Transaction().add(
      ComputeBudgetProgram.setComputeUnitLimit({ units: 20_000 }),
      ComputeBudgetProgram.setComputeUnitPrice({ microLamports: 1_000_000 }),
      SystemProgram.transfer({ fromPubkey: payer.publicKey, toPubkey: to, lamports: 5_000_000 }),
      new TransactionInstruction({ programId: MEMO, keys: [], data: Buffer.from('sb1:8453:x') }),
    );
    const signature = await sendAndConfirmTransaction(node.connection, transaction, [payer], {
      commitment: 'finalized',
      preflightCommitment: 'processed',
    });
    const found = await node.connection.getTransaction(signature, {
      commitment: 'finalized',
      maxSupportedTransactionVersion: 0,
    });
    assert.equal(found?.meta?.err, null);
    assert.equal(found?.meta?.fee, 25_000);
    assert.equal(found?.meta?.preBalances[0], (found?.meta?.postBalances[0] ?? 0) + 25_000 + 5_000_000);
    assert.equal(found?.version, 'legacy');
    const parsed = await node.connection.getParsedTransaction(signature, 'finalized');
    const instructions = parsed?.transaction.message.instructions ?? [];
    assert.deepEqual('parsed' in instructions[2]! && instructions[2].parsed, {
      type: 'transfer',
      info: { source: payer.publicKey.toBase58(), destination: to.toBase58(), lamports: 5_000_000 },
    });
    assert.equal('parsed' in instructions[3]! && instructions[3].parsed, 'sb1:8453:x');
    const [info] = await node.connection.getSignaturesForAddress(to, { limit: 1 }, 'finalized');
    assert.equal(info?.signature, signature);
    assert.equal(info?.memo, '[10] sb1:8453:x');
    assert.equal(info?.confirmationStatus, 'finalized');
    assert.equal(info?.blockTime, found?.blockTime);
    const block = await node.connection.getBlock(found?.slot ?? 0, {
      commitment: 'confirmed',
      maxSupportedTransactionVersion: 0,
    });
    assert.ok(block?.transactions.some((entry) => entry.transaction.signatures[0] === signature));
    assert.equal(block?.parentSlot, (found?.slot ?? 0) - 1);
  });

  it('sends and simulates version-0 transactions', async () => {
    const { blockhash } = await node.connection.getLatestBlockhash();
    const message = new TransactionMessage({
      payerKey: payer.publicKey,
      recentBlockhash: blockhash,
      instructions: [SystemProgram.transfer({ fromPubkey: payer.publicKey, toPubkey: payer.publicKey, lamports: 1 })],
    }).compileToV0Message();
    const transaction = new VersionedTransaction(message);
    transaction.sign([payer]);
    const simulated = await node.connection.simulateTransaction(transaction, {
      sigVerify: true,
      accounts: { encoding: 'base64', addresses: [payer.publicKey.toBase58()] },
    });
    assert.equal(simulated.value.err, null);
    assert.equal(simulated.value.unitsConsumed, 150);
    assert.equal(simulated.value.accounts?.[0]?.owner, SystemProgram.programId.toBase58());
    const signature = await node.connection.sendTransaction(transaction, { preflightCommitment: 'processed' });
    await until('the transaction is confirmed', async () => {
      const { value } = await node.connection.getSignatureStatus(signature);
      return value?.confirmationStatus === 'confirmed' || value?.confirmationStatus === 'finalized';
    });
    assert.equal(
      await node.connection
        .getTransaction(signature, { commitment: 'confirmed', maxSupportedTransactionVersion: 0 })
        .then((t) => t?.version),
      0,
    );
    await assert.rejects(
      node.connection.getTransaction(signature, { commitment: 'confirmed' } as never),
      /Transaction version \(0\) is not supported/,
    );
    assert.equal((await node.connection.getFeeForMessage(message)).value, 5000);
  });

  it('reports a failed preflight with its logs', async () => {
    const poor = await funded(node.connection, 1);
    await assert.rejects(
      send(
        node.connection,
        [SystemProgram.transfer({ fromPubkey: poor.publicKey, toPubkey: payer.publicKey, lamports: 2_000_000_000 })],
        [poor],
      ),
      (error: Error & { logs?: string[] }) => {
        assert.match(error.message, /Error processing Instruction 0: custom program error: 0x1/);
        assert.ok(error.logs?.some((line) => line.startsWith('Transfer: insufficient lamports')));
        return true;
      },
    );
  });

  it('hears slots, logs and account changes', async () => {
    const to = Keypair.generate().publicKey;
    const heard = { slots: 0, logs: [] as string[], lamports: [] as number[] };
    const ids = [
      node.connection.onSlotChange((info) => {
        assert.equal(info.parent, info.slot - 1);
        heard.slots += 1;
      }),
      node.connection.onLogs(to, (logs) => heard.logs.push(logs.signature), 'confirmed'),
      node.connection.onAccountChange(to, (account) => heard.lamports.push(account.lamports), {
        commitment: 'finalized',
      }),
    ] as const;
    await until('slots are heard', () => heard.slots > 0);
    const first = await node.connection.requestAirdrop(to, 1_000_000);
    await until('the airdrop is heard', () => heard.lamports.length === 1);
    assert.deepEqual(heard.logs, [first]);
    assert.deepEqual(heard.lamports, [1_000_000]);
    await node.connection.removeSlotChangeListener(ids[0]);
    await node.connection.removeOnLogsListener(ids[1]);
    await node.connection.removeAccountChangeListener(ids[2]);
  });
});
