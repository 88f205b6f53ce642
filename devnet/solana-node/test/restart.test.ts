import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Keypair } from '@solana/web3.js';
import { Journal } from '../src/ledger/journal.js';
import { newStateFolder, rpc, startTestNode } from './support.js';

const MAIN = fileURLToPath(new URL('../src/main.js', import.meta.url));

interface Process {
  readonly child: ChildProcess;
  readonly url: string;
}

function start(stateFolder: string): Promise<Process> {
  const child = spawn(process.execPath, [MAIN, '--state', stateFolder, '--port', '0', '--slot-ms', '50']);
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (data: Buffer) => {
      output += data.toString();
      const ready = /^ready rpc=(\S+)/m.exec(output);
      if (ready?.[1] !== undefined) {
        resolve({ child, url: ready[1] });
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('exit', (code) => reject(new Error(`exit ${String(code)}: ${output}`)));
  });
}

function stop({ child }: Process, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}

describe('stop and start', () => {
  const folders: string[] = [];
  const folder = () => {
    const made = newStateFolder();
    folders.push(made);
    return made;
  };
  after(() => folders.forEach((made) => rmSync(made, { recursive: true, force: true })));

  it('loses no acknowledged transaction to kill -9 under load, and never goes back', async () => {
    const stateFolder = folder();
    const seed = Math.floor(Math.random() * 1e9);
    console.log(`seed=${seed}`);
    const acknowledged = new Map<string, string>(); // signature → recipient
    let highest = 0;
    let genesis: string | undefined;
    let blockhash: string | undefined;
    for (let round = 0; round < 4; round++) {
      const node = await start(stateFolder);
      const hash = (await rpc(node.url, 'getGenesisHash')).result;
      genesis ??= hash;
      assert.equal(hash, genesis);
      assert.ok((await rpc(node.url, 'getSlot')).result >= highest, 'the finalized slot went back');
      if (blockhash !== undefined) {
        assert.equal((await rpc(node.url, 'isBlockhashValid', [blockhash])).result.value, true);
      }
      for (const [signature, to] of acknowledged) {
        const { result } = await rpc(node.url, 'getTransaction', [signature]);
        assert.equal(result.meta.err, null, signature);
        assert.equal((await rpc(node.url, 'getBalance', [to])).result.value, 1_000_000);
      }
      let running = true;
      const load = Array.from({ length: 4 }, async () => {
        while (running) {
          const to = Keypair.generate().publicKey.toBase58();
          try {
            acknowledged.set((await rpc(node.url, 'requestAirdrop', [to, 1_000_000])).result, to);
            highest = Math.max(highest, (await rpc(node.url, 'getSlot', [{ commitment: 'processed' }])).result);
          } catch {
            return; // the node is gone
          }
        }
      });
      await new Promise((resolve) => setTimeout(resolve, 150 + ((seed >> (round * 4)) % 200)));
      blockhash = (await rpc(node.url, 'getLatestBlockhash')).result.value.blockhash;
      await stop(node, 'SIGKILL');
      running = false;
      await Promise.all(load);
    }
    assert.ok(acknowledged.size > 20, `only ${acknowledged.size} transactions`);
  });

  it('continues after an orderly stop with the same accounts, history and block times', async () => {
    const stateFolder = folder();
    const first = await startTestNode({ stateFolder });
    const to = Keypair.generate().publicKey.toBase58();
    const signature = (await rpc(first.url, 'requestAirdrop', [to, 2_000_000])).result;
    await rpc(first.url, 'requestAirdrop', [to, 1_000_000]);
    await new Promise((resolve) => setTimeout(resolve, 400));
    const { slot } = (await rpc(first.url, 'getSignatureStatuses', [[signature]])).result.value[0];
    const questions: [string, unknown[]][] = [
      ['getBlock', [slot, { encoding: 'json' }]],
      ['getBlockTime', [slot + 1]],
      ['getSignaturesForAddress', [to]],
      ['getAccountInfo', [to, { encoding: 'base64' }]],
    ];
    const ask = async (url: string) => {
      const answers = [];
      for (const [method, params] of questions) {
        const { result } = await rpc(url, method, params);
        answers.push(method === 'getAccountInfo' ? result.value : result);
      }
      return answers;
    };
    const before = await ask(first.url);
    await first.stop();
    const second = await startTestNode({ stateFolder });
    assert.deepEqual(await ask(second.url), before);
    await second.stop();
  });

  it('cuts off a torn record, and refuses a journal that is damaged before its end', async () => {
    const stateFolder = folder();
    const journal = join(stateFolder, 'journal.jsonl');
    const node = await startTestNode({ stateFolder });
    const to = Keypair.generate().publicKey.toBase58();
    await rpc(node.url, 'requestAirdrop', [to, 1_000_000]);
    await node.stop();
    const whole = readFileSync(journal);
    appendFileSync(journal, '1234abcd {"type":"transaction","slot":1'); // no end of line
    const again = await startTestNode({ stateFolder });
    assert.equal((await rpc(again.url, 'getBalance', [to])).result.value, 1_000_000);
    await again.stop();
    truncateSync(journal, 0);
    const damaged = Buffer.from(whole);
    damaged[40] = (damaged[40] ?? 0) ^ 1;
    writeFileSync(journal, damaged);
    await assert.rejects(startTestNode({ stateFolder }), /is damaged at byte 0/);
  });

  it('ends the process when the journal cannot be written', () => {
    const failures: string[] = [];
    const journal = Journal.open(
      folder(),
      () => undefined,
      (error) => failures.push(error.message),
    );
    const mark = { type: 'mark', slot: 1, unixMs: 0, slotMs: 400, reservedTo: 65 } as const;
    assert.deepEqual(journal.read(journal.append(mark)), mark);
    journal.close();
    assert.throws(() => journal.append(mark), /the journal cannot be written/);
    assert.throws(() => journal.append(mark), /the journal cannot be written/);
    assert.equal(failures.length, 1);
  });

  it('lets one process at a time into a state folder', async () => {
    const stateFolder = folder();
    const node = await startTestNode({ stateFolder });
    await assert.rejects(start(stateFolder), /is in use by another node/);
    await node.stop();
  });

  it('says what is wrong with the command line or a taken port', async () => {
    const node = await startTestNode();
    const run = (args: string[]) =>
      new Promise<string>((resolve) => {
        const child = spawn(process.execPath, [MAIN, ...args]);
        let output = '';
        child.stderr.on('data', (data) => (output += data));
        child.on('exit', (code) => resolve(`${String(code)} ${output}`));
      });
    assert.match(await run([]), /^2 --state DIR is missing/);
    assert.match(await run(['--state', folder(), '--slot-ms', '1e3']), /^2 --slot-ms must be a whole number/);
    assert.match(await run(['--state', folder(), '--wrong']), /^2 Unknown option/);
    const taken = await run(['--state', folder(), '--port', String(node.port)]);
    assert.match(taken, new RegExp(`^1 Port ${node.port} is in use`));
    await node.remove();
  });
});
