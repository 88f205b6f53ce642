import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Keypair, PublicKey } from '@solana/web3.js';
import { parseConfig } from '../src/deploy/config.js';
import { deploy } from '../src/deploy/deployment.js';
import { toBase58 } from '../src/codec/base58.js';
import { rpc, startTestNode, type TestNode } from './support.js';

const DEPLOY = fileURLToPath(new URL('../src/deploy.js', import.meta.url));

function run(args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [DEPLOY, ...args]);
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.on('close', (code) => resolve({ code, output }));
  });
}

function exampleConfig(count: number) {
  const key = () => Keypair.generate().publicKey.toBase58();
  return {
    payerSecretKey: toBase58(Keypair.generate().secretKey),
    groupAuthoritySecretKey: toBase58(Keypair.generate().secretKey),
    attesters: [key(), key(), key()],
    threshold: 2,
    replayAuthority: key(),
    compliance: key(),
    actionAuthority: key(),
    assets: Array.from({ length: count }, (_, i) => ({
      isin: `CH14362191${String(10 + i)}`,
      name: `Example ${i} xStock`,
      symbol: `EX${i}x`,
      uri: `https://example.org/metadata/example-asset-${i}.json`,
    })),
  };
}

describe('the deployment', () => {
  let node: TestNode;
  let folder: string;

  before(async () => {
    node = await startTestNode({ slotMs: 400 });
    folder = mkdtempSync(join(tmpdir(), 'solana-deploy-test-'));
  });
  after(async () => {
    await node.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('creates 23 assets in under 30 seconds and changes nothing when it runs again', async () => {
    const config = exampleConfig(23);
    const [configFile, out] = [join(folder, 'config.json'), join(folder, 'out.json')];
    writeFileSync(configFile, JSON.stringify(config));
    const args = ['--rpc', node.url, '--config', configFile, '--out', out, '--airdrop'];
    const began = Date.now();
    const first = await run(args);
    assert.equal(first.code, 0, first.output);
    assert.ok(Date.now() - began < 30_000);
    const result = JSON.parse(readFileSync(out, 'utf8'));
    assert.equal(result.assets.length, 23);
    assert.equal(result.caip2, `solana:${result.genesisHash.slice(0, 32)}`);
    assert.equal(result.genesisHash, node.chain.timeline.genesisHash);
    const transactions = node.chain.history.count;
    const second = await run(args);
    assert.equal(second.code, 0, second.output);
    assert.deepEqual(JSON.parse(readFileSync(out, 'utf8')), result);
    assert.equal(node.chain.history.count, transactions);
    await checkMint(config, result);
  });

  async function checkMint(config: ReturnType<typeof exampleConfig>, result: any): Promise<void> {
    const { isin, mint } = result.assets[3];
    const answer = await rpc(node.url, 'getAccountInfo', [mint, { encoding: 'jsonParsed' }]);
    const { program, parsed } = answer.result.value.data;
    assert.equal(program, 'spl-token-2022');
    assert.equal(parsed.info.mintAuthority, result.multisig);
    assert.equal(parsed.info.freezeAuthority, config.compliance);
    assert.equal(parsed.info.decimals, 8);
    const states = Object.fromEntries(parsed.info.extensions.map((e: any) => [e.extension, e.state]));
    assert.deepEqual(states['tokenMetadata'], {
      updateAuthority: config.actionAuthority,
      mint,
      name: 'Example 3 xStock',
      symbol: 'EX3x',
      uri: 'https://example.org/metadata/example-asset-3.json',
      additionalMetadata: [
        ['isin', isin],
        ['actionEpoch', '0'],
      ],
    });
    assert.equal(states['scaledUiAmountConfig'].multiplier, '1');
    assert.deepEqual(states['pausableConfig'], { authority: config.compliance, paused: false });
    assert.equal(states['tokenGroupMember'].group, result.groupMint);
    const multisig = await rpc(node.url, 'getAccountInfo', [result.multisig, { encoding: 'jsonParsed' }]);
    assert.deepEqual(multisig.result.value.data.parsed.info, {
      numRequiredSigners: 2,
      numValidSigners: 3,
      isInitialized: true,
      signers: config.attesters,
    });
  }

  it('continues a deployment that stopped half way', async () => {
    const json = exampleConfig(2);
    const half = parseConfig({ ...json, seed: 'resume', assets: json.assets.slice(0, 1) });
    const whole = parseConfig({ ...json, seed: 'resume' });
    const first = await deploy(node.connection, half, true, () => undefined);
    const second = await deploy(node.connection, whole, true, () => undefined);
    assert.equal(second.assets[0]?.mint, first.assets[0]?.mint);
    assert.equal(second.assets.length, 2);
    assert.equal(second.deployedAtSlot, first.deployedAtSlot);
  });

  it('refuses a chain that differs from the configuration', async () => {
    const json = exampleConfig(1);
    await deploy(node.connection, parseConfig(json), true, () => undefined);
    const other = parseConfig({ ...json, compliance: PublicKey.default.toBase58() });
    await assert.rejects(
      deploy(node.connection, other, false, () => undefined),
      /the freeze authority of the mint of CH1436219110 is .* on the chain, the configuration says 1111/,
    );
  });

  it('names what is wrong in a configuration and never echoes a secret', () => {
    const json = exampleConfig(1);
    const cases: [object, RegExp][] = [
      [{ threshold: 4 }, /threshold must be from 1 to 3/],
      [{ attesters: ['x'] }, /attesters\[0\] is not a Solana address/],
      [{ payerSecretKey: 'not-a-key' }, /^payerSecretKey is neither a file nor a base-58 secret key$/],
      [{ assets: [{ ...json.assets[0], isin: 'CH1' }] }, /assets\[0\].isin is not an ISIN/],
      [{ assets: [json.assets[0], json.assets[0]] }, /different ISINs/],
    ];
    for (const [change, message] of cases) {
      assert.throws(() => parseConfig({ ...json, ...change }), { message });
    }
  });

  it('tells how it is used', async () => {
    const { code, output } = await run(['--rpc', node.url]);
    assert.equal(code, 2);
    assert.match(output, /--rpc, --config and --out are needed/);
  });
});
