import type { AccountKey } from '../chain/account-keys.js';
import type { AccountState } from '../chain/account.js';
import type { TokenBalance } from '../ledger/records.js';
import { amountOf, decimalsOf, mintOf, multiplierOf, ownerOf, tokenKind } from './layout.js';

/** Token balances of a transaction's accounts, as pre- or postTokenBalances list them. */
export function tokenBalances(
  keys: readonly AccountKey[],
  read: (address: string) => AccountState | null,
  unixSeconds: number,
): TokenBalance[] {
  const balances: TokenBalance[] = [];
  keys.forEach(({ address }, accountIndex) => {
    const state = read(address);
    if (state === null || tokenKind(state) !== 'account') {
      return;
    }
    const mintAddress = mintOf(state);
    const mint = read(mintAddress);
    if (mint === null) {
      return;
    }
    const multiplier = multiplierOf(mint, unixSeconds);
    balances.push({
      accountIndex,
      mint: mintAddress,
      owner: ownerOf(state),
      programId: state.owner,
      amount: amountOf(state).toString(),
      decimals: decimalsOf(mint),
      ...(multiplier === undefined ? {} : { multiplier }),
    });
  });
  return balances;
}
