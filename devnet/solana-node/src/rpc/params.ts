import { isBase58OfLength } from '../codec/base58.js';
import { parseCommitment, type Commitment } from '../chain/commitment.js';
import { invalidParams } from './errors.js';

/** The positional parameters of a request, read with a real node's complaints. */
export class Params {
  private readonly list: readonly unknown[];

  constructor(params: unknown) {
    if (params === undefined || params === null) {
      this.list = [];
    } else if (Array.isArray(params)) {
      this.list = params;
    } else {
      throw invalidParams('Invalid params: expected an array of positional parameters.');
    }
  }

  raw(index: number): unknown {
    return this.list[index];
  }

  has(index: number): boolean {
    return this.list[index] !== undefined && this.list[index] !== null;
  }

  text(index: number): string {
    const value = this.required(index);
    if (typeof value !== 'string') {
      throw invalidParams(`Invalid params: invalid type: ${typeOf(value)}, expected a string.`);
    }
    return value;
  }

  address(index: number): string {
    return requireAddress(this.text(index));
  }

  signature(index: number): string {
    return requireSignature(this.text(index));
  }

  texts(index: number, max: number): string[] {
    const value = this.required(index);
    if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
      throw invalidParams('Invalid params: expected an array of strings.');
    }
    if (value.length > max) {
      throw invalidParams(`Too many inputs provided; max ${max}`);
    }
    return value;
  }

  /** An unsigned integer that JSON can carry exactly. */
  unsigned(index: number): number {
    return requireUnsigned(this.required(index), `parameter ${index}`);
  }

  config(index: number): Config {
    const value = this.list[index];
    if (value === undefined || value === null) {
      return new Config({});
    }
    if (typeof value !== 'object' || Array.isArray(value)) {
      throw invalidParams(`Invalid params: invalid type: ${typeOf(value)}, expected a configuration object.`);
    }
    return new Config(value as Record<string, unknown>);
  }

  private required(index: number): unknown {
    const value = this.list[index];
    if (value === undefined || value === null) {
      throw invalidParams('`params` should have at least ' + `${index + 1} argument(s)`);
    }
    return value;
  }
}

/** The configuration object that most methods take last. */
export class Config {
  constructor(private readonly members: Readonly<Record<string, unknown>>) {}

  commitment(fallback: Commitment = 'finalized'): Commitment {
    const name = this.text('commitment');
    if (name === undefined) {
      return fallback;
    }
    const commitment = parseCommitment(name);
    if (commitment === undefined) {
      throw invalidParams(`Invalid params: unknown commitment \`${name}\`.`);
    }
    return commitment;
  }

  /** For methods that read blocks: those exist from `confirmed` on. */
  blockCommitment(): Exclude<Commitment, 'processed'> {
    const commitment = this.commitment();
    if (commitment === 'processed') {
      throw invalidParams('Method does not support commitment below `confirmed`');
    }
    return commitment;
  }

  text(name: string): string | undefined {
    const value = this.member(name);
    if (value !== undefined && typeof value !== 'string') {
      throw invalidParams(`Invalid params: \`${name}\` must be a string.`);
    }
    return value;
  }

  choice<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value !== undefined && !choices.includes(value as T)) {
      const known = choices.map((choice) => `\`${choice}\``).join(', ');
      throw invalidParams(`Invalid params: unknown variant \`${value}\`, expected one of ${known}.`);
    }
    return value as T | undefined;
  }

  flag(name: string, fallback: boolean): boolean {
    const value = this.member(name);
    if (value !== undefined && typeof value !== 'boolean') {
      throw invalidParams(`Invalid params: \`${name}\` must be a boolean.`);
    }
    return value ?? fallback;
  }

  unsigned(name: string): number | undefined {
    const value = this.member(name);
    return value === undefined ? undefined : requireUnsigned(value, name);
  }

  integer(name: string): number | undefined {
    const value = this.member(name);
    if (value !== undefined && (typeof value !== 'number' || !Number.isSafeInteger(value))) {
      throw invalidParams(`Invalid params: \`${name}\` must be an integer.`);
    }
    return value;
  }

  address(name: string): string | undefined {
    const value = this.text(name);
    return value === undefined ? undefined : requireAddress(value);
  }

  signature(name: string): string | undefined {
    const value = this.text(name);
    return value === undefined ? undefined : requireSignature(value);
  }

  object(name: string): Config | undefined {
    const value = this.member(name);
    if (value !== undefined && (typeof value !== 'object' || Array.isArray(value))) {
      throw invalidParams(`Invalid params: \`${name}\` must be an object.`);
    }
    return value === undefined ? undefined : new Config(value as Record<string, unknown>);
  }

  list(name: string): readonly unknown[] | undefined {
    const value = this.member(name);
    if (value !== undefined && !Array.isArray(value)) {
      throw invalidParams(`Invalid params: \`${name}\` must be an array.`);
    }
    return value;
  }

  has(name: string): boolean {
    return this.member(name) !== undefined;
  }

  raw(name: string): unknown {
    return this.member(name);
  }

  private member(name: string): unknown {
    const value = Object.hasOwn(this.members, name) ? this.members[name] : undefined;
    return value === null ? undefined : value;
  }
}

export function requireAddress(text: string): string {
  if (!isBase58OfLength(text, 32)) {
    throw invalidParams(text.length < 32 || text.length > 44 ? 'Invalid param: WrongSize' : 'Invalid param: Invalid');
  }
  return text;
}

export function requireSignature(text: string): string {
  if (!isBase58OfLength(text, 64)) {
    throw invalidParams(text.length < 64 || text.length > 88 ? 'Invalid param: WrongSize' : 'Invalid param: Invalid');
  }
  return text;
}

function requireUnsigned(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw invalidParams(`Invalid params: \`${name}\` must be an unsigned integer.`);
  }
  return value;
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'sequence' : typeof value;
}
