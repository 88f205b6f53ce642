// Offline verification of one entry of the Stockbridge registry, against a registrar's key that is trusted beforehand.
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';

export type Registrar = { environment: string; id: string; ed25519: string };
type Json = { [name: string]: unknown };

const HEADER =
  /^\{"entries":(0|[1-9]\d{0,15}),"environment":"([ !#-[\]-~]{1,100})","number":([1-9]\d{0,15}),"previous":"0x[0-9a-f]{64}","recordedAt":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z","root":"(0x[0-9a-f]{64})","schema":1\}$/;
const KINDS = ['impostor', 'instrument', 'underlying'];

/** Every check by name. Throws an Error that begins with the field's name when the file has another form. */
export function verify(
  file: Json,
  trusted: Registrar,
): { kind: string; key: string; content: Json; checks: { name: string; passed: boolean }[] } {
  if (file['type'] !== 'registry-entry') refuse('type: not a proof of a registry entry');
  if (file['schema'] !== 1) refuse('schema: unknown');
  const line = text(file, 'entry');
  const [kind, key, content] = readEntry(line);
  const header = text(file, 'header');
  const [, entries, environment, , root] = HEADER.exec(header) ?? refuse('header: not canonical');
  const signature = Buffer.from(text(file, 'signature'), 'base64');
  if (signature.length !== 64) refuse('signature: not 64 bytes');
  const log = (file['log'] ?? refuse('log: missing')) as Json;
  const [origin, size, logRoot, signedByLog] = readCheckpoint(text(log, 'checkpoint'), trusted);
  const signed = isSigned(`stockbridge/registry-state/v1\n${header}`, signature, trusted);
  const inState = rootOf(line, number(file, 'index'), Number(entries), hashes(file));
  const inLog = rootOf(`stockbridge/log/registry-state/v1\n${header}`, number(log, 'index'), size, hashes(log));
  const checks = [
    { name: 'environment', passed: environment === trusted.environment },
    { name: 'registrar-signature', passed: signed && text(file, 'keyId') === trusted.id },
    { name: 'entry-inclusion', passed: inState === root },
    { name: 'log-checkpoint', passed: signedByLog && origin === `stockbridge/${trusted.environment}/${trusted.id}` },
    { name: 'log-inclusion', passed: inLog === logRoot },
  ];
  return { kind, key, content, checks };
}

/** The root that the proof leads to (RFC 9162 §2.1.3.2), or null when its length does not fit the place. */
function rootOf(entry: string, index: number, size: number, proof: Buffer[]): string | null {
  if (index < 0 || index >= size) return null;
  let [position, last, hash] = [BigInt(index), BigInt(size) - 1n, sha256(Buffer.of(0), Buffer.from(entry))];
  for (const sibling of proof) {
    if (last === 0n) return null;
    if (position % 2n === 1n || position === last) {
      hash = sha256(Buffer.of(1), sibling, hash);
      for (; position % 2n === 0n && position !== 0n; last >>= 1n) position >>= 1n;
    } else hash = sha256(Buffer.of(1), hash, sibling);
    [position, last] = [position >> 1n, last >> 1n];
  }
  return last === 0n ? `0x${hash.toString('hex')}` : null;
}

/** Origin, size and root of a C2SP checkpoint, and whether the registrar's key signed the note. */
function readCheckpoint(note: string, trusted: Registrar): [string, number, string, boolean] {
  const split = note.lastIndexOf('\n\n');
  const lines = note.slice(0, split + 1).split('\n');
  if (split < 0 || lines.length !== 4 || !/^(0|[1-9]\d{0,15})$/.test(lines[1] ?? '')) return ['', 0, '', false];
  const name = `stockbridge/${trusted.environment}/${trusted.id}`;
  const id = sha256(Buffer.from(`${name}\n\x01`), Buffer.from(trusted.ed25519, 'base64')).subarray(0, 4);
  const own = [...note.slice(split).matchAll(/\n— (\S+) (\S+)/g)].filter((line) => line[1] === name);
  const signatures = own.map((line) => Buffer.from(line[2] ?? '', 'base64')).filter((b) => b.subarray(0, 4).equals(id));
  const signed = signatures.map((b) => isSigned(note.slice(0, split + 1), b.subarray(4), trusted));
  const root = `0x${Buffer.from(lines[2] ?? '', 'base64').toString('hex')}`;
  return [lines[0] ?? '', Number(lines[1]), root, signed.length > 0 && signed.every((valid) => valid)];
}

function readEntry(line: string): [string, string, Json] {
  try {
    const { content, key, kind, ...more } = JSON.parse(line) as Json;
    const known = typeof key === 'string' && KINDS.includes(kind as string) && Object.keys(more).length === 0;
    return known && content ? [kind as string, key, content as Json] : refuse('of another form');
  } catch (error) {
    return refuse(`entry: ${(error as Error).message}`);
  }
}

function isSigned(message: string, signature: Buffer, trusted: Registrar): boolean {
  const x = Buffer.from(trusted.ed25519, 'base64').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verifySignature(null, Buffer.from(message), key, signature);
}

function sha256(...parts: Buffer[]): Buffer {
  return createHash('sha256').update(Buffer.concat(parts)).digest();
}
function refuse(problem: string): never {
  throw new Error(problem);
}
function text(of: Json, name: string): string {
  return typeof of[name] === 'string' ? of[name] : refuse(`${name}: not text`);
}
function number(of: Json, name: string): number {
  return Number.isSafeInteger(of[name]) ? (of[name] as number) : refuse(`${name}: not a number`);
}
function hashes(of: Json): Buffer[] {
  const list = Array.isArray(of['proof']) ? of['proof'].map(String) : refuse('proof: not a list');
  if (!list.every((hash) => /^0x[0-9a-f]{64}$/.test(hash))) refuse('proof: not hashes');
  return list.map((hash) => Buffer.from(hash.slice(2), 'hex'));
}
