import type { AccountState } from '../chain/account.js';
import type { Chain } from '../chain/chain.js';
import { isTokenProgram } from '../chain/programs.js';
import { uiTokenAmount } from '../token/amount.js';
import { amountOf, decimalsOf, mintOf, multiplierOf, ownerOf, supplyOf, tokenKind } from '../token/layout.js';
import { accountFormat, accountView, type AccountFormat } from '../view/account.js';
import { matchesFilters, parseFilters } from './account-filters.js';
import { bankSlot, withContext, type Methods } from './context.js';
import { invalidParams } from './errors.js';
import { requireAddress, type Config, type Params } from './params.js';

const MAX_MULTIPLE_ACCOUNTS = 100;

/** Reads of accounts and token balances at a commitment level. */
export function accountMethods(chain: Chain): Methods {
  return {
    getBalance: (params) => {
      const address = params.address(0);
      const slot = bankSlot(chain, params.config(1));
      return withContext(slot, chain.account(address, slot)?.lamports ?? 0n);
    },
    getAccountInfo: (params) => {
      const address = params.address(0);
      const config = params.config(1);
      const slot = bankSlot(chain, config);
      return withContext(slot, showAccount(chain, address, slot, accountFormat(config, 'binary')));
    },
    getMultipleAccounts: (params) => {
      const addresses = params.texts(0, MAX_MULTIPLE_ACCOUNTS).map(requireAddress);
      const config = params.config(1);
      const slot = bankSlot(chain, config);
      const format = accountFormat(config, 'base64');
      return withContext(
        slot,
        addresses.map((address) => showAccount(chain, address, slot, format)),
      );
    },
    getProgramAccounts: (params) => programAccounts(chain, params),
    getTokenSupply: (params) => {
      const slot = bankSlot(chain, params.config(1));
      const mint = requireKind(chain.account(params.address(0), slot), 'mint');
      const multiplier = multiplierOf(mint, chain.timeline.blockTime(slot));
      return withContext(slot, uiTokenAmount(supplyOf(mint), decimalsOf(mint), multiplier));
    },
    getTokenAccountBalance: (params) => {
      const slot = bankSlot(chain, params.config(1));
      const account = requireKind(chain.account(params.address(0), slot), 'account');
      const mint = requireKind(chain.account(mintOf(account), slot), 'mint');
      const multiplier = multiplierOf(mint, chain.timeline.blockTime(slot));
      return withContext(slot, uiTokenAmount(amountOf(account), decimalsOf(mint), multiplier));
    },
    getTokenAccountsByOwner: (params) => tokenAccounts(chain, params),
    getTokenLargestAccounts: (params) => largestAccounts(chain, params),
  };
}

export function showAccount(chain: Chain, address: string, slot: number, format: AccountFormat): unknown {
  const state = chain.account(address, slot);
  return state === null ? null : show(chain, address, state, slot, format);
}

function show(chain: Chain, address: string, state: AccountState, slot: number, format: AccountFormat): unknown {
  const unixSeconds = chain.timeline.blockTime(slot);
  return accountView(address, state, format, unixSeconds, (mint) => chain.account(mint, slot));
}

function programAccounts(chain: Chain, params: Params): unknown {
  const program = params.address(0);
  const config = params.config(1);
  const slot = bankSlot(chain, config);
  const format = accountFormat(config, 'binary');
  const filters = parseFilters(config.list('filters') ?? []);
  const found = chain.accountsWhere(slot, (state) => state.owner === program && matchesFilters(state, filters));
  const views = keyed(chain, found, slot, format);
  return config.flag('withContext', false) ? withContext(slot, views) : views;
}

function tokenAccounts(chain: Chain, params: Params): unknown {
  const owner = params.address(0);
  const filter = params.config(1);
  const config = params.config(2);
  const slot = bankSlot(chain, config);
  const format = accountFormat(config, 'binary');
  const accepts = tokenFilter(chain, filter, slot);
  const found = chain.accountsWhere(
    slot,
    (state) => tokenKind(state) === 'account' && ownerOf(state) === owner && accepts(state),
  );
  return withContext(slot, keyed(chain, found, slot, format));
}

function tokenFilter(chain: Chain, filter: Config, slot: number): (state: AccountState) => boolean {
  const mint = filter.address('mint');
  const program = filter.address('programId');
  if ((mint === undefined) === (program === undefined)) {
    throw invalidParams('Invalid params: give either `mint` or `programId`.');
  }
  if (mint !== undefined) {
    requireMint(chain.account(mint, slot));
    return (state) => mintOf(state) === mint;
  }
  if (!isTokenProgram(program ?? '')) {
    throw invalidParams('Invalid param: unrecognized Token program id');
  }
  return (state) => state.owner === program;
}

function largestAccounts(chain: Chain, params: Params): unknown {
  const mintAddress = params.address(0);
  const slot = bankSlot(chain, params.config(1));
  const mint = requireKind(chain.account(mintAddress, slot), 'mint');
  const multiplier = multiplierOf(mint, chain.timeline.blockTime(slot));
  const found = [
    ...chain.accountsWhere(slot, (state) => tokenKind(state) === 'account' && mintOf(state) === mintAddress),
  ];
  const largest = found
    .map(([address, state]) => ({ address, amount: amountOf(state) }))
    .sort((a, b) => (a.amount === b.amount ? 0 : a.amount < b.amount ? 1 : -1))
    .slice(0, 20);
  return withContext(
    slot,
    largest.map(({ address, amount }) => ({ address, ...uiTokenAmount(amount, decimalsOf(mint), multiplier) })),
  );
}

function keyed(
  chain: Chain,
  found: Iterable<readonly [string, AccountState]>,
  slot: number,
  format: AccountFormat,
): unknown[] {
  return [...found].map(([pubkey, state]) => ({ pubkey, account: show(chain, pubkey, state, slot, format) }));
}

function requireMint(state: AccountState | null): void {
  if (state === null) {
    throw invalidParams('Invalid param: could not find mint');
  }
  if (tokenKind(state) !== 'mint') {
    throw invalidParams('Invalid param: not a Token mint');
  }
}

function requireKind(state: AccountState | null, kind: 'mint' | 'account'): AccountState {
  if (state === null) {
    throw invalidParams('Invalid param: could not find ' + (kind === 'mint' ? 'mint' : 'account'));
  }
  if (tokenKind(state) !== kind) {
    throw invalidParams(`Invalid param: not a Token ${kind}`);
  }
  return state;
}
