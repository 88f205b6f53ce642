import { account, type InstructionInfo } from './parse-instruction.js';

export function parseAssociatedToken(accounts: readonly string[], data: Buffer): InstructionInfo | null {
  const tag = data.length === 0 ? 0 : data[0];
  if (tag === 0 || tag === 1) {
    return {
      type: tag === 0 ? 'create' : 'createIdempotent',
      info: {
        source: account(accounts, 0),
        account: account(accounts, 1),
        wallet: account(accounts, 2),
        mint: account(accounts, 3),
        systemProgram: account(accounts, 4),
        tokenProgram: account(accounts, 5),
      },
    };
  }
  if (tag === 2) {
    return {
      type: 'recoverNested',
      info: {
        nestedSource: account(accounts, 0),
        nestedMint: account(accounts, 1),
        destination: account(accounts, 2),
        nestedOwner: account(accounts, 3),
        ownerMint: account(accounts, 4),
        wallet: account(accounts, 5),
        tokenProgram: account(accounts, 6),
      },
    };
  }
  return null;
}
