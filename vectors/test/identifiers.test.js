import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getAddress } from 'ethers';
import { decodeBase58 } from '../src/base58.js';
import { load } from '../src/load.js';
import * as message from '../src/message.js';

const vectors = load('identifiers.json');

for (const { text, valid } of vectors.isins) {
  test(`ISIN "${text}" is ${valid ? 'valid' : 'refused'}`, () => {
    assert.equal(message.isIsin(text), valid);
  });
}

test('EVM addresses have these EIP-55 checksums', () => {
  for (const { lower, checksummed } of vectors.evmAddresses) {
    assert.equal(getAddress(lower), checksummed);
  }
});

test('source references and replay keys', () => {
  for (const vector of vectors.sourceRefs) {
    assert.equal(sourceRef(vector), vector.sourceRef);
    assert.equal(message.eventId(vector.sourceDomain, vector.sourceRef), vector.eventId);
  }
});

test('custody accounts have these references', () => {
  for (const { account, reference } of vectors.custodyAccounts) {
    assert.equal(message.custodyAccount(account), reference);
  }
});

for (const vector of vectors.burnMemos) {
  test(`burn memo "${vector.memo}"`, () => {
    const parsed = parseMemo(vector.memo);
    assert.equal(parsed.error, vector.error);
    assert.equal(parsed.destinationDomain, vector.destinationDomain);
    assert.equal(parsed.recipient, vector.recipient);
  });
}

function sourceRef(vector) {
  switch (vector.form) {
    case 'evmSequence':
      return message.evmSequence(vector.sequence);
    case 'solanaBurn':
      assert.equal(message.bytesToHex(decodeBase58(vector.signatureBase58)), vector.signature);
      return message.solanaBurn(vector.signature, vector.index);
    case 'custodyOrder':
      return message.custodyOrder(vector.orderId);
    default:
      throw new Error(`unknown form ${vector.form}`);
  }
}

function parseMemo(memo) {
  if (!memo.startsWith('sb1:')) return { error: 'NOT_A_BURN_MEMO' };
  const parts = /^sb1:([^:]*):(.*)$/.exec(memo);
  if (!parts) return { error: 'MALFORMED' };
  const [, domainText, recipient] = parts;
  if (!/^(0|[1-9][0-9]{0,9})$/.test(domainText)) return { error: 'INVALID_DOMAIN' };
  const destinationDomain = Number(domainText);
  if (destinationDomain > 0xffffffff) return { error: 'INVALID_DOMAIN' };
  if ([501, 900].includes(destinationDomain)) return { error: 'SAME_CHAIN' };
  if (destinationDomain === 0) {
    return /^[A-Za-z0-9._/-]{1,64}$/.test(recipient)
      ? { destinationDomain, recipient: message.custodyAccount(recipient) }
      : { error: 'INVALID_RECIPIENT' };
  }
  return evmRecipient(destinationDomain, recipient);
}

function evmRecipient(destinationDomain, recipient) {
  try {
    const address = getAddress(recipient).toLowerCase().slice(2);
    return /^0*$/.test(address)
      ? { error: 'INVALID_RECIPIENT' }
      : { destinationDomain, recipient: '0x' + address.padStart(64, '0') };
  } catch {
    return { error: 'INVALID_RECIPIENT' };
  }
}
