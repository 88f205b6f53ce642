import { getAddress, isAddress } from 'viem';
import { getAddress as ethersAddress } from 'ethers';
import { PublicKey } from '@solana/web3.js';
import { AssetType, ChainId } from 'caip';

/** What is wrong with an address in the notation of its chain, by the libraries that wallets use; null if nothing. */
export function addressFault(chain, address) {
  if (chain.startsWith('eip155:')) {
    if (!isAddress(address, { strict: true })) return `${address}: viem refuses it`;
    if (getAddress(address) !== address) return `${address}: not in EIP-55 form`;
    if (ethersAddress(address) !== address) return `${address}: ethers writes it otherwise`;
    return null;
  }
  try {
    const key = new PublicKey(address);
    return key.toBase58() === address ? null : `${address}: web3.js writes it otherwise`;
  } catch (error) {
    return `${address}: web3.js refuses it: ${error.message}`;
  }
}

/** What is wrong with a CAIP-19 name; null if nothing. */
export function caip19Fault(caip19, chain, address) {
  try {
    const id = new AssetType(AssetType.parse(caip19));
    if (id.toString() !== caip19) return `${caip19}: caip writes it otherwise`;
    if (new ChainId(id.chainId).toString() !== chain) return `${caip19}: not of chain ${chain}`;
    return id.assetName.reference === address ? null : `${caip19}: not at ${address}`;
  } catch (error) {
    return `${caip19}: caip refuses it: ${error.message}`;
  }
}

export function finish(faults, summary) {
  if (faults.length > 0) {
    console.error(faults.slice(0, 20).join('\n'));
    process.exit(1);
  }
  console.log(summary);
}
