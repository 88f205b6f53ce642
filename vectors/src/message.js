// Message v1 in plain JavaScript, written from docs/protocol.md alone: a second implementation that
// the vectors compare with the Java and Solidity ones.
import { createHash } from 'node:crypto';
import { keccak256 } from 'ethers';

export const LENGTH = 130;
const KINDS = { issue: 1, transfer: 2, redeem: 3, refund: 4 };
const CUSTODY = 0;
const SOLANA = new Set([501, 900]);

export class InvalidMessage extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

const refuse = (code) => {
  throw new InvalidMessage(code);
};

const isEvm = (domain) => domain !== CUSTODY && !SOLANA.has(domain);

export function hexToBytes(hex) {
  if (!/^0x([0-9a-fA-F]{2})*$/.test(hex)) throw new Error(`not hex: ${hex}`);
  return Buffer.from(hex.slice(2), 'hex');
}

export const bytesToHex = (bytes) => '0x' + Buffer.from(bytes).toString('hex');

/** ISO 6166: letters become two digits, then the Luhn sum must end in 0. */
export function isIsin(text) {
  if (!/^[A-Z]{2}[A-Z0-9]{9}[0-9]$/.test(text)) return false;
  const digits = [...text].map((c) => parseInt(c, 36)).join('');
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const weighted = Number(digit) * (i % 2 === 1 ? 2 : 1);
    return total + Math.floor(weighted / 10) + (weighted % 10);
  }, 0);
  return sum % 10 === 0;
}

export function encode(fields) {
  const out = Buffer.alloc(LENGTH);
  out.writeUInt8(fields.version, 0);
  out.writeUInt8(fields.kind, 1);
  out.writeUInt32BE(fields.sourceDomain, 2);
  out.writeUInt32BE(fields.destinationDomain, 6);
  hexToBytes(fields.sourceRef).copy(out, 10);
  out.write(fields.isin, 42, 'latin1');
  out.writeBigUInt64BE(BigInt(fields.amountSu), 54);
  out.writeUInt32BE(fields.actionEpoch, 62);
  hexToBytes(fields.sender).copy(out, 66);
  hexToBytes(fields.recipient).copy(out, 98);
  return out;
}

export function decode(bytes) {
  const buffer = Buffer.from(bytes);
  if (buffer.length !== LENGTH) refuse('WRONG_LENGTH');
  const fields = {
    version: buffer.readUInt8(0),
    kind: buffer.readUInt8(1),
    sourceDomain: buffer.readUInt32BE(2),
    destinationDomain: buffer.readUInt32BE(6),
    sourceRef: bytesToHex(buffer.subarray(10, 42)),
    isin: buffer.toString('latin1', 42, 54),
    amountSu: buffer.readBigUInt64BE(54).toString(),
    actionEpoch: buffer.readUInt32BE(62),
    sender: bytesToHex(buffer.subarray(66, 98)),
    recipient: bytesToHex(buffer.subarray(98, 130)),
  };
  check(fields);
  return fields;
}

function check(fields) {
  const { kind, sourceDomain: source, destinationDomain: destination } = fields;
  if (fields.version !== 1) refuse('UNKNOWN_VERSION');
  if (kind < 1 || kind > 4) refuse('UNKNOWN_KIND');
  if (source === destination && kind !== KINDS.refund) refuse('EQUAL_DOMAINS');
  if ((source === CUSTODY) !== (kind === KINDS.issue)) refuse('KIND_DOMAIN_MISMATCH');
  if ((destination === CUSTODY) !== (kind === KINDS.redeem)) refuse('KIND_DOMAIN_MISMATCH');
  if (!isIsin(fields.isin)) refuse('INVALID_ISIN');
  if (fields.amountSu === '0') refuse('ZERO_AMOUNT');
  if (/^0x0{64}$/.test(fields.recipient)) refuse('ZERO_RECIPIENT');
  const padded = (address) => /^0x0{24}/.test(address);
  if (isEvm(source) && !padded(fields.sender)) refuse('NON_ZERO_PADDING');
  if (isEvm(destination) && !padded(fields.recipient)) refuse('NON_ZERO_PADDING');
}

export const messageId = (bytes) => keccak256(bytes);

export function eventId(sourceDomain, sourceRef) {
  const domain = Buffer.alloc(4);
  domain.writeUInt32BE(sourceDomain);
  return keccak256(Buffer.concat([domain, hexToBytes(sourceRef)]));
}

const sha256 = (...parts) => {
  const hash = createHash('sha256');
  parts.forEach((part) => hash.update(part));
  return bytesToHex(hash.digest());
};

export const evmSequence = (sequence) => '0x' + BigInt(sequence).toString(16).padStart(64, '0');
export const solanaBurn = (signature, index) =>
  sha256('stockbridge/solana-burn', hexToBytes(signature), Buffer.from([index]));
export const custodyOrder = (orderId) => sha256('stockbridge/custody-order', Buffer.from(orderId, 'utf8'));
export const custodyAccount = (account) => sha256('stockbridge/custody-account', Buffer.from(account, 'utf8'));
