import { systemError } from '../../../filesystem/errors.ts';
import type { Stat } from '../../../filesystem/node.ts';
import type { Next, Program, System } from '../../../linux/system.ts';
import { complain, guarded } from '../command.ts';
import { isBusybox, type Options, parseOptions, usageError } from '../options.ts';
import { quote, quotedName } from '../quoting.ts';
import { globMatches } from './glob.ts';
import { type Entry, formatWords, isByLine, listing, totalOf } from './listing.ts';
import { sortedEntries, sortWords } from './ls-order.ts';
import { joined } from './path.ts';

/** How deep -R goes. */
const DEPTH_MAX = 256;
/** Files in one step; then other processes get their turn. */
const STEP_FILES = 500;
/** Names in a folder that count for a file. */
const NAMES_PER_FILE = 20;
const MICROSECONDS_PER_FILE = 2;

const manual = {
  gnu: '[OPTION]... [FILE]...\nList information about the FILEs (the current directory by default).',
  usageExit: 2,
};

const syntax = {
  letters: 'aAlhRtSr1dinZFpsgoLHUucCxmqbkNQXvBGfDw:T:I:',
  long: {
    all: 'a',
    'quote-name': 'Q',
    escape: 'b',
    'almost-all': 'A',
    'human-readable': 'h',
    recursive: 'R',
    reverse: 'r',
    directory: 'd',
    inode: 'i',
    'numeric-uid-gid': 'n',
    context: 'Z',
    color: '=?',
    classify: '=?',
    'file-type': '',
    'indicator-style': '=',
    size: 's',
    dereference: 'L',
    'dereference-command-line': 'H',
    'group-directories-first': '',
    'full-time': '',
    'no-group': 'G',
    'time-style': '=',
    time: '=',
    sort: '=',
    format: '=',
    width: 'w',
    tabsize: 'T',
    literal: 'N',
    hide: '=',
    ignore: 'I',
    'ignore-backups': 'B',
    'block-size': '=',
    kibibytes: 'k',
    si: '',
    zero: '',
    'hide-control-chars': 'q',
    'show-control-chars': '',
  },
  manual,
};

type Folder = { readonly path: string; readonly titled: boolean; readonly depth: number };

type State = {
  /** Folders that have yet to be listed. The last comes first. */
  folders: Folder[];
  open?: Folder & {
    /** Names that have yet to be looked at, and what was found. */
    readonly names: string[];
    readonly entries: Entry[];
    /** How many lines are written; undefined: not all names were looked at. */
    written?: number;
  };
  code: number;
  /** Nothing was printed yet. */
  first: boolean;
};

export const ls: Program<State> = guarded({
  start(system) {
    const options = checkedOptions(system);
    const state: State = { folders: [], code: 0, first: true };
    const list = new Listing(system, options, state);
    list.begin(options.operands.length === 0 ? ['.'] : options.operands);
    return list.step();
  },
  step: (system, state) => new Listing(system, parseOptions(system, syntax), state).step(),
});

function checkedOptions(system: System): Options {
  const options = parseOptions(system, syntax);
  for (const [name, words] of [
    ['sort', sortWords],
    ['format', formatWords],
  ] as const) {
    const word = options.value(name);
    if (word === undefined || words.includes(word)) continue;
    const valid = words.map((each) => `\n  - ${quote(system, each)}`).join('');
    const what = `invalid argument ${quote(system, word)} for ${quote(system, `--${name}`)}`;
    throw usageError(system, { ...manual, usageExit: 1 }, `${what}\nValid arguments are:${valid}`);
  }
  return options;
}

class Listing {
  private readonly system: System;
  private readonly options: Options;
  private readonly state: State;

  constructor(system: System, options: Options, state: State) {
    this.system = system;
    this.options = options;
    this.state = state;
  }

  begin(names: readonly string[]): void {
    const { options, state, system } = this;
    const found = names.flatMap((name) => this.operand(name));
    const isFolder = (entry: Entry) => entry.stat.type === 'directory' && !options.has('d');
    const files = this.sorted(found.filter((entry) => !isFolder(entry)));
    const folders = this.sorted(found.filter(isFolder));
    if (files.length > 0) {
      system.write(1, listing(system, options, files));
      state.first = false;
    }
    const titled = names.length > 1 || options.has('R');
    state.folders = folders.map(({ name }) => ({ path: name, titled, depth: 0 })).toReversed();
  }

  step(): Next<State> {
    const { state, system } = this;
    let budget = STEP_FILES;
    while (budget > 0) {
      if (state.open === undefined) {
        const folder = state.folders.pop();
        if (folder === undefined) return { exit: state.code };
        budget -= 1 + this.openFolder(folder) / NAMES_PER_FILE;
      } else if (state.open.written === undefined) budget -= this.look(state.open, budget);
      else budget -= this.print(state.open, state.open.written, budget);
    }
    system.spend(STEP_FILES * MICROSECONDS_PER_FILE);
    return { state, until: { timeMs: system.now } };
  }

  private operand(name: string): Entry[] {
    const { options, system } = this;
    try {
      const long = ['l', 'n', 'g', 'o', 'd', 'F'].some((letter) => options.has(letter));
      const link = system.lstat(name);
      const follows = options.has('L') || options.has('H') || !long;
      const stat = follows && link.type === 'symbolic link' ? this.followed(name, link) : link;
      return [{ name, path: name, stat }];
    } catch (error) {
      const { message } = systemError(error);
      this.state.code = isBusybox(system) ? 1 : 2;
      complain(
        system,
        isBusybox(system) ? `${name}: ${message}` : `cannot access ${quotedName(name)}: ${message}`,
      );
      return [];
    }
  }

  private followed(path: string, link: Stat): Stat {
    try {
      const target = this.system.stat(path);
      return target.type === 'directory' || this.options.has('L') ? target : link;
    } catch (error) {
      systemError(error);
      return link;
    }
  }

  /** @returns how many names are in it */
  private openFolder(folder: Folder): number {
    const { options, state, system } = this;
    try {
      const hidden = options.has('a') || options.has('A') || options.has('f');
      const names = system.readDirectory(folder.path).map(({ name }) => name);
      const shown = names.filter(
        (name) => (hidden || !name.startsWith('.')) && !this.isIgnored(name, hidden),
      );
      if (options.has('a') || options.has('f')) shown.unshift('.', '..');
      state.open = { ...folder, names: shown.toReversed(), entries: [] };
      return names.length;
    } catch (error) {
      const { message } = systemError(error);
      const { path, depth } = folder;
      if (state.code === 0 || depth === 0) state.code = isBusybox(system) || depth > 0 ? 1 : 2;
      const words = isBusybox(system) ? `can't open '${path}'` : `cannot open directory ${quotedName(path)}`;
      complain(system, `${words}: ${message}`);
      return 0;
    }
  }

  private isIgnored(name: string, all: boolean): boolean {
    const { options } = this;
    if (options.has('B') && name.endsWith('~')) return true;
    const patterns = [...options.values('I'), ...(all ? [] : options.values('hide'))];
    return patterns.some((pattern) => globMatches(pattern, name));
  }

  /** Looks at some files of a folder. @returns how many */
  private look(open: NonNullable<State['open']>, count: number): number {
    const { options, state, system } = this;
    let looked = 0;
    for (let name = open.names.pop(); name !== undefined; name = open.names.pop()) {
      const path = joined(open.path, name);
      try {
        const stat = system.lstat(path);
        open.entries.push({ name, path, stat: options.has('L') ? this.followed(path, stat) : stat });
      } catch (error) {
        // It was removed in between.
        systemError(error);
      }
      if (++looked >= count) break;
    }
    if (open.names.length > 0) return looked;
    const sorted = this.sorted(open.entries);
    state.open = { ...open, entries: sorted, written: 0 };
    system.write(
      1,
      (open.titled ? `${state.first ? '' : '\n'}${open.path}:\n` : '') + totalOf(system, options, sorted),
    );
    state.first = false;
    return looked + 1;
  }

  /** Writes some lines of a folder. @returns how many */
  private print(open: NonNullable<State['open']>, written: number, count: number): number {
    const { options, state, system } = this;
    const { entries } = open;
    const lines = isByLine(system, options) ? Math.ceil(count) : entries.length;
    system.write(1, listing(system, options, entries.slice(written, written + lines), entries));
    open.written = written + lines;
    if (open.written < entries.length) return lines;
    delete state.open;
    if (options.has('R') && open.depth < DEPTH_MAX) {
      const inside = entries.filter(
        ({ name, stat }) => name !== '.' && name !== '..' && stat.type === 'directory',
      );
      for (const { path } of inside.toReversed())
        state.folders.push({ path, titled: true, depth: open.depth + 1 });
    }
    return Math.min(lines, entries.length) + 1;
  }

  private sorted(entries: readonly Entry[]): Entry[] {
    return sortedEntries(this.system, this.options, entries);
  }
}
