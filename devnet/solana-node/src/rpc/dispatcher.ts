import { toJson } from '../codec/json.js';
import { DroppedAnswer, type Faults } from './faults.js';
import type { Methods } from './context.js';
import { INTERNAL_ERROR, INVALID_REQUEST, METHOD_NOT_FOUND, PARSE_ERROR, RpcError } from './errors.js';
import { Params } from './params.js';

export const MAX_BATCH = 100;

type Id = string | number | null;

/** JSON-RPC 2.0: text in, text out; null when there is nothing to answer (notifications). Throws DroppedAnswer. */
export class Dispatcher {
  constructor(
    private readonly methods: Methods,
    private readonly faults: Faults | null,
  ) {}

  async answer(body: string): Promise<string | null> {
    let request: unknown;
    try {
      request = JSON.parse(body);
    } catch {
      return failure(null, new RpcError(PARSE_ERROR, 'Parse error'));
    }
    if (!Array.isArray(request)) {
      return this.call(request);
    }
    if (request.length === 0) {
      return failure(null, new RpcError(INVALID_REQUEST, 'Invalid request'));
    }
    if (request.length > MAX_BATCH) {
      return failure(null, new RpcError(INVALID_REQUEST, `Batch of ${request.length} requests; max ${MAX_BATCH}`));
    }
    const answers: string[] = [];
    for (const one of request) {
      const answer = await this.call(one); // in order, so that a batch sees its own writes
      if (answer !== null) {
        answers.push(answer);
      }
    }
    return answers.length === 0 ? null : `[${answers.join(',')}]`;
  }

  private async call(request: unknown): Promise<string | null> {
    if (request === null || typeof request !== 'object' || Array.isArray(request)) {
      return failure(null, new RpcError(INVALID_REQUEST, 'Invalid request'));
    }
    const { jsonrpc, id, method, params } = request as Record<string, unknown>;
    const known: Id = typeof id === 'string' || typeof id === 'number' ? id : null;
    if (jsonrpc !== '2.0' || typeof method !== 'string' || (id !== undefined && id !== null && known === null)) {
      return failure(known, new RpcError(INVALID_REQUEST, 'Invalid request'));
    }
    try {
      const lie = await this.faults?.apply(method);
      const handler = Object.hasOwn(this.methods, method) ? this.methods[method] : undefined;
      if (handler === undefined) {
        throw new RpcError(METHOD_NOT_FOUND, 'Method not found');
      }
      const result = lie === undefined ? await handler(new Params(params)) : lie.result;
      return id === undefined ? null : `{"jsonrpc":"2.0","result":${toJson(result)},"id":${toJson(known)}}`;
    } catch (error) {
      if (error instanceof DroppedAnswer) {
        throw error;
      }
      if (!(error instanceof RpcError)) {
        console.error(`method=${method} failed:`, error);
      }
      const shown = error instanceof RpcError ? error : new RpcError(INTERNAL_ERROR, 'Internal error');
      return id === undefined ? null : failure(known, shown);
    }
  }
}

export function failure(id: Id, error: RpcError): string {
  const { code, message, data } = error;
  return toJson({ jsonrpc: '2.0', error: { code, message, data }, id });
}
