import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StandardMerkleTree } from '@openzeppelin/merkle-tree';
import { AbiCoder, id, recoverAddress, SigningKey, TypedDataEncoder, ZeroHash } from 'ethers';
import { load } from '../src/load.js';

// (domain, supplySu, height, blockHash, issueCapSu), a static tuple; written the way both libraries read it.
const FIGURES = '(uint32,uint64,uint64,bytes32,uint64)[]';
const ASSET = [
  'bytes12', 'uint64', 'uint64', 'uint64', 'uint64', 'uint64', 'uint64', 'uint64', 'uint256', 'uint32', 'uint8', FIGURES,
];
const SNAPSHOT = {
  SupplySnapshot: [
    { name: 'epoch', type: 'uint64' },
    { name: 'cutTime', type: 'uint64' },
    { name: 'validUntil', type: 'uint64' },
    { name: 'cutRoot', type: 'bytes32' },
    { name: 'assetsRoot', type: 'bytes32' },
    { name: 'custodyRoot', type: 'bytes32' },
    { name: 'inFlightRoot', type: 'bytes32' },
    { name: 'previous', type: 'bytes32' },
  ],
};
const { keys } = load('eip712.json');

const isinBytes = (isin) => '0x' + Buffer.from(isin, 'latin1').toString('hex');
const figures = (f) => [f.domain, f.supplySu, f.height, f.blockHash, f.issueCapSu];
const assetRow = (leaf) => [
  isinBytes(leaf.isin), leaf.inFlightSu, leaf.orphanSu, leaf.issuedSu, leaf.redeemedSu, leaf.custodySettled,
  leaf.custodyPendingIn, leaf.custodyPendingOut, leaf.multiplier, leaf.actionEpoch, leaf.verdict, leaf.domains.map(figures),
];

const LISTS = [
  ['leaves', 'assetsRoot', ASSET, assetRow],
  ['cut', 'cutRoot', ['uint32', 'uint64', 'bytes32'], (c) => [c.domain, c.height, c.hash]],
  ['statements', 'custodyRoot', ['bytes32', 'bytes32'], (s) => [id(s.custodian), s.digest]],
  [
    'inFlight',
    'inFlightRoot',
    ['bytes32', 'uint32', 'uint32', 'bytes12', 'uint64', 'uint64'],
    (m) => [m.messageId, m.sourceDomain, m.destinationDomain, isinBytes(m.isin), m.amountSu, m.burnedAt],
  ],
];

for (const vector of load('snapshot.json').cases) {
  for (const [list, rootField, types, row] of LISTS) {
    test(`${vector.name}: ${list}`, () => {
      const entries = vector[list];
      const expectedRoot = vector.snapshot[rootField];
      if (entries.length === 0) {
        assert.equal(expectedRoot, ZeroHash);
        return;
      }
      const tree = StandardMerkleTree.of(entries.map(row), types);
      assert.equal(tree.root, expectedRoot);
      entries.forEach((entry, i) => {
        assert.equal(tree.leafHash(row(entry)), entry.leafHash);
        assert.deepEqual(tree.getProof(i), entry.proof);
        assert.ok(StandardMerkleTree.verify(expectedRoot, types, row(entry), entry.proof));
      });
    });
  }

  test(`${vector.name}: leaf encoding`, () => {
    for (const leaf of vector.leaves) {
      assert.equal(AbiCoder.defaultAbiCoder().encode(ASSET, assetRow(leaf)), leaf.encoded);
      assert.equal(isinBytes(leaf.isin), leaf.isinBytes);
    }
  });

  test(`${vector.name}: digest and signatures`, () => {
    const domain = { name: 'Stockbridge', version: '1', salt: id(vector.environment) };
    const digest = TypedDataEncoder.hash(domain, SNAPSHOT, vector.snapshot);
    assert.equal(digest, vector.digest);
    vector.signatures.forEach((signature, i) => {
      assert.equal(new SigningKey(keys[i].privateKey).sign(digest).serialized, signature);
    });
    const signers = [0, 1].map((i) =>
      recoverAddress(digest, '0x' + vector.attestation.slice(2 + 130 * i, 132 + 130 * i)).toLowerCase(),
    );
    assert.deepEqual(signers, [keys[0].address, keys[1].address].sort());
  });
}
