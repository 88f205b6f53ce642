import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import {
  createAssociatedTokenAccountIdempotentInstruction,
  createBurnCheckedInstruction,
  createMintToCheckedInstruction,
  getAssociatedTokenAddressSync,
  TOKEN_2022_PROGRAM_ID,
} from '@solana/spl-token';
import {
  ComputeBudgetProgram,
  Keypair,
  PublicKey,
  SystemProgram,
  TransactionInstruction,
  type Signer,
} from '@solana/web3.js';
import { parseConfig } from '../src/deploy/config.js';
import { deploy, type DeploymentResult } from '../src/deploy/deployment.js';
import { toBase58 } from '../src/codec/base58.js';
import { funded, rpc, send, startTestNode, until, type TestNode } from './support.js';

const MEMO = new PublicKey('MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr');
const MARKER_RENT = 890_880;

const memo = (text: string) => new TransactionInstruction({ programId: MEMO, keys: [], data: Buffer.from(text) });

describe('the protocol on Solana', () => {
  const attesters = [Keypair.generate(), Keypair.generate(), Keypair.generate()] as const;
  const replayAuthority = Keypair.generate();
  const holder = Keypair.generate();
  let node: TestNode;
  let relayer: Keypair;
  let deployment: DeploymentResult;
  let mint: PublicKey;

  before(async () => {
    node = await startTestNode();
    relayer = await funded(node.connection);
    const config = parseConfig({
      payerSecretKey: toBase58(relayer.secretKey),
      attesters: attesters.map((key) => key.publicKey.toBase58()),
      threshold: 2,
      replayAuthority: replayAuthority.publicKey.toBase58(),
      compliance: Keypair.generate().publicKey.toBase58(),
      assets: [{ isin: 'CH1436219187', name: 'Apple xStock', symbol: 'AAPLx', uri: 'https://example.org/aaplx' }],
    });
    deployment = await deploy(node.connection, config, false, () => undefined);
    mint = new PublicKey(deployment.assets[0]?.mint ?? '');
    await node.connection.requestAirdrop(holder.publicKey, 1_000_000_000);
  });
  after(() => node.remove());

  function markerSeed(eventId: Buffer): string {
    return eventId.subarray(0, 24).toString('base64url');
  }

  /** AllocateWithSeed, which web3.js writes with a base that signs. */
  async function markerInstructions(eventId: Buffer) {
    const seed = markerSeed(eventId);
    const marker = await PublicKey.createWithSeed(replayAuthority.publicKey, seed, MEMO);
    return {
      marker,
      instructions: [
        SystemProgram.transfer({ fromPubkey: relayer.publicKey, toPubkey: marker, lamports: MARKER_RENT }),
        SystemProgram.allocate({
          accountPubkey: marker,
          basePubkey: replayAuthority.publicKey,
          seed,
          space: 0,
          programId: MEMO,
        }),
      ],
    };
  }

  async function mintInstructions(eventId: Buffer, messageId: string, signers: readonly Keypair[]) {
    const { marker, instructions } = await markerInstructions(eventId);
    const account = getAssociatedTokenAddressSync(mint, holder.publicKey, false, TOKEN_2022_PROGRAM_ID);
    return {
      marker,
      account,
      instructions: [
        ComputeBudgetProgram.setComputeUnitLimit({ units: 60_000 }),
        ComputeBudgetProgram.setComputeUnitPrice({ microLamports: 1_000 }),
        ...instructions,
        createAssociatedTokenAccountIdempotentInstruction(
          relayer.publicKey,
          account,
          holder.publicKey,
          mint,
          TOKEN_2022_PROGRAM_ID,
        ),
        createMintToCheckedInstruction(
          mint,
          account,
          new PublicKey(deployment.multisig),
          250_000_000n,
          8,
          [...signers],
          TOKEN_2022_PROGRAM_ID,
        ),
        memo(messageId),
      ],
    };
  }

  async function sendMint(eventId: Buffer, messageId: string, chosen: readonly Keypair[]): Promise<string> {
    const { instructions } = await mintInstructions(eventId, messageId, chosen);
    const signers: [Signer, ...Signer[]] = [relayer, replayAuthority, ...chosen];
    return send(node.connection, instructions, signers, true);
  }

  async function landed(signature: string): Promise<any> {
    await until('the transaction is finalized', async () => {
      const { result } = await rpc(node.url, 'getSignatureStatuses', [[signature]]);
      return result.value[0]?.confirmationStatus === 'finalized';
    });
    const config = { encoding: 'jsonParsed', maxSupportedTransactionVersion: 0 };
    return (await rpc(node.url, 'getTransaction', [signature, config])).result;
  }

  it('mints once per event, with two signatures of three', async () => {
    const eventId = randomBytes(32);
    const messageId = createHash('sha256').update(eventId).digest('hex');
    const { marker, account } = await mintInstructions(eventId, messageId, []);
    const first = await landed(await sendMint(eventId, messageId, [attesters[0], attesters[2]]));
    assert.equal(first.meta.err, null);
    const { instructions } = first.transaction.message;
    assert.equal(instructions[3].parsed.type, 'allocateWithSeed');
    assert.deepEqual(instructions[3].parsed.info, {
      account: marker.toBase58(),
      base: replayAuthority.publicKey.toBase58(),
      seed: markerSeed(eventId),
      space: 0,
      owner: MEMO.toBase58(),
    });
    assert.equal(instructions[4].parsed.type, 'createIdempotent');
    assert.deepEqual(instructions[5].parsed, {
      type: 'mintToChecked',
      info: {
        mint: mint.toBase58(),
        account: account.toBase58(),
        tokenAmount: { amount: '250000000', decimals: 8, uiAmount: 2.5, uiAmountString: '2.5' },
        multisigMintAuthority: deployment.multisig,
        signers: [attesters[0].publicKey.toBase58(), attesters[2].publicKey.toBase58()],
      },
    });
    assert.equal(instructions[6].parsed, messageId);
    const inner = first.meta.innerInstructions[0];
    assert.equal(inner.index, 4);
    assert.ok(
      inner.instructions.some((one: any) => one.parsed?.type === 'initializeAccount3' && one.stackHeight === 2),
    );
    assert.deepEqual(first.meta.preTokenBalances, []);
    assert.equal(first.meta.postTokenBalances[0].uiTokenAmount.amount, '250000000');
    assert.equal(first.meta.postTokenBalances[0].owner, holder.publicKey.toBase58());
    assert.equal(first.meta.fee, 4 * 5000 + 60);
    const markerAccount = await node.connection.getAccountInfo(marker);
    assert.equal(markerAccount?.owner.toBase58(), MEMO.toBase58());
    assert.equal(markerAccount?.lamports, MARKER_RENT);

    await new Promise((resolve) => setTimeout(resolve, 70)); // another blockhash, another transaction
    const second = await landed(await sendMint(eventId, messageId, [attesters[0], attesters[1]]));
    // SystemError::AccountAlreadyInUse at the fourth instruction, the marker
    assert.deepEqual(second.meta.err, { InstructionError: [3, { Custom: 0 }] });
    assert.deepEqual(second.meta.status, { Err: second.meta.err });
    const supply = await node.connection.getTokenSupply(mint);
    assert.equal(supply.value.amount, '250000000');
    const [latest] = await node.connection.getSignaturesForAddress(marker, {}, 'confirmed');
    assert.deepEqual(latest?.err, second.meta.err);
  });

  it('refuses one signature of two', async () => {
    const result = await landed(await sendMint(randomBytes(32), 'one', [attesters[1]]));
    assert.deepEqual(result.meta.err, { InstructionError: [5, 'MissingRequiredSignature'] });
  });

  it('is not blocked by lamports that a stranger sends to the marker beforehand', async () => {
    const eventId = randomBytes(32);
    const { marker } = await markerInstructions(eventId);
    const signature = await send(
      node.connection,
      [SystemProgram.transfer({ fromPubkey: relayer.publicKey, toPubkey: marker, lamports: MARKER_RENT })],
      [relayer],
    );
    assert.equal((await landed(signature)).meta.err, null);
    const minted = await landed(await sendMint(eventId, 'dusted', [attesters[1], attesters[2]]));
    assert.equal(minted.meta.err, null);
    assert.equal((await node.connection.getAccountInfo(marker))?.lamports, 2 * MARKER_RENT);
  });

  it('shows a burn with its memo as an observer needs it', async () => {
    await landed(await sendMint(randomBytes(32), 'for the burn', [attesters[0], attesters[1]]));
    const account = getAssociatedTokenAddressSync(mint, holder.publicKey, false, TOKEN_2022_PROGRAM_ID);
    const text = 'sb1:84538453:0x52908400098527886E0F7030069857D2E4169EE7';
    const signature = await send(
      node.connection,
      [
        createBurnCheckedInstruction(account, mint, holder.publicKey, 100_000_000n, 8, [], TOKEN_2022_PROGRAM_ID),
        memo(text),
      ],
      [holder],
    );
    const found = await landed(signature);
    const [newest] = await node.connection.getSignaturesForAddress(mint, { limit: 1 }, 'finalized');
    assert.equal(newest?.signature, signature);
    assert.equal(newest?.memo, `[${text.length}] ${text}`);
    const [burn, routing] = found.transaction.message.instructions;
    assert.equal(burn.programId, TOKEN_2022_PROGRAM_ID.toBase58());
    assert.deepEqual(burn.parsed, {
      type: 'burnChecked',
      info: {
        account: account.toBase58(),
        mint: mint.toBase58(),
        tokenAmount: { amount: '100000000', decimals: 8, uiAmount: 1, uiAmountString: '1' },
        authority: holder.publicKey.toBase58(),
      },
    });
    assert.equal(routing.parsed, text);
    const raw = (await rpc(node.url, 'getTransaction', [signature, { encoding: 'json' }])).result;
    assert.equal(
      raw.transaction.message.accountKeys[raw.transaction.message.instructions[0].accounts[1]],
      mint.toBase58(),
    );
    const balance = await node.connection.getTokenAccountBalance(account);
    const owned = await node.connection.getTokenAccountsByOwner(holder.publicKey, { mint });
    assert.equal(owned.value.length, 1);
    const parsed = await node.connection.getParsedTokenAccountsByOwner(holder.publicKey, {
      programId: TOKEN_2022_PROGRAM_ID,
    });
    assert.equal(parsed.value[0]?.account.data.parsed.info.tokenAmount.amount, balance.value.amount);
  });
});
