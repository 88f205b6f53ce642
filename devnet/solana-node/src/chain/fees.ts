import { ADDRESS_LOOKUP_TABLE_PROGRAM, COMPUTE_BUDGET_PROGRAM, SYSTEM_PROGRAM } from './programs.js';
import type { DecodedMessage } from './transaction.js';

const LAMPORTS_PER_SIGNATURE = 5000n;
const MICRO = 1_000_000n;
const MAX_COMPUTE_UNITS = 1_400_000n;
const DEFAULT_UNITS = 200_000n;
// Builtins that are cheap by default (SIMD-0170).
const BUILTIN_UNITS = 3_000n;
const BUILTINS = new Set([
  SYSTEM_PROGRAM,
  COMPUTE_BUDGET_PROGRAM,
  'Vote111111111111111111111111111111111111111',
  'BPFLoader1111111111111111111111111111111111',
  'BPFLoader2111111111111111111111111111111111',
  'BPFLoaderUpgradeab1e11111111111111111111111',
  'LoaderV411111111111111111111111111111111111',
  'Ed25519SigVerify111111111111111111111111111',
  'KeccakSecp256k11111111111111111111111111111',
]);

/** Fee of a message in lamports: signatures, plus the compute-unit price times the limit, rounded up. */
export function feeOf(message: DecodedMessage): bigint {
  let limit: bigint | undefined;
  let price = 0n;
  let defaultLimit = 0n;
  for (const instruction of message.instructions) {
    const program = message.staticKeys[instruction.programIdIndex] ?? '';
    defaultLimit += BUILTINS.has(program) ? BUILTIN_UNITS : DEFAULT_UNITS;
    if (program === COMPUTE_BUDGET_PROGRAM) {
      const data = Buffer.from(instruction.data);
      if (data[0] === 2 && data.length >= 5) {
        limit = BigInt(data.readUInt32LE(1));
      } else if (data[0] === 3 && data.length >= 9) {
        price = data.readBigUInt64LE(1);
      }
    }
  }
  const wanted = limit ?? defaultLimit;
  const units = wanted < MAX_COMPUTE_UNITS ? wanted : MAX_COMPUTE_UNITS;
  const priority = (price * units + MICRO - 1n) / MICRO;
  return BigInt(message.header.numRequiredSignatures) * LAMPORTS_PER_SIGNATURE + priority;
}

/** The compute-unit price that a message offers, in micro-lamports. */
export function computeUnitPrice(message: DecodedMessage): bigint {
  for (const { programIdIndex, data } of message.instructions) {
    if (message.staticKeys[programIdIndex] === COMPUTE_BUDGET_PROGRAM && data[0] === 3 && data.length >= 9) {
      return Buffer.from(data).readBigUInt64LE(1);
    }
  }
  return 0n;
}

/** Whether executing this message needs a current SlotHashes sysvar. */
export function usesLookupTableProgram(message: DecodedMessage): boolean {
  return message.staticKeys.includes(ADDRESS_LOOKUP_TABLE_PROGRAM);
}
