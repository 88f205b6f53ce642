import type { AccountState } from '../chain/account.js';

/**
 * Every account at the newest slot, and how it was at each slot of the unfinalized window.
 * For each slot the state before the slot's first write to an account is kept; reading at an older slot
 * takes the first such state of the slots after it.
 */
export class Accounts {
  private readonly current = new Map<string, AccountState>();
  private readonly before = new Map<number, Map<string, AccountState | null>>();

  get(address: string): AccountState | null {
    return this.current.get(address) ?? null;
  }

  /** The account as it was when `slot` ended. `newest` is the open slot. */
  getAt(address: string, slot: number, newest: number): AccountState | null {
    for (let later = slot + 1; later <= newest; later++) {
      const state = this.before.get(later)?.get(address);
      if (state !== undefined) {
        return state;
      }
    }
    return this.get(address);
  }

  /** Records a write in the open slot. */
  put(address: string, state: AccountState | null, slot: number): void {
    let changed = this.before.get(slot);
    if (changed === undefined) {
      changed = new Map();
      this.before.set(slot, changed);
    }
    if (!changed.has(address)) {
      changed.set(address, this.get(address));
    }
    this.restore(address, state);
  }

  /** Sets an account without history: at start, when everything stored is final. */
  restore(address: string, state: AccountState | null): void {
    if (state === null) {
      this.current.delete(address);
    } else {
      this.current.set(address, state);
    }
  }

  /** Addresses written in a slot of the unfinalized window. */
  changedIn(slot: number): Iterable<string> {
    return this.before.get(slot)?.keys() ?? [];
  }

  /** Addresses whose newest state is not yet the state at `slot`. */
  changedAfter(slot: number, newest: number): Set<string> {
    const addresses = new Set<string>();
    for (let later = slot + 1; later <= newest; later++) {
      for (const address of this.changedIn(later)) {
        addresses.add(address);
      }
    }
    return addresses;
  }

  /** All accounts at `slot` that satisfy the filter. */
  *selectAt(
    slot: number,
    newest: number,
    accepts: (state: AccountState) => boolean,
  ): Generator<readonly [string, AccountState]> {
    const changed = this.changedAfter(slot, newest);
    for (const [address, state] of this.current) {
      if (!changed.has(address) && accepts(state)) {
        yield [address, state];
      }
    }
    for (const address of changed) {
      const state = this.getAt(address, slot, newest);
      if (state !== null && accepts(state)) {
        yield [address, state];
      }
    }
  }

  entries(): Iterable<[string, AccountState]> {
    return this.current.entries();
  }

  /** Forgets how accounts were before a slot that is now final. */
  finalize(slot: number): void {
    this.before.delete(slot);
  }
}
