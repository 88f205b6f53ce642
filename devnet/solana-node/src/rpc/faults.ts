import type { Chain } from '../chain/chain.js';
import type { Methods } from './context.js';
import { INTERNAL_ERROR, invalidParams, RpcError } from './errors.js';
import { Config, type Params } from './params.js';

interface Fault {
  readonly delayMs: number;
  readonly error: RpcError | null;
  readonly drop: boolean;
  /** Answered instead of the truth; undefined: none. */
  readonly lie: { readonly result: unknown } | undefined;
  remaining: number;
}

const MAX_DELAY_MS = 600_000;
const MAX_ADVANCE = 1_000_000;

/** The fault is that no answer is sent at all. */
export class DroppedAnswer extends Error {}

/** Faults that a test asks this node to show, by method; `*` is every method that has none of its own. */
export class Faults {
  private readonly byMethod = new Map<string, Fault>();

  constructor(private readonly chain: Chain) {}

  /** Plays the fault of a method: waits, throws its error or DroppedAnswer, or returns what to answer instead. */
  async apply(method: string): Promise<{ readonly result: unknown } | undefined> {
    if (method.startsWith('devnet_')) {
      return undefined;
    }
    const key = this.byMethod.has(method) ? method : '*';
    const fault = this.byMethod.get(key);
    if (fault === undefined) {
      return undefined;
    }
    fault.remaining -= 1;
    if (fault.remaining <= 0) {
      this.byMethod.delete(key);
    }
    if (fault.delayMs > 0) {
      await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    }
    if (fault.error !== null) {
      throw fault.error;
    }
    if (fault.drop) {
      throw new DroppedAnswer(method);
    }
    return fault.lie;
  }

  methods(): Methods {
    return {
      devnet_setFault: (params) => this.set(params),
      devnet_clearFaults: () => {
        this.byMethod.clear();
        return true;
      },
      devnet_advanceSlots: (params) => {
        const count = params.unsigned(0);
        if (count > MAX_ADVANCE) {
          throw invalidParams(`Too many slots; max ${MAX_ADVANCE}`);
        }
        this.chain.advance(count, true);
        return this.chain.slot;
      },
    };
  }

  private set(params: Params): boolean {
    const method = params.text(0);
    const config = params.config(1);
    const delayMs = config.unsigned('delayMs') ?? 0;
    if (delayMs > MAX_DELAY_MS) {
      throw invalidParams(`\`delayMs\` is too large; max ${MAX_DELAY_MS}`);
    }
    this.byMethod.set(method, {
      delayMs,
      error: errorOf(config.object('error')),
      drop: config.flag('drop', false),
      lie: config.has('result') ? { result: config.raw('result') } : undefined,
      remaining: config.unsigned('count') ?? Infinity,
    });
    return true;
  }
}

function errorOf(config: Config | undefined): RpcError | null {
  if (config === undefined) {
    return null;
  }
  const code = config.integer('code') ?? INTERNAL_ERROR;
  return new RpcError(code, config.text('message') ?? 'Injected fault');
}
