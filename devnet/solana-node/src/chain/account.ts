/** One account at one slot. `lamports` is a u64; `owner` the base-58 address of the owning program. */
export interface AccountState {
  readonly lamports: bigint;
  readonly owner: string;
  readonly data: Uint8Array;
  readonly executable: boolean;
}

/** Whether two states are the same account content; null is "no such account". */
export function sameAccount(a: AccountState | null, b: AccountState | null): boolean {
  if (a === null || b === null) {
    return a === b;
  }
  return (
    a.lamports === b.lamports &&
    a.owner === b.owner &&
    a.executable === b.executable &&
    Buffer.compare(a.data, b.data) === 0
  );
}
