// RFC 6962 Merkle trees by the recursive definitions of its section 2.1.
import { createHash } from 'node:crypto';

const sha256 = (...parts) => {
  const hash = createHash('sha256');
  parts.forEach((part) => hash.update(part));
  return hash.digest();
};

const split = (n) => {
  let k = 1;
  while (2 * k < n) k *= 2;
  return k;
};

export function root(entries) {
  if (entries.length === 0) return sha256();
  if (entries.length === 1) return sha256(Buffer.from([0]), entries[0]);
  const k = split(entries.length);
  return sha256(Buffer.from([1]), root(entries.slice(0, k)), root(entries.slice(k)));
}

export function inclusion(index, entries) {
  if (entries.length === 1) return [];
  const k = split(entries.length);
  return index < k
    ? [...inclusion(index, entries.slice(0, k)), root(entries.slice(k))]
    : [...inclusion(index - k, entries.slice(k)), root(entries.slice(0, k))];
}

export const consistency = (size, entries) =>
  size === 0 || size === entries.length ? [] : subproof(size, entries, true);

function subproof(size, entries, known) {
  if (size === entries.length) return known ? [] : [root(entries)];
  const k = split(entries.length);
  return size <= k
    ? [...subproof(size, entries.slice(0, k), known), root(entries.slice(k))]
    : [...subproof(size - k, entries.slice(k), false), root(entries.slice(0, k))];
}
