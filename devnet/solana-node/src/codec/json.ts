/**
 * JSON text in which a bigint is a plain number, as Solana's RPC writes its u64 values.
 * JSON.stringify cannot do that on Node 20. Undefined members are left out, as JSON.stringify does.
 */
export function toJson(value: unknown): string {
  if (typeof value === 'bigint') {
    return value.toString();
  }
  if (value === undefined) {
    return 'null';
  }
  if (value === null || typeof value !== 'object') {
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    return '[' + value.map(toJson).join(',') + ']';
  }
  const members: string[] = [];
  for (const [name, member] of Object.entries(value)) {
    if (member !== undefined) {
      members.push(JSON.stringify(name) + ':' + toJson(member));
    }
  }
  return '{' + members.join(',') + '}';
}
