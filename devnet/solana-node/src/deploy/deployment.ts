import { TOKEN_2022_PROGRAM_ID } from '@solana/spl-token';
import { type AccountInfo, type Connection, LAMPORTS_PER_SOL, type PublicKey } from '@solana/web3.js';
import { MEMO_PROGRAM } from '../chain/programs.js';
import { groupExists, mintStage, multisigExists } from './checks.js';
import type { DeploymentConfig } from './config.js';
import { completionStep, creationStep, groupStep, multisigStep, type Rent } from './instructions.js';
import { requireHash, sendAll, type Step, waitForFinality } from './sender.js';

/** What others need to know of a deployment. Addresses are base-58. */
export interface DeploymentResult {
  readonly domain: number;
  readonly genesisHash: string;
  readonly caip2: string;
  readonly tokenProgram: string;
  readonly memoProgram: string;
  readonly multisig: string;
  readonly threshold: number;
  readonly attesters: readonly string[];
  readonly groupMint: string;
  readonly replayAuthority: string;
  readonly compliance: string;
  readonly pauseAuthority: string;
  readonly actionAuthority: string;
  readonly assets: readonly { readonly isin: string; readonly symbol: string; readonly mint: string }[];
  /** Slot of the deployment's first transaction: nothing of it is older. */
  readonly deployedAtSlot: number;
}

const ACCOUNTS_PER_CALL = 100;
const AIRDROP_SOL = 100;

/**
 * Brings the chain to what the configuration says: creates what is not there, checks what is, and continues
 * where an earlier run stopped. Returns when everything is finalized.
 * @param airdrop ask the node for lamports when the payer has few (test networks only)
 */
export async function deploy(
  connection: Connection,
  config: DeploymentConfig,
  airdrop: boolean,
  log: (line: string) => void,
): Promise<DeploymentResult> {
  const genesisHash = requireHash(await connection.getGenesisHash());
  if (airdrop) {
    await fundPayer(connection, config);
  }
  const rent = cachedRent(connection);
  await sendAll(connection, config.payer, await foundations(connection, config, rent));
  log('multisig and group are there');
  const stages = await readStages(connection, config);
  const creations = config.assets.filter((_, i) => stages[i] === 'absent');
  await sendAll(
    connection,
    config.payer,
    await Promise.all(creations.map((asset) => creationStep(config, asset, rent))),
  );
  log(`mints created: ${creations.length} of ${config.assets.length}`);
  const completions = config.assets.filter((_, i) => stages[i] !== 'complete');
  await sendAll(
    connection,
    config.payer,
    completions.map((asset) => completionStep(config, asset)),
  );
  log(`mints handed to the attesters: ${completions.length} of ${config.assets.length}`);
  await waitForFinality(connection);
  const unfinished = (await readStages(connection, config)).filter((stage) => stage !== 'complete').length;
  if (unfinished > 0) {
    throw new Error(`${unfinished} mints are not complete after the deployment; run it again`);
  }
  return resultOf(config, genesisHash, await firstSlot(connection, config.multisig.publicKey));
}

async function foundations(connection: Connection, config: DeploymentConfig, rent: Rent): Promise<Step[]> {
  const [multisig, group] = await readAccounts(connection, [config.multisig.publicKey, config.groupMint.publicKey]);
  const steps: Step[] = [];
  if (!multisigExists(config, multisig ?? null)) {
    steps.push(await multisigStep(config, rent));
  }
  if (!groupExists(config, group ?? null)) {
    steps.push(await groupStep(config, rent));
  }
  return steps;
}

async function readStages(connection: Connection, config: DeploymentConfig) {
  const accounts = await readAccounts(
    connection,
    config.assets.map((asset) => asset.mint.publicKey),
  );
  return config.assets.map((asset, i) => mintStage(config, asset, accounts[i] ?? null));
}

async function readAccounts(connection: Connection, keys: PublicKey[]): Promise<(AccountInfo<Buffer> | null)[]> {
  const accounts: (AccountInfo<Buffer> | null)[] = [];
  for (let i = 0; i < keys.length; i += ACCOUNTS_PER_CALL) {
    accounts.push(...(await connection.getMultipleAccountsInfo(keys.slice(i, i + ACCOUNTS_PER_CALL), 'confirmed')));
  }
  return accounts;
}

async function fundPayer(connection: Connection, config: DeploymentConfig): Promise<void> {
  const payer = config.payer.publicKey;
  if ((await connection.getBalance(payer, 'confirmed')) >= (AIRDROP_SOL / 2) * LAMPORTS_PER_SOL) {
    return;
  }
  const latest = await connection.getLatestBlockhash('confirmed');
  const signature = await connection.requestAirdrop(payer, AIRDROP_SOL * LAMPORTS_PER_SOL);
  for (;;) {
    const { value } = await connection.getSignatureStatus(signature);
    if (value?.confirmationStatus === 'confirmed' || value?.confirmationStatus === 'finalized') {
      return;
    }
    if ((await connection.getBlockHeight('confirmed')) > latest.lastValidBlockHeight) {
      throw new Error('the airdrop to the payer did not land');
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function cachedRent(connection: Connection): Rent {
  const known = new Map<number, Promise<number>>();
  return (bytes) => {
    let lamports = known.get(bytes);
    if (lamports === undefined) {
      lamports = connection.getMinimumBalanceForRentExemption(bytes);
      known.set(bytes, lamports);
    }
    return lamports;
  };
}

async function firstSlot(connection: Connection, address: PublicKey): Promise<number> {
  let before: string | undefined;
  let first: number | undefined;
  for (;;) {
    const options = before === undefined ? {} : { before };
    const page = await connection.getSignaturesForAddress(address, options, 'confirmed');
    const last = page.at(-1);
    if (last === undefined) {
      break;
    }
    first = last.slot;
    before = last.signature;
  }
  if (first === undefined) {
    throw new Error('the node has no history of the multisig');
  }
  return first;
}

function resultOf(config: DeploymentConfig, genesisHash: string, deployedAtSlot: number): DeploymentResult {
  return {
    domain: config.domain,
    genesisHash,
    caip2: `solana:${genesisHash.slice(0, 32)}`,
    tokenProgram: TOKEN_2022_PROGRAM_ID.toBase58(),
    memoProgram: MEMO_PROGRAM,
    multisig: config.multisig.publicKey.toBase58(),
    threshold: config.threshold,
    attesters: config.attesters.map(String),
    groupMint: config.groupMint.publicKey.toBase58(),
    replayAuthority: config.replayAuthority.toBase58(),
    compliance: config.compliance.toBase58(),
    pauseAuthority: config.pauseAuthority.toBase58(),
    actionAuthority: config.actionAuthority.toBase58(),
    assets: config.assets.map(({ isin, symbol, mint }) => ({ isin, symbol, mint: mint.publicKey.toBase58() })),
    deployedAtSlot,
  };
}
