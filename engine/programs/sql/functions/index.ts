import { clockFunctions } from './clocks.ts';
import { codingFunctions } from './codings.ts';
import { documentFunctions } from './documents.ts';
import type { SqlFunction } from './function.ts';
import { jsonChanges } from './json-changes.ts';
import { listFunctions } from './lists.ts';
import { numberAliases, numberFunctions } from './numbers.ts';
import { systemAliases, systemFunctions } from './system.ts';
import { textAliases, textFunctions } from './texts.ts';
import { timeAliases, timeFunctions } from './times.ts';

const all = new Map<string, readonly SqlFunction[]>(
  Object.entries({
    ...textFunctions,
    ...numberFunctions,
    ...timeFunctions,
    ...documentFunctions,
    ...jsonChanges,
    ...clockFunctions,
    ...codingFunctions,
    ...listFunctions,
    ...systemFunctions,
  }).map(([name, found]) => [name, 'run' in found ? [found] : found]),
);
const aliases = new Map(
  Object.entries({ ...textAliases, ...numberAliases, ...timeAliases, ...systemAliases }),
);

/** The functions of that name; undefined: there are none. */
export function functionsNamed(name: string): readonly SqlFunction[] | undefined {
  return all.get(name) ?? all.get(aliases.get(name) ?? '');
}
