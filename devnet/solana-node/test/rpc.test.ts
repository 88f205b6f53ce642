import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Keypair, SystemProgram, Transaction, TransactionInstruction, PublicKey } from '@solana/web3.js';
import { decompress } from 'fzstd';
import { WebSocket } from 'ws';
import { toBase58 } from '../src/codec/base58.js';
import { funded, rpc, signed, startTestNode, until, type TestNode } from './support.js';

const MEMO = new PublicKey('MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr');
const CLOCK = 'SysvarC1ock11111111111111111111111111111111';

describe('JSON-RPC', () => {
  let node: TestNode;
  let payer: Keypair;

  before(async () => {
    node = await startTestNode();
    payer = await funded(node.connection);
  });
  after(() => node.remove());

  const post = (body: string) => fetch(node.url, { method: 'POST', body });
  const code = async (method: string, ...params: unknown[]) => (await rpc(node.url, method, params)).error?.code;

  it('answers batches in order and refuses what is not JSON-RPC 2.0', async () => {
    const batch = [
      { jsonrpc: '2.0', id: 'a', method: 'getHealth' },
      { jsonrpc: '2.0', method: 'getHealth' },
      { jsonrpc: '2.0', id: 7, method: 'noSuchMethod', params: [] },
      5,
    ];
    assert.deepEqual(await (await post(JSON.stringify(batch))).json(), [
      { jsonrpc: '2.0', result: 'ok', id: 'a' },
      { jsonrpc: '2.0', error: { code: -32601, message: 'Method not found' }, id: 7 },
      { jsonrpc: '2.0', error: { code: -32600, message: 'Invalid request' }, id: null },
    ]);
    const errorOf = async (body: string) => ((await (await post(body)).json()) as any).error.code;
    assert.equal(await errorOf('{'), -32700);
    assert.equal(await errorOf('[]'), -32600);
    assert.equal(await errorOf('{"id":1,"method":"getHealth"}'), -32600);
    assert.equal(await errorOf(JSON.stringify(Array(101).fill(batch[0]))), -32600);
    assert.equal(await errorOf('{"jsonrpc":"2.0","id":1,"method":"__proto__"}'), -32601);
    const large = await post(JSON.stringify({ padding: 'x'.repeat(600_000) }));
    assert.equal(large.status, 413);
    assert.equal((await fetch(`${node.url}/health`).then((r) => r.text())) as string, 'ok');
    assert.equal((await fetch(node.url)).status, 405);
  });

  it('refuses bad parameters with -32602 and changes nothing', async () => {
    const count = node.chain.history.count;
    const key = payer.publicKey.toBase58();
    const cases: [string, unknown[]][] = [
      ['getBalance', []],
      ['getBalance', [5]],
      ['getBalance', ['short']],
      ['getBalance', [key.replace(/^./, '0')]],
      ['getBalance', [key, { commitment: 'sometimes' }]],
      ['getBalance', [key, 'finalized']],
      ['getAccountInfo', [key, { encoding: 'hex' }]],
      ['getAccountInfo', [key, { dataSlice: { offset: 1 } }]],
      ['getMultipleAccounts', [Array(101).fill(key)]],
      ['getSignatureStatuses', [Array(257).fill('1'.repeat(64))]],
      ['getSignatureStatuses', [['xyz']]],
      ['getTransaction', ['1'.repeat(63)]],
      ['getBlock', [-1]],
      ['getBlock', [1, { transactionDetails: 'some' }]],
      ['getTokenSupply', [key]],
      ['getTokenAccountBalance', [key]],
      ['getTokenAccountsByOwner', [key, {}]],
      ['getTokenAccountsByOwner', [key, { programId: key }]],
      ['getTokenAccountsByOwner', [key, { mint: key }]],
      ['getMinimumBalanceForRentExemption', [-1]],
      ['getFeeForMessage', ['AAAA']],
      ['getRecentPrioritizationFees', [['xyz']]],
      ['sendTransaction', ['not base58 0OIl']],
      ['sendTransaction', ['****', { encoding: 'base64' }]],
      ['sendTransaction', ['AAAA', { encoding: 'base64' }]],
      ['sendTransaction', ['A'.repeat(4000), { encoding: 'base64' }]],
      ['simulateTransaction', ['AAAA', { encoding: 'utf8' }]],
      ['requestAirdrop', [key, 1.5]],
      ['getBlocks', [0, 600_000]],
      ['isBlockhashValid', ['xyz']],
    ];
    for (const [method, params] of cases) {
      assert.equal(await code(method, ...params), -32602, `${method} ${JSON.stringify(params)}`);
    }
    assert.equal(node.chain.history.count, count);
  });

  it('refuses transactions whose signatures do not verify with -32003', async () => {
    const transfer = SystemProgram.transfer({ fromPubkey: payer.publicKey, toPubkey: MEMO, lamports: 1 });
    const transaction = await signed(node.connection, [transfer], [payer]);
    const wire = transaction.serialize();
    wire[5] = (wire[5] ?? 0) ^ 1;
    const text = wire.toString('base64');
    const options = { encoding: 'base64', preflightCommitment: 'processed' };
    assert.equal(await code('sendTransaction', text, options), -32003);
    assert.equal(await code('simulateTransaction', text, { encoding: 'base64', sigVerify: true }), -32003);
    const dropped = await rpc(node.url, 'sendTransaction', [text, { encoding: 'base64', skipPreflight: true }]);
    assert.deepEqual((await rpc(node.url, 'getSignatureStatuses', [[dropped.result]])).result.value, [null]);
    const unsigned = new Transaction({
      feePayer: payer.publicKey,
      recentBlockhash: transaction.recentBlockhash!,
    } as never);
    unsigned.add(transfer);
    const bare = unsigned.serialize({ requireAllSignatures: false }).toString('base64');
    const simulated = await rpc(node.url, 'simulateTransaction', [
      bare,
      { encoding: 'base64', commitment: 'processed' },
    ]);
    assert.equal(simulated.result.value.err, null); // simulation needs no signatures unless asked
  });

  it('refuses a transaction that is not well formed', async () => {
    const instruction = new TransactionInstruction({ programId: MEMO, keys: [], data: Buffer.from('x') });
    const wire = (await signed(node.connection, [instruction], [payer])).serialize();
    const bad = Buffer.from(wire);
    bad[bad.length - 4] = 9; // the index of the program
    const answer = await rpc(node.url, 'sendTransaction', [bad.toString('base64'), { encoding: 'base64' }]);
    assert.equal(answer.error.code, -32602);
    assert.match(answer.error.message, /failed to sanitize/);
  });

  it('writes accounts in every encoding and slice', async () => {
    const read = async (config: object) => (await rpc(node.url, 'getAccountInfo', [CLOCK, config])).result.value;
    const { data, owner, space, rentEpoch } = await read({ encoding: 'base64' });
    assert.equal(owner, 'Sysvar1111111111111111111111111111111111111');
    assert.equal(space, 40);
    assert.equal(rentEpoch, 18446744073709552000); // u64::MAX as a double
    assert.equal(data[1], 'base64');
    assert.equal(Buffer.from(data[0], 'base64').length, 40);
    const slice = { offset: 0, length: 8 };
    const [text, encoding] = (await read({ encoding: 'base58', dataSlice: slice })).data;
    assert.equal(encoding, 'base58');
    const [packed] = (await read({ encoding: 'base64+zstd', dataSlice: slice })).data;
    const sliceBytes = decompress(Buffer.from(packed, 'base64'));
    assert.equal(sliceBytes.length, 8);
    assert.ok(text.length > 0);
    assert.equal(typeof (await read({ dataSlice: slice })).data, 'string');
    assert.deepEqual((await read({ encoding: 'base64', dataSlice: { offset: 100, length: 5 } })).data, ['', 'base64']);
    const program = 'MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr';
    assert.equal(await code('getAccountInfo', program, { encoding: 'base58' }), -32600);
    const whole = (await rpc(node.url, 'getAccountInfo', [program, { encoding: 'base64+zstd' }])).result.value;
    assert.equal(decompress(Buffer.from(whole.data[0], 'base64')).length, whole.space);
    assert.equal(whole.executable, true);
  });

  it('finds the accounts of a program', async () => {
    const config = { encoding: 'base64', filters: [{ dataSize: 40 }], commitment: 'processed' };
    const sysvars = await rpc(node.url, 'getProgramAccounts', ['Sysvar1111111111111111111111111111111111111', config]);
    assert.deepEqual(
      sysvars.result.map((entry: any) => entry.pubkey),
      [CLOCK],
    );
    const bytes = toBase58(Buffer.from([1]));
    const none = { encoding: 'base64', filters: [{ memcmp: { offset: 10_000_000, bytes } }], withContext: true };
    const found = await rpc(node.url, 'getProgramAccounts', ['11111111111111111111111111111111', none]);
    assert.deepEqual(found.result.value, []);
    assert.equal(await code('getProgramAccounts', CLOCK, { filters: [{}, {}, {}, {}, {}] }), -32602);
  });

  it('gives equal airdrops in one slot different signatures', async () => {
    const to = Keypair.generate().publicKey.toBase58();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => rpc(node.url, 'requestAirdrop', [to, 1_000_000])),
    );
    assert.equal(new Set(answers.map((answer) => answer.result)).size, 5);
    const balance = await rpc(node.url, 'getBalance', [to, { commitment: 'processed' }]);
    assert.equal(balance.result.value, 5_000_000);
  });

  it('writes blocks at each level of detail', async () => {
    const signature = (await rpc(node.url, 'requestAirdrop', [Keypair.generate().publicKey.toBase58(), 1_000_000]))
      .result;
    let slot = 0;
    await until('it is finalized', async () => {
      const [status] = (await rpc(node.url, 'getSignatureStatuses', [[signature]])).result.value;
      slot = status.slot;
      return status.confirmationStatus === 'finalized';
    });
    const block = async (config: object) => (await rpc(node.url, 'getBlock', [slot, config])).result;
    const full = await block({});
    assert.ok(full.transactions.some((entry: any) => entry.transaction.signatures[0] === signature));
    assert.deepEqual(full.rewards, []);
    assert.equal(full.blockHeight, slot);
    const next = (await rpc(node.url, 'getBlock', [slot + 1, { transactionDetails: 'none', commitment: 'confirmed' }]))
      .result;
    assert.equal(next?.previousBlockhash ?? full.blockhash, full.blockhash);
    const accounts = await block({ transactionDetails: 'accounts', rewards: false });
    assert.equal('rewards' in accounts, false);
    assert.deepEqual(accounts.transactions[0].transaction.accountKeys[0], {
      pubkey: node.chain.ledger.faucet.address,
      signer: true,
      source: 'transaction',
      writable: true,
    });
    const none = await block({ transactionDetails: 'none' });
    assert.equal('transactions' in none || 'signatures' in none, false);
    assert.equal(await code('getBlock', 10_000_000), -32004);
    assert.equal(await code('getBlockTime', 10_000_000), -32004);
  });

  it('shows the faults that it is told to, and none without the permission', async () => {
    const set = (...params: unknown[]) => rpc(node.url, 'devnet_setFault', params);
    await set('getHealth', { error: { code: -32005, message: 'Node is behind by 42 slots' }, count: 1 });
    assert.equal(await code('getHealth'), -32005);
    assert.equal(await code('getHealth'), undefined);
    await set('getSlot', { result: 1, count: 1 });
    assert.equal((await rpc(node.url, 'getSlot')).result, 1);
    await set('getVersion', { drop: true, count: 1 });
    await assert.rejects(rpc(node.url, 'getVersion'));
    await set('*', { delayMs: 120 });
    const began = performance.now();
    await rpc(node.url, 'getVersion');
    assert.ok(performance.now() - began >= 115);
    await rpc(node.url, 'devnet_clearFaults');
    const strict = await startTestNode({ allowFaults: false });
    assert.equal((await rpc(strict.url, 'devnet_advanceSlots', [1])).error.code, -32601);
    await strict.remove();
  });

  it('survives nonsense on the WebSocket', async () => {
    const socket = new WebSocket(node.wsUrl);
    const heard: any[] = [];
    socket.on('message', (data) => heard.push(JSON.parse(String(data))));
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send('{');
    socket.send(JSON.stringify({ jsonrpc: '2.0', method: 'ping', params: null }));
    socket.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'logsSubscribe', params: [{ mentions: [] }] }));
    socket.send(JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'slotUnsubscribe', params: [99] }));
    socket.send(JSON.stringify({ jsonrpc: '2.0', id: 3, method: 'blockSubscribe', params: ['all'] }));
    socket.send(JSON.stringify({ jsonrpc: '2.0', id: 4, method: 'slotSubscribe' }));
    await until('slots are heard', () => heard.some((message) => message.method === 'slotNotification'));
    const codes = heard.filter((message) => message.error !== undefined).map((message) => message.error.code);
    assert.deepEqual(codes, [-32700, -32602, -32602, -32601]);
    socket.close();
  });
});
