import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { verify, type Registrar } from '../src/verify.js';

type Proof = Parameters<typeof verify>[0];
type Vector = { name: string; proof: Proof; failed?: string[]; refused?: string };
type Vectors = { environment: string; registrar: { id: string; ed25519: string }; valid: Vector[]; broken: Vector[] };

const file = new URL('../../../../vectors/registry-proof.json', import.meta.url);
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vectors;
const trusted: Registrar = { environment: vectors.environment, ...vectors.registrar };

function failed(vector: Vector): string[] {
  return verify(vector.proof, trusted)
    .checks.filter((check) => !check.passed)
    .map((check) => check.name);
}

test('every check of every good proof passes', () => {
  assert.equal(vectors.valid.length, 15);
  for (const vector of vectors.valid) {
    assert.deepEqual(failed(vector), [], vector.name);
    const { kind, key, checks } = verify(vector.proof, trusted);
    assert.equal(checks.length, 5);
    assert.ok(vector.name.endsWith(`, ${kind}/${key}`), vector.name);
  }
});

test('names what is wrong with every broken proof', () => {
  assert.equal(vectors.broken.length, 37);
  for (const vector of vectors.broken) {
    const { refused } = vector;
    if (refused === undefined) {
      assert.deepEqual(failed(vector), vector.failed, vector.name);
    } else {
      assert.throws(
        () => failed(vector),
        (error: Error) => error.message.startsWith(refused),
        vector.name,
      );
    }
  }
});

test('no single changed character of a signed part goes unnoticed', () => {
  const good = vectors.valid[0]!.proof;
  for (const field of ['entry', 'header', 'signature'] as const) {
    const text = good[field] as string;
    for (let at = 0; at < text.length; at++) {
      if (field === 'signature' && at >= text.length - 3) continue; // the last digits of base64 carry spare bits
      const other = text.slice(0, at) + (text[at] === 'B' ? 'C' : 'B') + text.slice(at + 1);
      let passed = false;
      try {
        passed = verify({ ...good, [field]: other }, trusted).checks.every((check) => check.passed);
      } catch (error) {
        assert.match((error as Error).message, /^(entry|key|kind|content|header|signature): /);
      }
      assert.equal(passed, false, `${field} at ${at}`);
    }
  }
});
