import { readFileSync } from 'node:fs';

export const load = (name) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));
