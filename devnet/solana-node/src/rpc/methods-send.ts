import { accountKeys } from '../chain/account-keys.js';
import type { Chain } from '../chain/chain.js';
import { parseCommitment } from '../chain/commitment.js';
import { describeError } from '../chain/transaction-error.js';
import {
  decodeTransaction,
  hasValidSignatures,
  MalformedTransaction,
  MAX_TRANSACTION_BYTES,
  type DecodedTransaction,
} from '../chain/transaction.js';
import type { Simulation } from '../chain/virtual-machine.js';
import { fromBase58 } from '../codec/base58.js';
import { accountFormat, accountView } from '../view/account.js';
import { innerInstructionsView } from '../view/transaction.js';
import { bankSlot, requireContextSlot, withContext, type Methods } from './context.js';
import {
  INTERNAL_ERROR,
  invalidParams,
  PREFLIGHT_FAILURE,
  RpcError,
  SIGNATURE_VERIFICATION_FAILURE,
} from './errors.js';
import { requireAddress, type Config, type Params } from './params.js';

const WIRE_ENCODINGS = ['base58', 'base64'] as const;
const MAX_AIRDROP = 1_000_000n * 1_000_000_000n;

/** Transactions on their way in. Answers go out when the journal is on the disk. */
export function sendMethods(chain: Chain): Methods {
  return {
    sendTransaction: async (params) => {
      const signature = send(chain, params);
      await chain.flushed();
      return signature;
    },
    simulateTransaction: (params) => simulate(chain, params),
    requestAirdrop: async (params) => {
      const signature = airdrop(chain, params.address(0), params.unsigned(1));
      await chain.flushed();
      return signature;
    },
  };
}

function send(chain: Chain, params: Params): string {
  const config = params.config(1);
  const transaction = decode(params.text(0), config);
  config.unsigned('maxRetries'); // checked and without effect: there is no network to retry on
  if (!config.flag('skipPreflight', false)) {
    preflight(chain, transaction, config);
  }
  // As on a real node the answer is the signature even when the transaction never reaches a block:
  // a blockhash that expired or a second send of the same transaction is seen in its status.
  chain.submit(transaction);
  return transaction.signature;
}

function preflight(chain: Chain, transaction: DecodedTransaction, config: Config): void {
  const name = config.text('preflightCommitment') ?? 'finalized';
  const commitment = parseCommitment(name);
  if (commitment === undefined) {
    throw invalidParams(`Invalid params: unknown commitment \`${name}\`.`);
  }
  const slot = chain.slotAt(commitment);
  requireContextSlot(slot, config);
  requireSignatures(transaction);
  const simulation = chain.simulate(transaction, { bankSlot: slot, checkBlockhash: true });
  if (simulation.error !== null) {
    const message = `Transaction simulation failed: ${describeError(simulation.error)}`;
    throw new RpcError(PREFLIGHT_FAILURE, message, { ...simulationView(simulation), accounts: null });
  }
}

function simulate(chain: Chain, params: Params): unknown {
  const config = params.config(1);
  const transaction = decode(params.text(0), config);
  const slot = bankSlot(chain, config);
  const replace = config.flag('replaceRecentBlockhash', false);
  if (config.flag('sigVerify', false)) {
    if (replace) {
      throw invalidParams('sigVerify may not be used with replaceRecentBlockhash');
    }
    requireSignatures(transaction);
  }
  const simulation = chain.simulate(transaction, { bankSlot: slot, checkBlockhash: !replace });
  const hashSlot = Math.min(slot, chain.slot - 1);
  return withContext(slot, {
    ...simulationView(simulation),
    accounts: simulatedAccounts(chain, simulation, config, slot),
    innerInstructions: config.flag('innerInstructions', false)
      ? simulatedInner(chain, transaction, simulation, slot)
      : null,
    replacementBlockhash: replace
      ? {
          blockhash: chain.timeline.blockhash(hashSlot),
          lastValidBlockHeight: chain.blockhashes.lastValidBlockHeight(hashSlot),
        }
      : null,
  });
}

function simulationView(simulation: Simulation): Record<string, unknown> {
  const { error, logs, computeUnits, returnData } = simulation;
  return {
    err: error,
    logs,
    unitsConsumed: computeUnits,
    returnData: returnData === null ? null : { programId: returnData.programId, data: [returnData.data, 'base64'] },
    innerInstructions: null,
    replacementBlockhash: null,
  };
}

function simulatedAccounts(chain: Chain, simulation: Simulation, config: Config, slot: number): unknown {
  const wanted = config.object('accounts');
  if (wanted === undefined) {
    return null;
  }
  const format = accountFormat(wanted, 'base64');
  if (format.encoding === 'binary' || format.encoding === 'base58') {
    throw invalidParams('base58 encoding not supported');
  }
  const unixSeconds = chain.timeline.blockTime(slot);
  const read = (address: string) => simulation.postAccounts.get(address) ?? chain.account(address, slot);
  return (wanted.list('addresses') ?? []).map((item) => {
    const address = requireAddress(String(item));
    const state = simulation.error === null ? read(address) : null;
    return state === null ? null : accountView(address, state, format, unixSeconds, read);
  });
}

function simulatedInner(chain: Chain, transaction: DecodedTransaction, simulation: Simulation, slot: number): unknown {
  const loaded = chain.loaded(transaction, slot);
  return loaded === null ? [] : innerInstructionsView(simulation.inner, accountKeys(transaction.message, loaded), true);
}

function requireSignatures(transaction: DecodedTransaction): void {
  if (!hasValidSignatures(transaction)) {
    throw new RpcError(SIGNATURE_VERIFICATION_FAILURE, 'Transaction signature verification failure');
  }
}

function decode(text: string, config: Config): DecodedTransaction {
  const encoding = config.choice('encoding', WIRE_ENCODINGS) ?? 'base58';
  const longest = Math.ceil(MAX_TRANSACTION_BYTES * (encoding === 'base58' ? 1.37 : 4 / 3)) + 4;
  if (text.length > longest) {
    throw invalidParams(
      `${encoding} encoded transaction too large: ${text.length} bytes (max: encoded/raw ${longest}/${MAX_TRANSACTION_BYTES})`,
    );
  }
  const bytes = encoding === 'base64' ? base64Bytes(text) : base58Bytes(text);
  if (bytes.length > MAX_TRANSACTION_BYTES) {
    throw invalidParams(`decoded transaction too large: ${bytes.length} bytes (max: ${MAX_TRANSACTION_BYTES} bytes)`);
  }
  try {
    return decodeTransaction(bytes);
  } catch (error) {
    if (error instanceof MalformedTransaction) {
      throw invalidParams(error.message);
    }
    throw error;
  }
}

function base64Bytes(text: string): Uint8Array {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) {
    throw invalidParams('invalid base64 encoding');
  }
  return Buffer.from(text, 'base64');
}

function base58Bytes(text: string): Uint8Array {
  try {
    return fromBase58(text);
  } catch {
    throw invalidParams('invalid base58 encoding');
  }
}

/** Sends lamports from the faucet. Older blockhashes make a second, equal airdrop another transaction. */
function airdrop(chain: Chain, to: string, lamports: number): string {
  const amount = BigInt(lamports);
  if (amount > MAX_AIRDROP) {
    throw invalidParams(`Invalid request: airdrop above ${MAX_AIRDROP} lamports`);
  }
  for (let age = 1; age < chain.blockhashes.validSlots && age <= chain.slot; age++) {
    const transaction = chain.ledger.faucet.transfer(to, amount, chain.timeline.blockhash(chain.slot - age));
    const submission = chain.submit(transaction);
    if (submission.landed) {
      if (submission.entry.error !== null) {
        throw new RpcError(INTERNAL_ERROR, `Airdrop failed: ${describeError(submission.entry.error)}`);
      }
      return transaction.signature;
    }
    if (submission.error !== 'AlreadyProcessed') {
      throw new RpcError(INTERNAL_ERROR, `Airdrop failed: ${describeError(submission.error)}`);
    }
  }
  throw new RpcError(INTERNAL_ERROR, 'Airdrop failed: too many equal airdrops at once');
}
