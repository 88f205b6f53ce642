import { startNode, type RunningNode } from './node.js';
import { parseOptions, USAGE, UsageError } from './options.js';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM'] as const;

async function main(args: readonly string[]): Promise<void> {
  const options = parseOptions(args);
  if (options === null) {
    process.stdout.write(USAGE);
    return;
  }
  const node = await startNode(options);
  const { host } = options;
  console.log(
    `ready rpc=http://${host}:${node.port} ws=ws://${host}:${node.wsPort} ` +
      `genesis=${node.chain.timeline.genesisHash} slot=${node.chain.slot}`,
  );
  stopOnSignal(node);
}

function stopOnSignal(node: RunningNode): void {
  for (const signal of STOP_SIGNALS) {
    process.once(signal, () => {
      node.stop().then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      );
    });
  }
}

/** What went wrong, in one sentence where the operator can act on it. */
function fail(error: unknown): never {
  const { code, port } = error as { code?: string; port?: number };
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${USAGE}`);
    process.exit(2);
  }
  if (code === 'EADDRINUSE') {
    console.error(`Port ${String(port)} is in use. Choose another with --port or --ws-port.`);
  } else {
    console.error(error);
  }
  process.exit(1);
}

// A journal that cannot be written or a defect in the chain: stop at once. Nothing unwritten was acknowledged.
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

main(process.argv.slice(2)).catch(fail);
