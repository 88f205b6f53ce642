import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Dispatcher, failure } from './dispatcher.js';
import { INVALID_REQUEST, RpcError } from './errors.js';
import { DroppedAnswer } from './faults.js';

export const MAX_BODY_BYTES = 512 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;

/** The HTTP side: POST / is JSON-RPC, GET /health says ok. Cross-origin requests are allowed, as on a real node. */
export function createHttpServer(dispatcher: Dispatcher): Server {
  const server = createServer((request, response) => {
    handle(dispatcher, request, response).catch((error: unknown) => {
      console.error('request failed:', error);
      response.destroy();
    });
  });
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = 60_000; // longer than common clients' pools, so that they do not write into a closing socket
  return server;
}

async function handle(dispatcher: Dispatcher, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader('access-control-allow-origin', '*');
  if (request.method === 'OPTIONS') {
    response.setHeader('access-control-allow-methods', 'POST, GET, OPTIONS');
    response.setHeader('access-control-allow-headers', '*');
    response.writeHead(204).end();
    return;
  }
  if (request.method === 'GET' && request.url === '/health') {
    response.writeHead(200, { 'content-type': 'text/plain' }).end('ok');
    return;
  }
  if (request.method !== 'POST') {
    response.writeHead(405, { allow: 'POST' }).end('Used HTTP Method is not allowed. POST or OPTIONS is required\n');
    return;
  }
  const body = await readBody(request);
  if (body === null) {
    const error = new RpcError(INVALID_REQUEST, `The request is larger than ${MAX_BODY_BYTES} bytes`);
    response.shouldKeepAlive = false;
    response.writeHead(413, { 'content-type': 'application/json' }).end(failure(null, error));
    return;
  }
  try {
    const answer = await dispatcher.answer(body);
    response.writeHead(200, { 'content-type': 'application/json' }).end(answer ?? '');
  } catch (error) {
    if (!(error instanceof DroppedAnswer)) {
      throw error;
    }
    response.destroy(); // the client sees its connection end
  }
}

/** The whole body, or null when it is too large. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      return null;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
