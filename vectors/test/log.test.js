import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { test } from 'node:test';
import { load } from '../src/load.js';
import { bytesToHex, hexToBytes } from '../src/message.js';
import { consistency, inclusion, root } from '../src/rfc6962.js';

const vectors = load('log.json');
const entries = vectors.entries.map(hexToBytes);
const hex = (hashes) => hashes.map(bytesToHex);

test('the root of eight entries is that of the reference implementation', () => {
  assert.equal(vectors.trees[8].root, '0x5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
});

for (const tree of vectors.trees) {
  test(`root, proofs and checkpoint of ${tree.size} entries`, () => {
    const some = entries.slice(0, tree.size);
    assert.equal(bytesToHex(root(some)), tree.root);
    tree.inclusionProofs.forEach((proof, i) => assert.deepEqual(hex(inclusion(i, some)), proof));
    tree.consistencyProofs.forEach((proof, i) => assert.deepEqual(hex(consistency(i, some)), proof));
    assertCheckpoint(tree);
  });
}

function assertCheckpoint({ size, root: expected, checkpoint }) {
  // The base64 part may contain plus signs of its own.
  const [, name, keyId, typedKey] = /^([^+]+)\+([^+]+)\+(.+)$/.exec(vectors.verifierKey);
  const publicKey = Buffer.from(typedKey, 'base64').subarray(1);
  assert.equal(bytesToHex(publicKey), vectors.logPublicKey);
  const id = createHash('sha256').update(`${name}\n`).update(Buffer.from([1])).update(publicKey).digest();
  assert.equal(id.subarray(0, 4).toString('hex'), keyId);
  const [text, lines] = checkpoint.split('\n\n');
  assert.equal(text, `${name}\n${size}\n${hexToBytes(expected).toString('base64')}`);
  const [dash, signer, encoded] = lines.trimEnd().split(' ');
  assert.deepEqual([dash, signer], ['—', name]);
  const signature = Buffer.from(encoded, 'base64');
  assert.equal(signature.subarray(0, 4).toString('hex'), keyId);
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey]);
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  assert.ok(verify(null, Buffer.from(`${text}\n`), key, signature.subarray(4)));
}
