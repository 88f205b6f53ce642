import { createHash } from 'node:crypto';
import { mkdirSync, realpathSync } from 'node:fs';
import { createServer, type Server } from 'node:net';

/**
 * Makes sure that one process writes to a state folder. On Linux an abstract socket is the lock: the kernel
 * releases it with the process, however that ends. Elsewhere there is no such socket and no lock.
 */
export async function lockFolder(folder: string): Promise<Server | null> {
  mkdirSync(folder, { recursive: true });
  if (process.platform !== 'linux') {
    return null;
  }
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32);
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(taken ? new Error(`the state folder ${folder} is in use by another node`) : error);
    });
    server.listen({ path: `\0stockbridge-solana-node-${name}` }, resolve);
  });
  server.unref();
  return server;
}
