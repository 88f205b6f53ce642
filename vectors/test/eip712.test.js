import assert from 'node:assert/strict';
import { test } from 'node:test';
import { computeAddress, id, recoverAddress, SigningKey, TypedDataEncoder } from 'ethers';
import { load } from '../src/load.js';

const { keys, cases } = load('eip712.json');
const types = (name) => ({ [name]: [{ name: 'messageId', type: 'bytes32' }] });

test('the keys have these addresses', () => {
  for (const { privateKey, address } of keys) {
    assert.equal(computeAddress(privateKey).toLowerCase(), address);
  }
});

for (const vector of cases) {
  const salt = id(vector.environment);
  const neutral = { name: 'Stockbridge', version: '1', salt };
  const gateway = { ...neutral, chainId: vector.chainId, verifyingContract: vector.verifyingContract };
  const label = `"${vector.environment}" on ${vector.chainId}`;

  test(`separators: ${label}`, () => {
    assert.equal(salt, vector.salt);
    assert.equal(TypedDataEncoder.hashDomain(gateway), vector.domainSeparator);
    assert.equal(TypedDataEncoder.hashDomain(neutral), vector.neutralDomainSeparator);
  });

  for (const [field, type, domain] of [
    ['mint', 'Mint', gateway],
    ['cancel', 'Cancel', gateway],
    ['redeem', 'Redeem', neutral],
  ]) {
    test(`${field} digest and signatures: ${label}`, () => {
      const digest = TypedDataEncoder.hash(domain, types(type), { messageId: vector.messageId });
      assert.equal(digest, vector[`${field}Digest`]);
      assertSignatures(digest, vector[`${field}Signatures`]);
      assertAttestation(digest, vector[`${field}Attestation`]);
    });
  }
}

/** RFC 6979 makes the signatures themselves comparable, not only their signers. */
export function assertSignatures(digest, signatures) {
  signatures.forEach((signature, i) => {
    assert.equal(new SigningKey(keys[i].privateKey).sign(digest).serialized, signature);
  });
}

export function assertAttestation(digest, attestation) {
  assert.equal(attestation.length, 2 + 2 * 2 * 65);
  const signers = [attestation.slice(2, 132), attestation.slice(132)].map((signature) =>
    recoverAddress(digest, `0x${signature}`).toLowerCase(),
  );
  const expected = [keys[0].address, keys[1].address].sort();
  assert.deepEqual(signers, expected);
}
