import { isMemoProgram } from './programs.js';
import type { DecodedMessage } from './transaction.js';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of memo instruction data; null when it is not UTF-8. */
export function memoText(data: Uint8Array): string | null {
  try {
    return utf8.decode(data);
  } catch {
    return null; // a memo that fails in the program too
  }
}

/** Top-level memos in the form that getSignaturesForAddress shows: `[length] text; [length] text`. */
export function memoSummary(message: DecodedMessage): string | null {
  const memos = message.instructions
    .filter((instruction) => isMemoProgram(message.staticKeys[instruction.programIdIndex] ?? ''))
    .map(({ data }) => `[${data.length}] ${memoText(data) ?? '(unparseable)'}`);
  return memos.length === 0 ? null : memos.join('; ');
}
