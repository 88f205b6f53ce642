import { parseArgs } from 'node:util';
import type { ChainOptions } from './chain/chain.js';

export interface NodeOptions extends ChainOptions {
  readonly host: string;
  readonly port: number;
  readonly wsPort: number;
  readonly allowFaults: boolean;
}

export const USAGE = `Usage: node dist/main.js --state DIR [options]

  --state DIR            folder of the chain's state; created when it is not there
  --host ADDRESS         address to listen on                      (127.0.0.1)
  --port N               HTTP JSON-RPC port, 0 for any free one    (8899)
  --ws-port N            WebSocket port                            (port + 1)
  --slot-ms N            milliseconds per slot                     (400)
  --confirmed-slots N    slots until a transaction is confirmed    (1)
  --finalized-slots N    slots until it is finalized               (4)
  --blockhash-slots N    slots for which a blockhash stays valid   (150)
  --allow-faults         serve devnet_setFault, devnet_clearFaults, devnet_advanceSlots
  --help                 this text
`;

/** A command line that cannot be followed; the message says what to change. */
export class UsageError extends Error {}

/** Reads the command line; null when it asks for help. */
export function parseOptions(args: readonly string[]): NodeOptions | null {
  const values = parse(args);
  if (values.help === true) {
    return null;
  }
  if (values.state === undefined || values.state === '') {
    throw new UsageError('--state DIR is missing: the folder that keeps the chain');
  }
  const port = integer('port', values.port, 8899, 0, 65_535);
  const confirmed = integer('confirmed-slots', values['confirmed-slots'], 1, 1, 1000);
  return {
    stateFolder: values.state,
    host: values.host ?? '127.0.0.1',
    port,
    wsPort: integer('ws-port', values['ws-port'], port === 0 ? 0 : port + 1, 0, 65_535),
    slotMs: integer('slot-ms', values['slot-ms'], 400, 10, 3_600_000),
    depths: {
      confirmed,
      finalized: integer('finalized-slots', values['finalized-slots'], Math.max(4, confirmed), confirmed, 1000),
    },
    blockhashSlots: integer('blockhash-slots', values['blockhash-slots'], 150, 1, 100_000),
    allowFaults: values['allow-faults'] ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        state: { type: 'string' },
        host: { type: 'string' },
        port: { type: 'string' },
        'ws-port': { type: 'string' },
        'slot-ms': { type: 'string' },
        'confirmed-slots': { type: 'string' },
        'finalized-slots': { type: 'string' },
        'blockhash-slots': { type: 'string' },
        'allow-faults': { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function integer(name: string, text: string | undefined, fallback: number, min: number, max: number): number {
  if (text === undefined) {
    return fallback;
  }
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max) {
    throw new UsageError(`--${name} must be a whole number from ${min} to ${max}, not "${text}"`);
  }
  return value;
}
