import type { AccountState } from './account.js';
import { SYSVAR_OWNER } from './programs.js';
import { SLOTS_PER_EPOCH } from './timeline.js';

/** The Clock sysvar as it is at a slot: it changes in every slot, so it is computed, not stored. */
export function clockAccount(slot: number, unixSeconds: number): AccountState {
  const epoch = Math.floor(slot / SLOTS_PER_EPOCH);
  const data = Buffer.alloc(40);
  data.writeBigUInt64LE(BigInt(slot), 0);
  data.writeBigInt64LE(0n, 8); // start of the epoch: not tracked
  data.writeBigUInt64LE(BigInt(epoch), 16);
  data.writeBigUInt64LE(BigInt(epoch + 1), 24);
  data.writeBigInt64LE(BigInt(unixSeconds), 32);
  return { lamports: 1_169_280n, owner: SYSVAR_OWNER, data: new Uint8Array(data), executable: false };
}
