import type { System } from '../../../linux/system.ts';
import { fail } from '../command.ts';
import type { Options } from '../options.ts';
import { quote } from '../quoting.ts';
import { linkStat } from './troubles.ts';

/** How a file is kept that another takes the place of: not at all, as `file~`, or as `file.~1~`. */
export type Backups = {
  readonly kind: 'none' | 'simple' | 'numbered' | 'existing';
  readonly suffix: string;
};

const kinds: Readonly<Record<string, Backups['kind']>> = {
  none: 'none',
  off: 'none',
  simple: 'simple',
  never: 'simple',
  existing: 'existing',
  nil: 'existing',
  numbered: 'numbered',
  t: 'numbered',
};
const NUMBER_MAX = 10_000;

/** What -b, --backup and -S ask for. */
export function backupsAsked(system: System, options: Options): Backups {
  const suffix = options.value('S') ?? system.env.get('SIMPLE_BACKUP_SUFFIX') ?? '~';
  const word = options.value('backup') || system.env.get('VERSION_CONTROL') || 'existing';
  if (!['b', 'backup', 'S'].some((name) => options.has(name))) return { kind: 'none', suffix };
  const kind = kinds[word];
  if (kind !== undefined) return { kind, suffix };
  throw fail(system, `invalid argument ${quote(system, word)} for ${quote(system, 'backup type')}`);
}

/** The name that a file gets as a backup; undefined: none is kept. */
export function backupName(system: System, { kind, suffix }: Backups, path: string): string | undefined {
  if (kind === 'none') return undefined;
  const isThere = (number: number) => linkStat(system, `${path}.~${number}~`) !== undefined;
  if (kind === 'simple' || (kind === 'existing' && !isThere(1))) return path + suffix;
  let number = 1;
  while (number < NUMBER_MAX && isThere(number)) number++;
  return `${path}.~${number}~`;
}
