import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from '../src/load.js';
import { bytesToHex, decode, encode, eventId, hexToBytes, messageId } from '../src/message.js';

const { valid, invalid } = load('message-v1.json');

for (const { name, fields, encoded, messageId: id, eventId: event } of valid) {
  test(`encodes, decodes and names: ${name}`, () => {
    assert.equal(bytesToHex(encode(fields)), encoded);
    assert.deepEqual(decode(hexToBytes(encoded)), fields);
    assert.equal(messageId(encode(fields)), id);
    assert.equal(eventId(fields.sourceDomain, fields.sourceRef), event);
  });
}

for (const { name, encoded, error } of invalid) {
  test(`refuses: ${name}`, () => {
    assert.throws(() => decode(hexToBytes(encoded)), { code: error });
  });
}

test('every error code has a vector', () => {
  assert.deepEqual(
    [...new Set(invalid.map((vector) => vector.error))].sort(),
    [
      'EQUAL_DOMAINS',
      'INVALID_ISIN',
      'KIND_DOMAIN_MISMATCH',
      'NON_ZERO_PADDING',
      'UNKNOWN_KIND',
      'UNKNOWN_VERSION',
      'WRONG_LENGTH',
      'ZERO_AMOUNT',
      'ZERO_RECIPIENT',
    ],
  );
});
