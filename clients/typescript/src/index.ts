import createClient, { type Client, type ClientOptions } from 'openapi-fetch';
import type { components, paths } from './schema.js';

export type { components, operations, paths } from './schema.js';

/** What the registry answers and takes, by name. */
export type Schemas = components['schemas'];
export type Asset = Schemas['Asset'];
export type Change = Schemas['Change'];
export type Finding = Schemas['Finding'];
export type Resolution = Schemas['Resolution'];
export type Token = Schemas['Token'];
export type Underlying = Schemas['Underlying'];
export type Verdict = Schemas['Verdict'];

/** Every operation of the registry, typed by its OpenAPI document. */
export type Registry = Client<paths>;

/** A client of the registry at `baseUrl`, for instance `http://127.0.0.1:8081`. */
export function registryClient(baseUrl: string, options: Omit<ClientOptions, 'baseUrl'> = {}): Registry {
  return createClient<paths>({ ...options, baseUrl });
}

/** A refusal by the registry: an RFC 9457 problem with a stable code. */
export class RegistryProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly field: string | undefined,
    detail: string,
  ) {
    super(`${code}: ${detail}`);
  }
}

/** The data of an answer; throws what the registry refused. */
export function dataOf<T>(answer: { data?: T; error?: unknown; response: Response }): T {
  if (answer.data !== undefined) return answer.data;
  const problem = (answer.error ?? {}) as { code?: string; detail?: string; field?: string };
  throw new RegistryProblem(
    answer.response.status,
    problem.code ?? 'NO_CODE',
    problem.field,
    problem.detail ?? `status ${answer.response.status}`,
  );
}

type Listing = '/v1/assets' | '/v1/underlyings';
type Item<P extends Listing> = paths[P]['get']['responses'][200]['content']['application/json']['items'][number];

/** Every item of a list, page by page while it is read. */
export async function* all<P extends Listing>(registry: Registry, path: P): AsyncGenerator<Item<P>> {
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? { limit: '1000' } : { limit: '1000', cursor };
    const answer = await registry.GET(path as Listing, { params: { query } });
    const page = dataOf(answer) as { items: Item<P>[]; nextCursor: string | null };
    yield* page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
