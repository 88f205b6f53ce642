import { memoText } from '../chain/memo.js';
import { ASSOCIATED_TOKEN_PROGRAM, isMemoProgram, isTokenProgram, SYSTEM_PROGRAM } from '../chain/programs.js';
import { parseAssociatedToken } from './parse-associated-token.js';
import { parseSystem } from './parse-system.js';
import { parseToken } from './parse-token.js';

export interface ParsedInstruction {
  readonly program: string;
  readonly parsed: unknown;
}

/** `type` and `info` of one instruction. */
export interface InstructionInfo {
  readonly type: string;
  readonly info: Readonly<Record<string, unknown>>;
}

/** Data or accounts that do not fit the instruction: shown unparsed. */
export class UnparsableInstruction extends Error {}

/** jsonParsed form of an instruction; null when the program or the instruction is not one that is parsed. */
export function parseInstruction(
  programId: string,
  accounts: readonly string[],
  data: Buffer,
): ParsedInstruction | null {
  if (isMemoProgram(programId)) {
    const text = memoText(data);
    return text === null ? null : { program: 'spl-memo', parsed: text };
  }
  const parser = parserOf(programId);
  if (parser === null) {
    return null;
  }
  try {
    const parsed = parser.parse(accounts, data);
    return parsed === null ? null : { program: parser.program, parsed };
  } catch (error) {
    if (error instanceof UnparsableInstruction || error instanceof RangeError) {
      return null; // failed transactions hold such instructions too
    }
    throw error;
  }
}

interface Parser {
  readonly program: string;
  readonly parse: (accounts: readonly string[], data: Buffer) => InstructionInfo | null;
}

function parserOf(programId: string): Parser | null {
  if (programId === SYSTEM_PROGRAM) {
    return { program: 'system', parse: parseSystem };
  }
  if (programId === ASSOCIATED_TOKEN_PROGRAM) {
    return { program: 'spl-associated-token-account', parse: parseAssociatedToken };
  }
  if (isTokenProgram(programId)) {
    // A real node names both token programs alike in instructions, and apart in accounts.
    return { program: 'spl-token', parse: parseToken };
  }
  return null;
}

/** The account at an index of an instruction. */
export function account(accounts: readonly string[], index: number): string {
  const address = accounts[index];
  if (address === undefined) {
    throw new UnparsableInstruction(`no account ${index}`);
  }
  return address;
}
