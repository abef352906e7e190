import { systemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import type { Options } from '../options.ts';
import { compareVersions } from '../version-order.ts';
import { type Entry, isByLine } from './listing.ts';

type Comparison = (a: Entry, b: Entry) => number;

const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));
const byTime: Comparison = (a, b) => b.stat.modifiedMs - a.stat.modifiedMs;
const bySize: Comparison = (a, b) => b.stat.size - a.stat.size;
const byExtension: Comparison = (a, b) => byText(extensionOf(a), extensionOf(b));
const byVersion: Comparison = (a, b) => compareVersions(a.name, b.name);
const byWidth: Comparison = (a, b) => a.name.length - b.name.length;
const asItIs: Comparison = () => 0;

const comparisons: Readonly<Record<string, Comparison>> = {
  U: asItIs,
  f: asItIs,
  none: asItIs,
  t: byTime,
  time: byTime,
  S: bySize,
  size: bySize,
  X: byExtension,
  extension: byExtension,
  v: byVersion,
  version: byVersion,
  width: byWidth,
};

/** The words of --sort. */
export const sortWords: readonly string[] = ['none', 'time', 'size', 'extension', 'version', 'width'];

/** The files in the order that ls shows them. */
export function sortedEntries(system: System, options: Options, entries: readonly Entry[]): Entry[] {
  const by = options.last('t', 'S', 'U', 'f', 'sort', 'X', 'v') ?? timeAsked(system, options);
  const compare = comparisons[by === 'sort' ? (options.value('sort') ?? '') : (by ?? '')];
  const order: Comparison =
    compare === byTime ? (a, b) => shownTime(options, b) - shownTime(options, a) : (compare ?? (() => 0));
  const byName: Comparison = (a, b) => byText(a.name, b.name);
  const result = compare === asItIs ? [...entries] : entries.toSorted((a, b) => order(a, b) || byName(a, b));
  if (options.has('r') && compare !== asItIs) result.reverse();
  if (!options.has('group-directories-first')) return result;
  const others = (entry: Entry) => Number(!isFolder(system, entry));
  return result.toSorted((a, b) => others(a) - others(b));
}

/** A listing that shows no times and yet names one is sorted by it. */
function timeAsked(system: System, options: Options): string | undefined {
  const named = options.has('c') || options.has('u') || options.has('time');
  return named && !options.has('l') && isByLine(system, options) ? 't' : undefined;
}

function shownTime(options: Options, { stat }: Entry): number {
  if (options.has('c')) return stat.changedMs;
  return options.has('u') ? stat.accessedMs : stat.modifiedMs;
}

/** A link to a folder counts as one. */
function isFolder(system: System, { path, stat }: Entry): boolean {
  if (stat.type !== 'symbolic link') return stat.type === 'directory';
  try {
    return system.stat(path).type === 'directory';
  } catch (error) {
    systemError(error);
    return false;
  }
}

function extensionOf({ name }: Entry): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot);
}
