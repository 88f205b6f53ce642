import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  address,
  airdropFactory,
  appendTransactionMessageInstructions,
  compileTransaction,
  createSolanaRpc,
  createSolanaRpcSubscriptions,
  createTransactionMessage,
  generateKeyPairSigner,
  getBase64EncodedWireTransaction,
  getSignatureFromTransaction,
  isSolanaError,
  type KeyPairSigner,
  lamports,
  pipe,
  sendAndConfirmTransactionFactory,
  setTransactionMessageFeePayerSigner,
  setTransactionMessageLifetimeUsingBlockhash,
  signTransactionMessageWithSigners,
  SOLANA_ERROR__JSON_RPC__SERVER_ERROR_SEND_TRANSACTION_PREFLIGHT_FAILURE,
  type Base64EncodedWireTransaction,
  type Signature,
  type TransactionMessageBytesBase64,
} from '@solana/kit';
import { startTestNode, until, type TestNode } from './support.js';

const MEMO = address('MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr');

describe('@solana/kit', () => {
  let node: TestNode;
  let rpc: ReturnType<typeof createSolanaRpc>;
  let subscriptions: ReturnType<typeof createSolanaRpcSubscriptions>;
  let payer: KeyPairSigner;

  before(async () => {
    node = await startTestNode();
    rpc = createSolanaRpc(node.url);
    subscriptions = createSolanaRpcSubscriptions(node.wsUrl);
    payer = await generateKeyPairSigner();
    const airdrop = airdropFactory({ rpc, rpcSubscriptions: subscriptions } as never);
    await airdrop({
      commitment: 'confirmed',
      recipientAddress: payer.address,
      lamports: lamports(5_000_000_000n),
    });
  });
  after(() => node.remove());

  async function memoTransaction(text: string) {
    const { value: latest } = await rpc.getLatestBlockhash({ commitment: 'confirmed' }).send();
    const message = pipe(
      createTransactionMessage({ version: 0 }),
      (m) => setTransactionMessageFeePayerSigner(payer, m),
      (m) => setTransactionMessageLifetimeUsingBlockhash(latest, m),
      (m) => appendTransactionMessageInstructions([{ programAddress: MEMO, data: new TextEncoder().encode(text) }], m),
    );
    return { message, transaction: await signTransactionMessageWithSigners(message) };
  }

  it('sends and confirms with its factory and reads every form of the transaction', async () => {
    const { transaction } = await memoTransaction('from kit');
    const sendAndConfirm = sendAndConfirmTransactionFactory({ rpc, rpcSubscriptions: subscriptions } as never);
    await sendAndConfirm(transaction as never, { commitment: 'confirmed' });
    const signature = getSignatureFromTransaction(transaction as never);
    for (const encoding of ['json', 'jsonParsed', 'base64', 'base58'] as const) {
      const found = await rpc
        .getTransaction(signature, {
          encoding: encoding as 'json',
          commitment: 'confirmed',
          maxSupportedTransactionVersion: 0,
        })
        .send();
      assert.equal(found?.meta?.err, null);
      assert.equal(found?.meta?.fee, 5000n);
      assert.equal(found?.version, 0);
    }
    const [status] = (await rpc.getSignatureStatuses([signature], { searchTransactionHistory: true }).send()).value;
    assert.equal(status?.err, null);
    const [info] = await rpc.getSignaturesForAddress(payer.address, { commitment: 'confirmed', limit: 1 }).send();
    assert.equal(info?.memo, '[8] from kit');
    const block = await rpc
      .getBlock(info!.slot, {
        commitment: 'confirmed',
        maxSupportedTransactionVersion: 0,
        transactionDetails: 'signatures',
        rewards: false,
      })
      .send();
    assert.ok(block?.signatures.includes(signature));
  });

  it('simulates, prices and preflights', async () => {
    const { message, transaction } = await memoTransaction('simulated');
    const wire = getBase64EncodedWireTransaction(transaction);
    const simulated = await rpc.simulateTransaction(wire, { encoding: 'base64', commitment: 'confirmed' }).send();
    assert.equal(simulated.value.err, null);
    assert.ok((simulated.value.logs ?? []).length > 0);
    const bytes = Buffer.from(compileTransaction(message).messageBytes).toString('base64');
    const fee = await rpc.getFeeForMessage(bytes as TransactionMessageBytesBase64, { commitment: 'confirmed' }).send();
    assert.equal(fee.value, 5000n);
    const poor = await generateKeyPairSigner();
    const { value: latest } = await rpc.getLatestBlockhash().send();
    const unpaid = await signTransactionMessageWithSigners(
      pipe(
        createTransactionMessage({ version: 0 }),
        (m) => setTransactionMessageFeePayerSigner(poor, m),
        (m) => setTransactionMessageLifetimeUsingBlockhash(latest, m),
      ),
    );
    await assert.rejects(
      rpc
        .sendTransaction(getBase64EncodedWireTransaction(unpaid) as Base64EncodedWireTransaction, {
          encoding: 'base64',
        })
        .send(),
      (error: unknown) => {
        assert.ok(isSolanaError(error, SOLANA_ERROR__JSON_RPC__SERVER_ERROR_SEND_TRANSACTION_PREFLIGHT_FAILURE));
        return true;
      },
    );
  });

  it('reads slots, blockhashes and facts about the node', async () => {
    const slot = await rpc.getSlot({ commitment: 'processed' }).send();
    assert.equal(typeof slot, 'bigint');
    assert.ok((await rpc.getBlockHeight().send()) <= slot);
    const { value } = await rpc.getLatestBlockhash().send();
    assert.equal((await rpc.isBlockhashValid(value.blockhash).send()).value, true);
    assert.equal(await rpc.getHealth().send(), 'ok');
    assert.match((await rpc.getVersion().send())['solana-core'], /^\d+\.\d+\.\d+$/);
    assert.equal(await rpc.getGenesisHash().send(), node.chain.timeline.genesisHash);
    assert.equal(await rpc.getMinimumBalanceForRentExemption(165n).send(), 2_039_280n);
    const time = await rpc.getBlockTime(slot - 4n).send();
    assert.ok(Math.abs(Number(time) - Date.now() / 1000) < 5);
    const epoch = await rpc.getEpochInfo().send();
    assert.equal(epoch.slotsInEpoch, 432_000n);
    assert.equal(epoch.absoluteSlot, epoch.blockHeight);
    assert.equal(await rpc.getFirstAvailableBlock().send(), 0n);
    assert.deepEqual(await rpc.getBlocks(2n, 4n).send(), [2n, 3n, 4n]);
    assert.deepEqual(await rpc.getBlocksWithLimit(2n, 2).send(), [2n, 3n]);
    const fees = await rpc.getRecentPrioritizationFees([payer.address]).send();
    assert.ok(fees.length > 0);
  });

  it('reads accounts in every encoding', async () => {
    const { value: balance } = await rpc.getBalance(payer.address, { commitment: 'processed' }).send();
    for (const encoding of ['base58', 'base64', 'base64+zstd', 'jsonParsed'] as const) {
      const config = { encoding: encoding as 'base64', commitment: 'processed' } as const;
      const { value } = await rpc.getAccountInfo(payer.address, config).send();
      assert.equal(value?.lamports, balance);
      assert.equal(value?.space, 0n);
      const many = await rpc
        .getMultipleAccounts([payer.address, address('11111111111111111111111111111112')], config)
        .send();
      assert.equal(many.value[0]?.lamports, balance);
      assert.equal(many.value[1], null);
    }
  });

  it('hears slots, signatures, logs and accounts', async () => {
    const finalSlot = await rpc.getSlot({ commitment: 'processed' }).send();
    await until('nothing older is still to be heard', async () => (await rpc.getSlot().send()) >= finalSlot);
    const abort = new AbortController();
    const { transaction } = await memoTransaction('heard');
    const signature = getSignatureFromTransaction(transaction as never) as Signature;
    const options = { abortSignal: abort.signal };
    const slots = await subscriptions.slotNotifications().subscribe(options);
    const logs = await subscriptions
      .logsNotifications({ mentions: [payer.address] }, { commitment: 'confirmed' })
      .subscribe(options);
    const accounts = await subscriptions
      .accountNotifications(payer.address, { commitment: 'finalized', encoding: 'base64' })
      .subscribe(options);
    const signatures = await subscriptions
      .signatureNotifications(signature, { commitment: 'confirmed' })
      .subscribe(options);
    const first = async <T>(notifications: AsyncIterable<T>): Promise<T> => {
      for await (const notification of notifications) {
        return notification;
      }
      throw new Error('the subscription ended');
    };
    // kit drops what arrives before somebody listens.
    const heard = Promise.all([first(signatures), first(logs), first(accounts), first(slots)] as const);
    await rpc
      .sendTransaction(getBase64EncodedWireTransaction(transaction) as Base64EncodedWireTransaction, {
        encoding: 'base64',
        preflightCommitment: 'confirmed',
      })
      .send();
    const [signatureHeard, logsHeard, accountHeard, slotHeard] = await heard;
    assert.equal(signatureHeard.value.err, null);
    assert.equal(logsHeard.value.signature, signature);
    assert.ok(accountHeard.value.lamports < 5_000_000_000n);
    assert.equal(slotHeard.parent, slotHeard.slot - 1n);
    abort.abort();
  });
});
