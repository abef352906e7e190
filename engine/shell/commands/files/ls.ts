import { systemError } from '../../../filesystem/errors.ts';
import type { Stat } from '../../../filesystem/node.ts';
import type { System } from '../../../linux/system.ts';
import { complain, immediate } from '../command.ts';
import { isBusybox, type Options, parseOptions } from '../options.ts';
import { quotedName } from '../quoting.ts';
import { type Entry, listing, totalOf } from './listing.ts';
import { joined } from './path.ts';

/** How deep -R goes. */
const DEPTH_MAX = 256;

const manual = {
  gnu: '[OPTION]... [FILE]...\nList information about the FILEs (the current directory by default).',
  busybox: `[-1AaCxdLHRFplinshrSXvctu] [-w WIDTH] [FILE]...

List directory contents`,
  usageExit: 2,
};

const syntax = {
  letters: 'aAlhRtSr1dinZFpsgoLHUucCxmqbkNQXvBGw:T:I:',
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
    classify: 'F',
    size: 's',
    dereference: 'L',
    'group-directories-first': '',
    'full-time': '',
    'no-group': 'G',
    'time-style': '=',
    sort: '=',
    width: 'w',
    literal: 'N',
  },
  manual,
};

export const ls = immediate((system) => {
  const options = parseOptions(system, syntax);
  const names = options.operands.length === 0 ? ['.'] : options.operands;
  return new Listing(system, options).run(names);
});

class Listing {
  private readonly system: System;
  private readonly options: Options;
  private readonly write: (text: string) => void;
  private code = 0;
  private first = true;

  constructor(system: System, options: Options) {
    this.system = system;
    this.options = options;
    this.write = (text) => system.write(1, text);
  }

  run(names: readonly string[]): number {
    const { options, system } = this;
    const found = names.flatMap((name) => this.operand(name));
    const isFolder = (entry: Entry) => entry.stat.type === 'directory' && !options.has('d');
    const files = this.sorted(found.filter((entry) => !isFolder(entry)));
    const folders = this.sorted(found.filter(isFolder));
    if (files.length > 0) {
      this.write(listing(system, options, files));
      this.first = false;
    }
    const titled = names.length > 1 || options.has('R');
    for (const folder of folders) this.folder(folder.name, titled, 0);
    return this.code;
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
      this.code = isBusybox(system) ? 1 : 2;
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

  private folder(path: string, titled: boolean, depth: number): void {
    const { options, system } = this;
    let entries: Entry[];
    try {
      entries = this.entries(path);
    } catch (error) {
      const { message } = systemError(error);
      if (this.code === 0 || depth === 0) this.code = isBusybox(system) || depth > 0 ? 1 : 2;
      const words = isBusybox(system) ? `can't open '${path}'` : `cannot open directory ${quotedName(path)}`;
      complain(system, `${words}: ${message}`);
      return;
    }
    const title = titled ? `${this.first ? '' : '\n'}${path}:\n` : '';
    this.first = false;
    this.write(title + totalOf(options, entries) + listing(system, options, entries));
    if (!options.has('R') || depth >= DEPTH_MAX) return;
    for (const entry of entries) {
      const real = entry.name !== '.' && entry.name !== '..';
      if (real && entry.stat.type === 'directory') this.folder(entry.path, true, depth + 1);
    }
  }

  private entries(path: string): Entry[] {
    const { options, system } = this;
    const hidden = options.has('a') || options.has('A');
    const names = system.readDirectory(path).map((entry) => entry.name);
    const shown = names.filter((name) => hidden || !name.startsWith('.'));
    if (options.has('a')) shown.unshift('.', '..');
    return this.sorted(
      shown.map((name) => {
        const full = joined(path, name);
        const stat = system.lstat(full);
        return { name, path: full, stat: options.has('L') ? this.followed(full, stat) : stat };
      }),
    );
  }

  private sorted(entries: Entry[]): Entry[] {
    const { options } = this;
    const by = options.last('t', 'S', 'U', 'sort', 'X');
    const compare = comparisons[by === 'sort' ? (options.value('sort') ?? '') : (by ?? '')] ?? byName;
    const result = by === 'U' ? [...entries] : entries.toSorted((a, b) => compare(a, b) || byName(a, b));
    if (options.has('r')) result.reverse();
    if (!options.has('group-directories-first')) return result;
    const isFolder = (entry: Entry) => Number(entry.stat.type !== 'directory');
    return result.toSorted((a, b) => isFolder(a) - isFolder(b));
  }
}

function byName(a: Entry, b: Entry): number {
  return a.name < b.name ? -1 : Number(a.name > b.name);
}

function byTime(a: Entry, b: Entry): number {
  return b.stat.modifiedMs - a.stat.modifiedMs;
}

function bySize(a: Entry, b: Entry): number {
  return b.stat.size - a.stat.size;
}

function byExtension(a: Entry, b: Entry): number {
  const [left, right] = [a, b].map(({ name }) =>
    name.includes('.') ? name.slice(name.lastIndexOf('.')) : '',
  );
  return (left ?? '') < (right ?? '') ? -1 : Number((left ?? '') > (right ?? ''));
}

const comparisons: Readonly<Record<string, (a: Entry, b: Entry) => number>> = {
  t: byTime,
  time: byTime,
  S: bySize,
  size: bySize,
  X: byExtension,
  extension: byExtension,
};
