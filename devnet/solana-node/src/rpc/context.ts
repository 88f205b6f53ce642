import type { Chain } from '../chain/chain.js';
import type { Commitment } from '../chain/commitment.js';
import { MIN_CONTEXT_SLOT, RpcError } from './errors.js';
import type { Config, Params } from './params.js';

/** One JSON-RPC method: parameters to result; throws RpcError. */
export type Method = (params: Params) => unknown;
export type Methods = Readonly<Record<string, Method>>;

/** The slot a read is about: the newest at its commitment, and not below `minContextSlot`. */
export function bankSlot(chain: Chain, config: Config, fallback: Commitment = 'finalized'): number {
  const slot = chain.slotAt(config.commitment(fallback));
  requireContextSlot(slot, config);
  return slot;
}

export function requireContextSlot(slot: number, config: Config): void {
  const wanted = config.unsigned('minContextSlot');
  if (wanted !== undefined && slot < wanted) {
    throw new RpcError(MIN_CONTEXT_SLOT, 'Minimum context slot has not been reached', { contextSlot: slot });
  }
}

export function withContext(slot: number, value: unknown): unknown {
  return { context: { apiVersion: API_VERSION, slot }, value };
}

/** The cluster software whose answers this node follows. */
export const API_VERSION = '2.3.0';
export const FEATURE_SET = 3_640_012_085;
