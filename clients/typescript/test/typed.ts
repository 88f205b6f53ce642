// Compiles iff the generated types say what integrations rely on; never run.
import { all, dataOf, type Finding, type Registry, type Token, type Verdict } from '../src/index.js';

/** A lending protocol lists a token only when it knows units and multiplier. */
export async function listed(registry: Registry): Promise<{ decimals: number; multiplier: bigint } | undefined> {
  const query = { underlying: 'TSLA', chain: 'eip155:42161' };
  const resolution = dataOf(await registry.GET('/v1/resolve', { params: { query } }));
  const token: Token | null = resolution.canonical;
  // What may be unknown has to be looked at before it is used.
  if (token === null || token.decimals === undefined || token.multiplier === undefined) return undefined;
  switch (token.unitModel) {
    case 'plain':
    case 'rebasing':
      return { decimals: token.decimals, multiplier: 10n ** 18n };
    case 'scaled_ui':
    case 'erc8056':
      return { decimals: token.decimals, multiplier: exact(token.multiplier) };
    case 'erc4626_wrapper':
      return undefined;
  }
}

/** A decimal in units of 10⁻¹⁸. */
function exact(decimal: string): bigint {
  const [whole = '0', part = ''] = decimal.split('.');
  return BigInt(whole + part.padEnd(18, '0'));
}

/** The code of a finding says which members it has. */
export function why(finding: Finding): string {
  switch (finding.code) {
    case 'PREFERRED_ISSUER':
      return `${finding.issuer} before ${finding.over}`;
    case 'INDEPENDENT_SOURCES':
      return `${(finding.count - finding.minimum).toFixed()} more sources than needed`;
    case 'TIED':
      return finding.tokens.join(' = ');
    default:
      return finding.code;
  }
}

export function successor(verdict: Verdict): string | null {
  const reason: 'retired' | null = verdict.reason === 'retired' ? verdict.reason : null;
  return reason === null ? null : verdict.successor;
}

export async function isins(registry: Registry): Promise<string[]> {
  const isins: string[] = [];
  for await (const asset of all(registry, '/v1/assets')) {
    // @ts-expect-error an asset of an issuer without ISINs has none
    isins.push(asset.isin);
    isins.push(asset.isin ?? asset.key, asset.deployments[0]?.caip19 ?? asset.underlying.ticker);
  }
  return isins;
}
