import type { Chain } from '../chain/chain.js';
import { decodeMessage, MalformedTransaction } from '../chain/transaction.js';
import { feeOf } from '../chain/fees.js';
import { SLOTS_PER_EPOCH } from '../chain/timeline.js';
import { API_VERSION, bankSlot, FEATURE_SET, withContext, type Methods } from './context.js';
import { blockNotAvailable, invalidParams } from './errors.js';
import { requireAddress } from './params.js';

const LAMPORTS_PER_BYTE = 6960n;
const ACCOUNT_OVERHEAD_BYTES = 128n;
const MAX_DATA_BYTES = 10 * 1024 * 1024;
const MAX_FEE_ACCOUNTS = 128;
const FEE_SLOTS = 150;

/** Slots, blockhashes, fees and facts about the node. */
export function chainMethods(chain: Chain): Methods {
  const { timeline, blockhashes } = chain;
  return {
    getHealth: () => 'ok',
    getVersion: () => ({ 'solana-core': API_VERSION, 'feature-set': FEATURE_SET }),
    getGenesisHash: () => timeline.genesisHash,
    getIdentity: () => ({ identity: chain.ledger.faucet.address }),
    getSlot: (params) => bankSlot(chain, params.config(0)),
    getBlockHeight: (params) => bankSlot(chain, params.config(0)),
    getFirstAvailableBlock: () => 0,
    minimumLedgerSlot: () => 0,
    getTransactionCount: () => chain.history.count,
    getEpochInfo: (params) => epochInfo(chain, bankSlot(chain, params.config(0))),
    getEpochSchedule: () => ({
      slotsPerEpoch: SLOTS_PER_EPOCH,
      leaderScheduleSlotOffset: SLOTS_PER_EPOCH,
      warmup: false,
      firstNormalEpoch: 0,
      firstNormalSlot: 0,
    }),
    getBlockTime: (params) => {
      const slot = params.unsigned(0);
      if (slot > chain.slotAt('confirmed')) {
        throw blockNotAvailable(slot);
      }
      return timeline.blockTime(slot);
    },
    getLatestBlockhash: (params) => {
      const slot = bankSlot(chain, params.config(0));
      // The open slot has no hash yet: transactions for it name the one before.
      const hashSlot = Math.min(slot, chain.slot - 1);
      return withContext(slot, {
        blockhash: timeline.blockhash(hashSlot),
        lastValidBlockHeight: blockhashes.lastValidBlockHeight(hashSlot),
      });
    },
    isBlockhashValid: (params) => {
      const hash = params.address(0);
      const slot = bankSlot(chain, params.config(1));
      return withContext(slot, blockhashes.isValidAt(hash, slot));
    },
    getFeeForMessage: (params) => {
      const slot = bankSlot(chain, params.config(1));
      const message = decodeBase64Message(params.text(0));
      const known = blockhashes.isValidAt(message.recentBlockhash, slot);
      return withContext(slot, known ? feeOf(message) : null);
    },
    getRecentPrioritizationFees: (params) => {
      const addresses = params.has(0) ? params.texts(0, MAX_FEE_ACCOUNTS) : [];
      return recentFees(chain, addresses.map(requireAddress));
    },
    getMinimumBalanceForRentExemption: (params) => {
      const bytes = params.unsigned(0);
      if (bytes > MAX_DATA_BYTES) {
        throw invalidParams(`Invalid params: data length ${bytes} is above ${MAX_DATA_BYTES}.`);
      }
      return (BigInt(bytes) + ACCOUNT_OVERHEAD_BYTES) * LAMPORTS_PER_BYTE;
    },
  };
}

function decodeBase64Message(text: string): ReturnType<typeof decodeMessage> {
  try {
    return decodeMessage(Buffer.from(text, 'base64'));
  } catch (error) {
    if (error instanceof MalformedTransaction) {
      throw invalidParams(error.message);
    }
    throw error;
  }
}

function epochInfo(chain: Chain, slot: number): unknown {
  return {
    absoluteSlot: slot,
    blockHeight: slot,
    epoch: Math.floor(slot / SLOTS_PER_EPOCH),
    slotIndex: slot % SLOTS_PER_EPOCH,
    slotsInEpoch: SLOTS_PER_EPOCH,
    transactionCount: chain.history.count,
  };
}

/** For each recent slot the lowest price that a transaction writing to all of the accounts paid. */
function recentFees(chain: Chain, addresses: readonly string[]): unknown[] {
  const newest = chain.slot - 1;
  const fees: unknown[] = [];
  for (let slot = Math.max(0, newest - FEE_SLOTS + 1); slot <= newest; slot++) {
    const prices = chain.history
      .inSlot(slot)
      .filter((entry) => {
        if (addresses.length === 0) {
          return true;
        }
        const { keys } = chain.ledger.record(entry);
        return addresses.every((address) => keys.includes(address));
      })
      .map((entry) => entry.price);
    const lowest = prices.reduce((low, price) => (price < low ? price : low), prices[0] ?? 0n);
    fees.push({ slot, prioritizationFee: lowest });
  }
  return fees;
}
