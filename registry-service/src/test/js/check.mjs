// Usage: node check.mjs FILE. Exit code 0 iff FILE is a valid token list with EIP-55 addresses and without a token named twice.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

const require = createRequire(import.meta.url);
const schemaPath = require.resolve('@uniswap/token-lists/package.json').replace('package.json', 'src/tokenlist.schema.json');
const ajv = new Ajv({ allErrors: true, strict: false });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schemaPath, 'utf8')));
const list = JSON.parse(readFileSync(process.argv[2], 'utf8'));

const errors = validate(list) ? [] : validate.errors.map((error) => `${error.instancePath} ${error.message}`);
const seen = new Set();
for (const token of list.tokens ?? []) {
  const key = `${token.chainId}/${token.address.startsWith('0x') ? token.address.toLowerCase() : token.address}`;
  if (seen.has(key)) errors.push(`${key} is there twice`);
  seen.add(key);
}
if (errors.length > 0) {
  console.error(errors.slice(0, 20).join('\n'));
  process.exit(1);
}
console.log(`valid tokens=${list.tokens.length} version=${Object.values(list.version).join('.')}`);
