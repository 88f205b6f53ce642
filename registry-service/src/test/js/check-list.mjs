// Usage: node check-list.mjs FILE... Exit code 0 iff each FILE is a valid token list whose addresses viem, ethers and
// @solana/web3.js write alike and that names no token twice.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { addressFault, finish } from './common.mjs';

const require = createRequire(import.meta.url);
const schemaPath = require.resolve('@uniswap/token-lists/package.json').replace('package.json', 'src/tokenlist.schema.json');
const ajv = new Ajv({ allErrors: true, strict: false });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schemaPath, 'utf8')));

const faults = [];
let tokens = 0;
for (const file of process.argv.slice(2)) {
  const list = JSON.parse(readFileSync(file, 'utf8'));
  if (!validate(list)) faults.push(...validate.errors.map((error) => `${file} ${error.instancePath} ${error.message}`));
  const seen = new Set();
  for (const token of list.tokens ?? []) {
    const fault = addressFault(token.extensions.caip2, token.address);
    if (fault) faults.push(`${file} ${fault}`);
    const key = `${token.chainId}/${token.address.toLowerCase()}`;
    if (seen.has(key)) faults.push(`${file} ${key} is there twice`);
    seen.add(key);
    tokens++;
  }
}
finish(faults, `valid lists=${process.argv.length - 2} tokens=${tokens}`);
