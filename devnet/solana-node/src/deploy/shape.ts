import { ConfigError } from './config.js';

/** Typed access to the members of a JSON object, with the member's path in every complaint. */
export interface Shape {
  text(name: string): string;
  optionalText(name: string): string | undefined;
  integer(name: string): number;
  optionalInteger(name: string): number | undefined;
  list(name: string): readonly unknown[];
}

export function members(json: unknown, where: string): Shape {
  if (json === null || typeof json !== 'object' || Array.isArray(json)) {
    throw new ConfigError(`${where} must be a JSON object`);
  }
  const values = json as Record<string, unknown>;
  const path = (name: string) => `${where}.${name}`;
  const optionalText = (name: string) => {
    const value = values[name] ?? undefined;
    if (value !== undefined && (typeof value !== 'string' || value === '')) {
      throw new ConfigError(`${path(name)} must be a text`);
    }
    return value;
  };
  const optionalInteger = (name: string) => {
    const value = values[name] ?? undefined;
    if (value !== undefined && (typeof value !== 'number' || !Number.isSafeInteger(value))) {
      throw new ConfigError(`${path(name)} must be a whole number`);
    }
    return value;
  };
  return {
    optionalText,
    optionalInteger,
    text: (name) => required(optionalText(name), path(name)),
    integer: (name) => required(optionalInteger(name), path(name)),
    list: (name) => {
      const value = values[name];
      if (!Array.isArray(value)) {
        throw new ConfigError(`${path(name)} must be a list`);
      }
      return value;
    },
  };
}

function required<T>(value: T | undefined, path: string): T {
  if (value === undefined) {
    throw new ConfigError(`${path} is missing`);
  }
  return value;
}
