// Usage: node test/against-registry.mjs URL. Exit code 0 iff the built client works against the registry at URL.
import assert from 'node:assert/strict';
import { all, dataOf, registryClient, RegistryProblem } from '../dist/index.js';

const registry = registryClient(process.argv[2]);

const resolution = dataOf(
  await registry.GET('/v1/resolve', { params: { query: { underlying: 'AAPL', chain: 'eip155:42161' } } }),
);
assert.equal(resolution.canonical.caip19, 'eip155:42161/erc20:0x9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a');

const verdict = dataOf(
  await registry.GET('/v1/verify/{caip19}', {
    params: { path: { caip19: 'eip155:42161/erc20:0x2414faE77CF726cC2287B81cf174d9828adc6636' } },
  }),
);
assert.equal(verdict.reason, 'retired');

const keys = new Set();
for await (const asset of all(registry, '/v1/assets')) keys.add(asset.key);
const list = dataOf(await registry.GET('/v1/tokenlist.json'));
assert.ok(keys.size > 500 && list.tokens.length > 150);

const found = dataOf(await registry.GET('/v1/search', { params: { query: { q: 'aple' } } }));
assert.equal(found.items[0].key, 'AAPL');

const refusal = await registry.GET('/v1/assets/{isin}', { params: { path: { isin: 'CH0000000000' } } });
assert.throws(() => dataOf(refusal), (error) => error instanceof RegistryProblem && error.code === 'UNKNOWN_ASSET');

console.log(`client works assets=${keys.size}`);
