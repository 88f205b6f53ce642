#!/usr/bin/env node
// Usage: stockbridge-verify PROOF NETWORK. Exit code 0 only if every check passes under the registrar of NETWORK.
import { readFileSync } from 'node:fs';
import { verify } from './verify.js';

type Network = { environment: string; registrar: { id: string; ed25519: string } };

const [proofFile, networkFile] = process.argv.slice(2);
if (proofFile === undefined || networkFile === undefined) {
  console.error('usage: stockbridge-verify PROOF NETWORK');
  process.exit(2);
}
const network = JSON.parse(readFileSync(networkFile, 'utf8')) as Network;
const proof = JSON.parse(readFileSync(proofFile, 'utf8')) as Parameters<typeof verify>[0];
const { kind, key, checks } = verify(proof, { environment: network.environment, ...network.registrar });
console.log(`${kind}/${key}`);
for (const check of checks) console.log(`  ${check.passed ? 'passed' : 'FAILED'} ${check.name}`);
process.exit(checks.every((check) => check.passed) ? 0 : 1);
