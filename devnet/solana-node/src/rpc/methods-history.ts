import type { Chain } from '../chain/chain.js';
import type { HistoryEntry } from '../ledger/history.js';
import {
  accountsView,
  statusView,
  TRANSACTION_ENCODINGS,
  transactionView,
  type TransactionFormat,
} from '../view/transaction.js';
import { requireContextSlot, withContext, type Methods } from './context.js';
import { blockNotAvailable, invalidParams } from './errors.js';
import { Config, requireSignature, type Params } from './params.js';

const MAX_STATUSES = 256;
const MAX_SIGNATURES = 1000;
const MAX_BLOCK_RANGE = 500_000;
// Statuses of about this many slots are answered without searchTransactionHistory.
const STATUS_SLOTS = 300;
const DETAILS = ['full', 'accounts', 'signatures', 'none'] as const;

/** Transactions and blocks that landed. */
export function historyMethods(chain: Chain): Methods {
  return {
    getSignatureStatuses: (params) => {
      const signatures = params.texts(0, MAX_STATUSES).map(requireSignature);
      const search = params.config(1).flag('searchTransactionHistory', false);
      return withContext(
        chain.slot,
        signatures.map((signature) => status(chain, signature, search)),
      );
    },
    getTransaction: (params) => getTransaction(chain, params),
    getSignaturesForAddress: (params) => signaturesForAddress(chain, params),
    getBlock: (params) => getBlock(chain, params),
    getBlocks: (params) => {
      // The second parameter may be the last slot or the configuration.
      const range = typeof params.raw(1) === 'number' ? params.unsigned(1) : undefined;
      const config = params.config(range === undefined && !params.has(2) ? 1 : 2);
      const highest = chain.slotAt(config.blockCommitment());
      return blocks(params.unsigned(0), Math.min(range ?? highest, highest), (range ?? highest) - params.unsigned(0));
    },
    getBlocksWithLimit: (params) => {
      const [start, limit] = [params.unsigned(0), params.unsigned(1)];
      const highest = chain.slotAt(params.config(2).blockCommitment());
      return blocks(start, Math.min(highest, start + limit - 1), limit);
    },
  };
}

function blocks(first: number, last: number, asked: number): number[] {
  if (asked > MAX_BLOCK_RANGE) {
    throw invalidParams(`Slot range too large; max ${MAX_BLOCK_RANGE}`);
  }
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}

function status(chain: Chain, signature: string, search: boolean): unknown {
  const entry = chain.history.find(signature);
  if (entry === undefined || (!search && entry.slot < chain.slot - STATUS_SLOTS)) {
    return null;
  }
  const confirmationStatus = chain.commitmentOf(entry.slot);
  return {
    slot: entry.slot,
    confirmations: confirmationStatus === 'finalized' ? null : chain.slot - entry.slot,
    err: entry.error,
    status: statusView(entry),
    confirmationStatus,
  };
}

/** The last parameter of getTransaction and getBlock: a configuration, or just the encoding. */
function blockConfig(params: Params, index: number): Config {
  const raw = params.raw(index);
  return typeof raw === 'string' ? new Config({ encoding: raw }) : params.config(index);
}

function transactionFormat(config: Config, withRewards: boolean): TransactionFormat {
  return {
    encoding: config.choice('encoding', TRANSACTION_ENCODINGS) ?? 'json',
    maxVersion: config.unsigned('maxSupportedTransactionVersion'),
    withRewards,
  };
}

function getTransaction(chain: Chain, params: Params): unknown {
  const signature = params.signature(0);
  const config = blockConfig(params, 1);
  const highest = chain.slotAt(config.blockCommitment());
  const format = transactionFormat(config, true);
  const entry = chain.history.find(signature);
  if (entry === undefined || entry.slot > highest) {
    return null;
  }
  const view = transactionView(chain.ledger.record(entry), format);
  return {
    slot: entry.slot,
    blockTime: chain.timeline.blockTime(entry.slot),
    transactionIndex: entry.indexInSlot,
    ...view,
  };
}

function signaturesForAddress(chain: Chain, params: Params): unknown {
  const address = params.address(0);
  const config = params.config(1);
  const limit = config.unsigned('limit') ?? MAX_SIGNATURES;
  if (limit === 0 || limit > MAX_SIGNATURES) {
    throw invalidParams(`Invalid limit; max ${MAX_SIGNATURES}`);
  }
  const highest = chain.slotAt(config.blockCommitment());
  requireContextSlot(highest, config);
  const before = config.signature('before');
  const until = config.signature('until');
  const start = before === undefined ? undefined : chain.history.find(before);
  if (before !== undefined && (start === undefined || start.slot > highest)) {
    return []; // a real node answers so for a signature that it does not know
  }
  const stop = until === undefined ? undefined : chain.history.find(until);
  const found: unknown[] = [];
  const entries = chain.history.ofAddress(address);
  for (let i = entries.length - 1; i >= 0 && found.length < limit; i--) {
    const entry = entries[i];
    if (entry === undefined || (stop !== undefined && !isLater(entry, stop))) {
      break;
    }
    if (entry.slot <= highest && (start === undefined || isLater(start, entry))) {
      found.push(signatureInfo(chain, entry));
    }
  }
  return found;
}

/** Whether `a` was executed after `b`. */
function isLater(a: HistoryEntry, b: HistoryEntry): boolean {
  return a.slot > b.slot || (a.slot === b.slot && a.indexInSlot > b.indexInSlot);
}

function signatureInfo(chain: Chain, entry: HistoryEntry): unknown {
  return {
    signature: entry.signature,
    slot: entry.slot,
    err: entry.error,
    memo: entry.memo,
    blockTime: chain.timeline.blockTime(entry.slot),
    confirmationStatus: chain.commitmentOf(entry.slot),
  };
}

function getBlock(chain: Chain, params: Params): unknown {
  const slot = params.unsigned(0);
  const config = blockConfig(params, 1);
  const withRewards = config.flag('rewards', true);
  const details = config.choice('transactionDetails', DETAILS) ?? 'full';
  const format = transactionFormat(config, withRewards);
  if (slot > chain.slotAt(config.blockCommitment())) {
    throw blockNotAvailable(slot);
  }
  const { timeline, history } = chain;
  const entries = history.inSlot(slot);
  const parentSlot = Math.max(0, slot - 1);
  const record = (entry: HistoryEntry) => chain.ledger.record(entry);
  return {
    blockhash: timeline.blockhash(slot),
    previousBlockhash: timeline.blockhash(parentSlot),
    parentSlot,
    blockTime: timeline.blockTime(slot),
    blockHeight: slot,
    ...(details === 'full' ? { transactions: entries.map((e) => transactionView(record(e), format)) } : {}),
    ...(details === 'accounts' ? { transactions: entries.map((e) => accountsView(record(e), format)) } : {}),
    ...(details === 'signatures' ? { signatures: entries.map((e) => e.signature) } : {}),
    ...(withRewards ? { rewards: [] } : {}),
  };
}
