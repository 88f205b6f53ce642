import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Chain } from '../chain/chain.js';
import { toJson } from '../codec/json.js';
import { Dispatcher } from '../rpc/dispatcher.js';
import { INVALID_REQUEST, invalidParams, RpcError } from '../rpc/errors.js';
import type { Method, Methods } from '../rpc/context.js';
import { requireAddress, type Config, type Params } from '../rpc/params.js';
import { accountFormat } from '../view/account.js';
import { Subscriptions, type Notify, type Subscription } from './subscriptions.js';

const MAX_CONNECTIONS = 256;
const MAX_SUBSCRIPTIONS = 1000; // of one connection
const MAX_MESSAGE_BYTES = 64 * 1024;
const MAX_BUFFERED_BYTES = 8 * 1024 * 1024;

/** The WebSocket side: subscriptions, one numbering for all of a node's clients. */
export class WsServer {
  readonly server: WebSocketServer;
  private readonly subscriptions: Subscriptions;
  private nextId = 1;

  constructor(
    private readonly chain: Chain,
    listen: { readonly host: string; readonly port: number },
  ) {
    this.subscriptions = new Subscriptions(chain);
    this.server = new WebSocketServer({ ...listen, maxPayload: MAX_MESSAGE_BYTES });
    this.server.on('connection', (socket) => this.connected(socket));
  }

  close(): void {
    for (const client of this.server.clients) {
      client.terminate();
    }
    this.server.close();
  }

  private connected(socket: WebSocket): void {
    if (this.server.clients.size > MAX_CONNECTIONS) {
      socket.close(1013, 'too many connections');
      return;
    }
    const client = new Client(socket, this.chain, this.subscriptions, () => this.nextId++);
    socket.on('message', (data) => client.receive(data));
    socket.on('close', () => client.closed());
    socket.on('error', () => socket.terminate());
  }
}

class Client {
  private readonly open = new Map<number, Subscription>();
  private readonly dispatcher: Dispatcher;
  // Notifications wait until the answer that names their subscription is out.
  private deferred: string[] | null = null;
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly socket: WebSocket,
    private readonly chain: Chain,
    private readonly subscriptions: Subscriptions,
    private readonly newId: () => number,
  ) {
    this.dispatcher = new Dispatcher(this.methods(), null);
  }

  receive(data: RawData): void {
    const text = Array.isArray(data)
      ? Buffer.concat(data).toString('utf8')
      : Buffer.from(data as Buffer).toString('utf8');
    this.queue = this.queue
      .then(() => this.answer(text))
      .catch((error: unknown) => {
        console.error('WebSocket request failed:', error);
        this.socket.terminate();
      });
  }

  closed(): void {
    for (const subscription of this.open.values()) {
      this.subscriptions.remove(subscription);
    }
    this.open.clear();
  }

  private async answer(text: string): Promise<void> {
    this.deferred = [];
    const answer = await this.dispatcher.answer(text);
    if (answer !== null) {
      this.send(answer);
    }
    const waiting: string[] = this.deferred;
    this.deferred = null;
    waiting.forEach((message) => this.send(message));
  }

  private send(message: string): void {
    if (this.socket.bufferedAmount > MAX_BUFFERED_BYTES) {
      this.socket.terminate(); // a client that does not read must not fill the memory
      return;
    }
    this.socket.send(message);
  }

  private methods(): Methods {
    return {
      slotSubscribe: () => this.subscribe('slotNotification', (notify) => ({ kind: 'slot', notify })),
      rootSubscribe: () => this.subscribe('rootNotification', (notify) => ({ kind: 'root', notify })),
      signatureSubscribe: (params) => this.signatureSubscribe(params),
      logsSubscribe: (params) => this.logsSubscribe(params),
      accountSubscribe: (params) => this.accountSubscribe(params),
      slotUnsubscribe: this.unsubscribe,
      rootUnsubscribe: this.unsubscribe,
      signatureUnsubscribe: this.unsubscribe,
      logsUnsubscribe: this.unsubscribe,
      accountUnsubscribe: this.unsubscribe,
      ping: () => null,
    };
  }

  private signatureSubscribe(params: Params): number {
    const signature = params.signature(0);
    const commitment = params.config(1).commitment();
    return this.subscribe('signatureNotification', (notify) => ({ kind: 'signature', signature, commitment, notify }));
  }

  private logsSubscribe(params: Params): number {
    const mentions = mentionsOf(params);
    const commitment = params.config(1).commitment();
    return this.subscribe('logsNotification', (notify) => ({ kind: 'logs', mentions, commitment, notify }));
  }

  private accountSubscribe(params: Params): number {
    const address = params.address(0);
    const config: Config = params.config(1);
    const commitment = config.commitment();
    const format = accountFormat(config, 'binary');
    const shown = this.chain.account(address, this.chain.slotAt(commitment));
    return this.subscribe('accountNotification', (notify) => ({
      kind: 'account',
      address,
      commitment,
      format,
      shown,
      notify,
    }));
  }

  private subscribe(method: string, create: (notify: Notify) => Subscription): number {
    if (this.open.size >= MAX_SUBSCRIPTIONS) {
      throw new RpcError(INVALID_REQUEST, `Too many subscriptions; max ${MAX_SUBSCRIPTIONS}`);
    }
    const id = this.newId();
    const subscription = create((result, last) => {
      if (last === true) {
        this.open.delete(id);
      }
      this.notify(toJson({ jsonrpc: '2.0', method, params: { result, subscription: id } }));
    });
    this.open.set(id, subscription);
    this.subscriptions.add(subscription);
    return id;
  }

  private notify(message: string): void {
    if (this.deferred === null) {
      this.send(message);
    } else {
      this.deferred.push(message);
    }
  }

  private readonly unsubscribe: Method = (params) => {
    const id = params.unsigned(0);
    const subscription = this.open.get(id);
    if (subscription === undefined) {
      throw invalidParams('Invalid subscription id.');
    }
    this.subscriptions.remove(subscription);
    this.open.delete(id);
    return true;
  };
}

function mentionsOf(params: Params): string | undefined {
  const filter = params.raw(0);
  if (filter === 'all' || filter === 'allWithVotes') {
    return undefined;
  }
  const mentions = params.config(0).list('mentions');
  if (mentions === undefined) {
    throw invalidParams('Invalid params: the filter must be `all`, `allWithVotes` or `{mentions: [address]}`.');
  }
  const [address] = mentions;
  if (mentions.length !== 1 || typeof address !== 'string') {
    throw invalidParams('Invalid Request: Only 1 address supported');
  }
  return requireAddress(address);
}
