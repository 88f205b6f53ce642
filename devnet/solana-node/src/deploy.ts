import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Connection } from '@solana/web3.js';
import { ConfigError, parseConfig } from './deploy/config.js';
import { deploy } from './deploy/deployment.js';

const USAGE = `Usage: node dist/deploy.js --rpc URL --config FILE --out FILE [--airdrop]

  --rpc URL       JSON-RPC endpoint of the node
  --config FILE   what to deploy (README.md describes it)
  --out FILE      where the addresses are written, as JSON
  --airdrop       ask the node for lamports when the payer has few (test networks)

Run it again at any time: it checks what is there and continues.
`;

class UsageError extends Error {}

async function main(args: readonly string[]): Promise<void> {
  const options = parse(args);
  if (options.help === true) {
    process.stdout.write(USAGE);
    return;
  }
  const { rpc, config, out } = options;
  if (rpc === undefined || config === undefined || out === undefined) {
    throw new UsageError('--rpc, --config and --out are needed');
  }
  const connection = new Connection(rpc, 'confirmed');
  const result = await deploy(connection, parseConfig(readJson(config)), options.airdrop ?? false, (line) =>
    console.log(line),
  );
  writeFileSync(`${out}.tmp`, JSON.stringify(result, null, 2) + '\n');
  renameSync(`${out}.tmp`, out);
  console.log(`deployed assets=${result.assets.length} multisig=${result.multisig} out=${out}`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        rpc: { type: 'string' },
        config: { type: 'string' },
        out: { type: 'string' },
        airdrop: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ConfigError(`${file} cannot be read as JSON: ${(error as Error).message}`);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${USAGE}`);
    process.exit(2);
  }
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
