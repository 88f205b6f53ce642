import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  createInitializeMint2Instruction,
  createInitializeScaledUiAmountConfigInstruction,
  createAssociatedTokenAccountIdempotentInstruction,
  createMintToInstruction,
  createPauseInstruction,
  createInitializePausableConfigInstruction,
  createTransferCheckedInstruction,
  createUpdateMultiplierDataInstruction,
  ExtensionType,
  getAssociatedTokenAddressSync,
  getMintLen,
  TOKEN_2022_PROGRAM_ID,
  TOKEN_PROGRAM_ID,
} from '@solana/spl-token';
import {
  AddressLookupTableProgram,
  ComputeBudgetProgram,
  Keypair,
  type PublicKey,
  SystemProgram,
  TransactionMessage,
  VersionedTransaction,
  type TransactionInstruction,
} from '@solana/web3.js';
import { funded, rpc, send, startTestNode, until, type TestNode } from './support.js';

describe('the real programs', () => {
  let node: TestNode;
  let payer: Keypair;

  before(async () => {
    node = await startTestNode();
    payer = await funded(node.connection);
  });
  after(() => node.remove());

  async function finalized(signature: string, encoding = 'jsonParsed'): Promise<any> {
    await until('the transaction is finalized', async () => {
      const { result } = await rpc(node.url, 'getSignatureStatuses', [[signature]]);
      return result.value[0]?.confirmationStatus === 'finalized';
    });
    const config = { encoding, maxSupportedTransactionVersion: 0 };
    return (await rpc(node.url, 'getTransaction', [signature, config])).result;
  }

  async function newMint(
    program: PublicKey,
    extensions: ExtensionType[],
    first: (mint: PublicKey) => TransactionInstruction[],
  ) {
    const mint = Keypair.generate();
    const space = getMintLen(extensions);
    const signature = await send(
      node.connection,
      [
        SystemProgram.createAccount({
          fromPubkey: payer.publicKey,
          newAccountPubkey: mint.publicKey,
          space,
          lamports: await node.connection.getMinimumBalanceForRentExemption(space),
          programId: program,
        }),
        ...first(mint.publicKey),
        createInitializeMint2Instruction(mint.publicKey, 8, payer.publicKey, payer.publicKey, program),
      ],
      [payer, mint],
    );
    return { mint: mint.publicKey, signature };
  }

  async function mintTo(mint: PublicKey, program: PublicKey, owner: PublicKey, amount: bigint) {
    const account = getAssociatedTokenAddressSync(mint, owner, false, program);
    const signature = await send(
      node.connection,
      [
        createAssociatedTokenAccountIdempotentInstruction(payer.publicKey, account, owner, mint, program),
        createMintToInstruction(mint, account, payer.publicKey, amount, [], program),
      ],
      [payer],
    );
    return { account, signature };
  }

  it('multiplies shown amounts of a scaled mint and never raw ones', async () => {
    const { mint, signature } = await newMint(
      TOKEN_2022_PROGRAM_ID,
      [ExtensionType.ScaledUiAmountConfig],
      (address) => [
        createInitializeScaledUiAmountConfigInstruction(address, payer.publicKey, 1, TOKEN_2022_PROGRAM_ID),
      ],
    );
    const { account } = await mintTo(mint, TOKEN_2022_PROGRAM_ID, payer.publicKey, 150_000_000n);
    await send(
      node.connection,
      [createUpdateMultiplierDataInstruction(mint, payer.publicKey, 4, 0n, [], TOKEN_2022_PROGRAM_ID)],
      [payer],
    );
    const { value } = await node.connection.getTokenAccountBalance(account, 'processed');
    assert.deepEqual(value, { amount: '150000000', decimals: 8, uiAmount: 6, uiAmountString: '6' });
    const supply = await node.connection.getTokenSupply(mint, 'processed');
    assert.equal(supply.value.uiAmountString, '6');
    const { transaction } = await finalized(signature);
    assert.deepEqual(transaction.message.instructions[1].parsed, {
      type: 'initializeScaledUiAmountConfig',
      info: { mint: mint.toBase58(), authority: payer.publicKey.toBase58(), multiplier: '1' },
    });
    const largest = await node.connection.getTokenLargestAccounts(mint, 'processed');
    assert.equal(largest.value[0]?.amount, '150000000');
  });

  it('stops transfers of a paused mint', async () => {
    const { mint } = await newMint(TOKEN_2022_PROGRAM_ID, [ExtensionType.PausableConfig], (address) => [
      createInitializePausableConfigInstruction(address, payer.publicKey, TOKEN_2022_PROGRAM_ID),
    ]);
    const { account } = await mintTo(mint, TOKEN_2022_PROGRAM_ID, payer.publicKey, 5n);
    const pause = await send(
      node.connection,
      [createPauseInstruction(mint, payer.publicKey, [], TOKEN_2022_PROGRAM_ID)],
      [payer],
    );
    const transfer = createTransferCheckedInstruction(
      account,
      mint,
      account,
      payer.publicKey,
      1n,
      8,
      [],
      TOKEN_2022_PROGRAM_ID,
    );
    await assert.rejects(send(node.connection, [transfer], [payer]), /custom program error: 0x43/);
    assert.equal((await finalized(pause)).transaction.message.instructions[0].parsed.type, 'pause');
  });

  it('serves mints of the first token program alike', async () => {
    const { mint } = await newMint(TOKEN_PROGRAM_ID, [], () => []);
    const { signature } = await mintTo(mint, TOKEN_PROGRAM_ID, payer.publicKey, 7n);
    const { meta, transaction } = await finalized(signature);
    assert.equal(meta.postTokenBalances[0].programId, TOKEN_PROGRAM_ID.toBase58());
    assert.equal(transaction.message.instructions[1].parsed.info.mintAuthority, payer.publicKey.toBase58());
    const { value } = (await rpc(node.url, 'getAccountInfo', [mint.toBase58(), { encoding: 'jsonParsed' }])).result;
    assert.deepEqual(value.data, {
      program: 'spl-token',
      parsed: {
        type: 'mint',
        info: {
          mintAuthority: payer.publicKey.toBase58(),
          supply: '7',
          decimals: 8,
          isInitialized: true,
          freezeAuthority: payer.publicKey.toBase58(),
        },
      },
      space: 82,
    });
  });

  it('takes accounts of version-0 transactions from lookup tables', async () => {
    const slot = await node.connection.getSlot('processed');
    const to = Keypair.generate().publicKey;
    const [create, table] = AddressLookupTableProgram.createLookupTable({
      authority: payer.publicKey,
      payer: payer.publicKey,
      recentSlot: slot - 1,
    });
    const extend = AddressLookupTableProgram.extendLookupTable({
      payer: payer.publicKey,
      authority: payer.publicKey,
      lookupTable: table,
      addresses: [to],
    });
    await finalized(await send(node.connection, [create, extend], [payer]));
    const lookup = (await node.connection.getAddressLookupTable(table, { commitment: 'finalized' })).value;
    assert.ok(lookup !== null);
    const { blockhash } = await node.connection.getLatestBlockhash('processed');
    const message = new TransactionMessage({
      payerKey: payer.publicKey,
      recentBlockhash: blockhash,
      instructions: [SystemProgram.transfer({ fromPubkey: payer.publicKey, toPubkey: to, lamports: 2_000_000 })],
    }).compileToV0Message([lookup]);
    const transaction = new VersionedTransaction(message);
    transaction.sign([payer]);
    const signature = await node.connection.sendTransaction(transaction, { preflightCommitment: 'processed' });
    const { meta } = await finalized(signature, 'json');
    assert.deepEqual(meta.loadedAddresses, { writable: [to.toBase58()], readonly: [] });
    assert.equal(meta.postBalances[meta.postBalances.length - 1], 2_000_000);
    const parsed = await finalized(signature);
    assert.deepEqual(parsed.transaction.message.accountKeys.at(-1), {
      pubkey: to.toBase58(),
      signer: false,
      source: 'lookupTable',
      writable: true,
    });
    const [info] = await node.connection.getSignaturesForAddress(to, {}, 'confirmed');
    assert.equal(info?.signature, signature);
  });

  it('charges what getFeeForMessage says, with and without a limit', async () => {
    const price = ComputeBudgetProgram.setComputeUnitPrice({ microLamports: 1_000_003 });
    const limit = ComputeBudgetProgram.setComputeUnitLimit({ units: 1_234 });
    const transfer = SystemProgram.transfer({ fromPubkey: payer.publicKey, toPubkey: payer.publicKey, lamports: 1 });
    for (const instructions of [[transfer], [price, transfer], [limit, price, transfer]]) {
      const { meta } = await finalized(await send(node.connection, instructions, [payer]));
      assert.equal(meta.preBalances[0] - meta.postBalances[0], meta.fee, `${instructions.length} instructions`);
    }
  });
});
