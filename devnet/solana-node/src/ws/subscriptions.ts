import type { AccountState } from '../chain/account.js';
import { sameAccount } from '../chain/account.js';
import type { Chain, ChainListener } from '../chain/chain.js';
import type { Commitment } from '../chain/commitment.js';
import type { TransactionError } from '../chain/transaction-error.js';
import type { HistoryEntry } from '../ledger/history.js';
import type { TransactionRecord } from '../ledger/records.js';
import { showAccount } from '../rpc/methods-accounts.js';
import type { AccountFormat } from '../view/account.js';

/** Sends the result of one subscription to its client. `last`: the subscription is over. */
export type Notify = (result: unknown, last?: boolean) => void;

export type Subscription =
  | { readonly kind: 'slot'; readonly notify: Notify }
  | { readonly kind: 'root'; readonly notify: Notify }
  | {
      readonly kind: 'signature';
      readonly signature: string;
      readonly commitment: Commitment;
      readonly notify: Notify;
    }
  | {
      readonly kind: 'logs';
      /** Undefined: all transactions. */
      readonly mentions: string | undefined;
      readonly commitment: Commitment;
      readonly notify: Notify;
    }
  | {
      readonly kind: 'account';
      readonly address: string;
      readonly commitment: Commitment;
      readonly format: AccountFormat;
      shown: AccountState | null;
      readonly notify: Notify;
    };

type Of<K extends Subscription['kind']> = Extract<Subscription, { kind: K }>;

/** Every open subscription, and what it must be told when a transaction lands or a slot opens. */
export class Subscriptions implements ChainListener {
  private readonly open = new Set<Subscription>();

  constructor(private readonly chain: Chain) {
    chain.listen(this);
  }

  add(subscription: Subscription): void {
    this.open.add(subscription);
    if (subscription.kind === 'signature') {
      const entry = this.chain.history.find(subscription.signature);
      if (entry !== undefined && entry.slot <= this.chain.slotAt(subscription.commitment)) {
        this.signatureSeen(subscription, entry.slot, entry.error);
      }
    }
  }

  remove(subscription: Subscription): void {
    this.open.delete(subscription);
  }

  transactionLanded(entry: HistoryEntry, record: TransactionRecord): void {
    for (const subscription of [...this.open]) {
      if ('commitment' in subscription && subscription.commitment === 'processed') {
        this.tell(subscription, entry, record);
        this.tellAccount(subscription, entry.slot);
      }
    }
  }

  slotOpened(slot: number): void {
    if (this.open.size === 0) {
      return;
    }
    const root = this.chain.slotAt('finalized');
    for (const subscription of [...this.open]) {
      if (subscription.kind === 'slot') {
        subscription.notify({ slot, parent: slot - 1, root });
      } else if (subscription.kind === 'root') {
        subscription.notify(root);
      } else if (subscription.commitment !== 'processed') {
        this.reached(subscription, this.chain.slotAt(subscription.commitment));
      }
    }
  }

  /** Tells a subscription about all of a slot that has just reached its commitment. */
  private reached(subscription: Of<'signature' | 'logs' | 'account'>, slot: number): void {
    for (const entry of this.chain.history.inSlot(slot)) {
      this.tell(subscription, entry);
    }
    this.tellAccount(subscription, slot);
  }

  private tell(subscription: Subscription, entry: HistoryEntry, known?: TransactionRecord): void {
    if (subscription.kind === 'signature' && subscription.signature === entry.signature) {
      this.signatureSeen(subscription, entry.slot, entry.error);
    } else if (subscription.kind === 'logs') {
      const record = known ?? this.chain.ledger.record(entry);
      if (subscription.mentions === undefined || record.keys.includes(subscription.mentions)) {
        subscription.notify({
          context: { slot: entry.slot },
          value: { signature: entry.signature, err: entry.error, logs: record.logs },
        });
      }
    }
  }

  private tellAccount(subscription: Subscription, slot: number): void {
    if (subscription.kind !== 'account') {
      return;
    }
    const state = this.chain.account(subscription.address, slot);
    if (sameAccount(state, subscription.shown)) {
      return;
    }
    subscription.shown = state;
    // A closed account is shown as an empty one of the System program.
    const value = showAccount(this.chain, subscription.address, slot, subscription.format) ?? {
      executable: false,
      lamports: 0,
      owner: '11111111111111111111111111111111',
      rentEpoch: 0,
      space: 0,
      data: subscription.format.encoding === 'binary' ? '' : ['', 'base64'],
    };
    subscription.notify({ context: { slot }, value });
  }

  private signatureSeen(subscription: Of<'signature'>, slot: number, err: TransactionError | null): void {
    this.open.delete(subscription);
    subscription.notify({ context: { slot }, value: { err } }, true);
  }
}
