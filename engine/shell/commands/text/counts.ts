import type { System } from '../../../linux/system.ts';
import { fail } from '../command.ts';
import { isBusybox } from '../options.ts';

const units: Readonly<Record<string, number>> = {
  '': 1,
  b: 512,
  k: 1024,
  K: 1024,
  KiB: 1024,
  kB: 1000,
  KB: 1000,
  M: 1024 ** 2,
  m: 1024 ** 2,
  MiB: 1024 ** 2,
  MB: 1000 ** 2,
  G: 1024 ** 3,
  GiB: 1024 ** 3,
  GB: 1000 ** 3,
  T: 1024 ** 4,
};

/** A number with a unit, as `5`, `10k`, `1M`; undefined: it is none. */
function parseCount(text: string): number | undefined {
  const parts = /^(\d+)([A-Za-z]*)$/.exec(text);
  const unit = units[parts?.[2] ?? ''];
  if (parts === null || unit === undefined) return undefined;
  return Math.min(Number.MAX_SAFE_INTEGER, Number(parts[1]) * unit);
}

/** The count of an option, or the end of the command: `invalid number of lines: 'x'`. */
export function countOption(system: System, text: string, what: string): number {
  const count = parseCount(text);
  if (count !== undefined) return count;
  throw fail(system, isBusybox(system) ? `invalid number '${text}'` : `invalid ${what}: '${text}'`);
}
