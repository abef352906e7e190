import { systemError } from '../../../filesystem/errors.ts';
import type { Stat } from '../../../filesystem/node.ts';
import type { System } from '../../../linux/system.ts';
import { complain, fail } from '../command.ts';
import { isBusybox, type Options, parseOptions } from '../options.ts';
import { quotedName } from '../quoting.ts';
import { globMatches } from './glob.ts';
import { blocksOf } from './listing.ts';
import { baseName, joined } from './path.ts';
import { busyboxSize, gnuSize } from './size.ts';
import { type Place, walk } from './walk.ts';

const duManual = {
  gnu: '[OPTION]... [FILE]...\n  or:  du [OPTION]... --files0-from=F\nSummarize device usage of the set of FILEs, recursively for directories.',
};

type Usage = {
  readonly all: boolean;
  readonly links: 'as links' | 'followed' | 'followed where named';
  readonly exact: boolean;
  readonly unit: 'h' | 'k' | 'm' | 'b';
  readonly depthMax: number | null;
  readonly withTotal: boolean;
  readonly excluded: readonly string[];
  /** Bytes of the folders that are open, and of all at the bottom. */
  readonly sums: number[];
  /** Files with several names count once. */
  readonly seen: Record<string, true>;
  failed: boolean;
};

export const du = walk<Usage>({
  begin(system) {
    const options = parseOptions(system, {
      letters: 'ashkmcxLHld:bDP0S',
      long: {
        all: 'a',
        summarize: 's',
        'human-readable': 'h',
        'max-depth': 'd',
        total: 'c',
        bytes: 'b',
        'one-file-system': 'x',
        dereference: 'L',
        exclude: '=',
        'apparent-size': '',
        null: '0',
      },
      manual: duManual,
    });
    return { paths: options.operands.length === 0 ? ['.'] : options.operands, own: usageOf(system, options) };
  },
  visit(system, own, place) {
    const { path, depth } = place;
    if (own.excluded.some((pattern) => globMatches(pattern, baseName(path)))) return undefined;
    let stat: Stat;
    try {
      const follow = own.links === 'followed' || (own.links !== 'as links' && depth === 0);
      stat = follow ? system.stat(path) : system.lstat(path);
    } catch (error) {
      trouble(system, own, 'cannot access', path, error);
      return undefined;
    }
    const bytes = own.exact ? stat.size : blocksOf(stat) * 512;
    if (stat.type !== 'directory') {
      count(system, own, place, stat, bytes);
      return undefined;
    }
    own.sums.push(bytes);
    try {
      return system.readDirectory(path).map(({ name }) => joined(path, name));
    } catch (error) {
      trouble(system, own, 'cannot read directory', path, error);
      return [];
    }
  },
  leave(system, own, { path, depth }) {
    const bytes = own.sums.pop() ?? 0;
    add(own, bytes);
    show(system, own, bytes, path, depth);
  },
  end(system, own) {
    if (own.withTotal) show(system, own, own.sums[0] ?? 0, 'total', 0);
    return own.failed ? 1 : 0;
  },
});

function usageOf(system: System, options: Options): Usage {
  const unit = options.last('h', 'k', 'm', 'b');
  const named = options.has('H') || options.has('D');
  return {
    all: options.has('a'),
    links: options.has('L') ? 'followed' : named ? 'followed where named' : 'as links',
    exact: options.has('b') || options.has('apparent-size'),
    unit: unit === 'h' || unit === 'm' || unit === 'b' ? unit : 'k',
    depthMax: depthOf(system, options),
    withTotal: options.has('c'),
    excluded: options.values('exclude'),
    sums: [0],
    seen: {},
    failed: false,
  };
}

function depthOf(system: System, options: Options): number | null {
  const depth = options.value('d');
  if (depth !== undefined && !/^\d{1,9}$/.test(depth))
    throw fail(
      system,
      isBusybox(system) ? `invalid number '${depth}'` : `invalid maximum depth ${quotedName(depth)}`,
    );
  if (options.has('s')) return 0;
  return depth === undefined ? null : Number(depth);
}

function trouble(system: System, own: Usage, words: string, path: string, error: unknown): void {
  own.failed = true;
  const { message } = systemError(error);
  complain(system, isBusybox(system) ? `${path}: ${message}` : `${words} ${quotedName(path)}: ${message}`);
}

/** A file that is no folder. */
function count(system: System, own: Usage, { path, depth }: Place, stat: Stat, bytes: number): void {
  const key = `${stat.device}:${stat.inode}`;
  if (stat.links > 1 && own.seen[key]) return;
  if (stat.links > 1) own.seen[key] = true;
  add(own, bytes);
  if (own.all || depth === 0) show(system, own, bytes, path, depth);
}

function add({ sums }: Usage, bytes: number): void {
  sums[sums.length - 1] = (sums.at(-1) ?? 0) + bytes;
}

function show(system: System, { unit, depthMax }: Usage, bytes: number, path: string, depth: number): void {
  if (depthMax !== null && depth > depthMax) return;
  const human = isBusybox(system) ? busyboxSize : gnuSize;
  const divisor = { b: 1, k: 1024, m: 1024 ** 2, h: 1 }[unit];
  system.write(1, `${unit === 'h' ? human(bytes) : Math.ceil(bytes / divisor)}\t${path}\n`);
}
