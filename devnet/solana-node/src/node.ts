import type { AddressInfo } from 'node:net';
import type { Server as HttpServer } from 'node:http';
import { Chain } from './chain/chain.js';
import { lockFolder } from './ledger/folder-lock.js';
import { Dispatcher } from './rpc/dispatcher.js';
import { Faults } from './rpc/faults.js';
import { createHttpServer } from './rpc/http-server.js';
import { accountMethods } from './rpc/methods-accounts.js';
import { chainMethods } from './rpc/methods-chain.js';
import { historyMethods } from './rpc/methods-history.js';
import { sendMethods } from './rpc/methods-send.js';
import type { NodeOptions } from './options.js';
import { WsServer } from './ws/ws-server.js';

/** A running node: the chain, its slot clock and its two servers. */
export interface RunningNode {
  readonly chain: Chain;
  readonly port: number;
  readonly wsPort: number;
  stop(): Promise<void>;
}

/** Opens the state folder, continues the chain and serves it. Throws when the folder or a port is in use. */
export async function startNode(options: NodeOptions): Promise<RunningNode> {
  const lock = await lockFolder(options.stateFolder);
  const chain = new Chain(options);
  const faults = options.allowFaults ? new Faults(chain) : null;
  const methods = {
    ...chainMethods(chain),
    ...accountMethods(chain),
    ...historyMethods(chain),
    ...sendMethods(chain),
    ...(faults?.methods() ?? {}),
  };
  const http = createHttpServer(new Dispatcher(methods, faults));
  await listening(http, options.host, options.port);
  const ws = new WsServer(chain, { host: options.host, port: options.wsPort });
  await new Promise<void>((resolve, reject) => {
    ws.server.once('listening', resolve);
    ws.server.once('error', reject);
  });
  await chain.flushed();
  const ticker = setInterval(() => chain.advance(1), options.slotMs);
  return {
    chain,
    port: (http.address() as AddressInfo).port,
    wsPort: (ws.server.address() as AddressInfo).port,
    stop: async () => {
      clearInterval(ticker);
      ws.close();
      await closed(http);
      chain.close();
      lock?.close();
    },
  };
}

function listening(server: HttpServer, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}

function closed(server: HttpServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
