// Usage: node check-tokens.mjs FILE. Exit code 0 iff each line of the NDJSON FILE names its token in a way that caip,
// viem, ethers and @solana/web3.js understand and write alike. Impostors are there as they were seen in the wild, some
// with addresses that no chain can have, so only their names' parts are compared.
import { readFileSync } from 'node:fs';
import { addressFault, caip19Fault, finish } from './common.mjs';

const faults = [];
const seen = new Set();
let impostors = 0;
for (const line of readFileSync(process.argv[2], 'utf8').trimEnd().split('\n')) {
  const token = JSON.parse(line);
  if (seen.has(token.caip19)) faults.push(`${token.caip19} is there twice`);
  seen.add(token.caip19);
  if (token.status === 'impostor') {
    impostors++;
    if (!token.caip19.startsWith(`${token.chain}/`) || !token.caip19.endsWith(`:${token.address}`)) {
      faults.push(`${token.caip19}: not of ${token.chain} at ${token.address}`);
    }
    if (token.canonical || token.asset) faults.push(`${token.caip19}: an impostor with an asset`);
    continue;
  }
  for (const fault of [addressFault(token.chain, token.address), caip19Fault(token.caip19, token.chain, token.address)]) {
    if (fault) faults.push(fault);
  }
  for (const other of [token.wraps, token.successor]) {
    if (!other) continue;
    const [chain, rest] = other.split('/');
    const fault = caip19Fault(other, chain, rest.slice(rest.indexOf(':') + 1));
    if (fault) faults.push(fault);
  }
  for (const feed of token.priceFeeds ?? []) {
    const fault = addressFault(token.chain, feed.address);
    if (fault) faults.push(fault);
  }
}
finish(faults, `valid tokens=${seen.size} impostors=${impostors}`);
