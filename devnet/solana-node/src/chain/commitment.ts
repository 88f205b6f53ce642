export type Commitment = 'processed' | 'confirmed' | 'finalized';

/** How far behind the open slot the two higher commitment levels are. */
export interface CommitmentDepths {
  readonly confirmed: number;
  readonly finalized: number;
}

const ALIASES: Readonly<Record<string, Commitment>> = {
  processed: 'processed',
  confirmed: 'confirmed',
  finalized: 'finalized',
  recent: 'processed',
  single: 'confirmed',
  singleGossip: 'confirmed',
  root: 'finalized',
  max: 'finalized',
};

/** A commitment level from its name, old names included; undefined for any other text. */
export function parseCommitment(name: string): Commitment | undefined {
  return Object.hasOwn(ALIASES, name) ? ALIASES[name] : undefined;
}
