import { systemError } from '../../../filesystem/errors.ts';
import type { FileType, Stat } from '../../../filesystem/node.ts';
import type { System } from '../../../linux/system.ts';
import { fail } from '../command.ts';
import { isBusybox, usageOnly } from '../options.ts';
import { quote } from '../quoting.ts';
import { findGid, findUid } from '../system/accounts.ts';
import { parseDate } from '../system/date-words.ts';
import { globMatches } from './glob.ts';
import { parseMode } from './mode.ts';

/** Parentheses and `!` inside each other. */
const DEPTH_MAX = 100;

/** The file that an expression is applied to. */
export interface Candidate {
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  readonly stat: Stat;
}

export type Action =
  | { readonly do: 'print'; readonly end: string }
  | { readonly do: 'printf'; readonly format: string }
  | { readonly do: 'delete' | 'prune' | 'quit' }
  /** @param batch of a `+`: its number */
  | {
      readonly do: 'exec';
      readonly words: readonly string[];
      readonly batch?: number;
      readonly inFolder: boolean;
    };

export type Expression =
  | { readonly op: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly op: 'not'; readonly of: Expression }
  | { readonly op: 'test'; readonly holds: (candidate: Candidate) => boolean }
  | { readonly op: 'action'; readonly action: Action };

export interface Search {
  readonly paths: readonly string[];
  readonly expression: Expression;
  readonly depthMin: number;
  readonly depthMax: number;
  /** What is in a folder comes before the folder. */
  readonly depthFirst: boolean;
  readonly followLinks: boolean;
  /** Commands that get many files at once. */
  readonly batches: readonly (readonly string[])[];
}

export const findManual = {
  gnu: '[-H] [-L] [-P] [-Olevel] [-D debugopts] [path...] [expression]',
  busybox: `[-HL] [PATH]... [OPTIONS] [ACTIONS]

Search for files and perform actions on them.
First failed action stops processing of current file.
Defaults: PATH is current directory, action is '-print'`,
};

/** Reads the command line. Throws a Quit where it is wrong. */
export function parseSearch(system: System): Search {
  const words = system.argv.slice(1);
  let followLinks = false;
  while (/^-[HLP]$/.test(words[0] ?? '')) followLinks = words.shift() === '-L';
  const paths: string[] = [];
  while (words[0] !== undefined && !/^(?:-.|[(!)]$)/.test(words[0])) paths.push(words.shift() ?? '');
  return new SearchParser(system, words).parse(paths.length === 0 ? ['.'] : paths, followLinks);
}

class SearchParser {
  private readonly system: System;
  private readonly words: string[];
  private readonly batches: string[][] = [];
  private depthMin = 0;
  private depthMax = Number.POSITIVE_INFINITY;
  private depthFirst = false;
  private acts = false;
  private follow = false;

  constructor(system: System, words: string[]) {
    this.system = system;
    this.words = words;
  }

  parse(paths: readonly string[], followLinks: boolean): Search {
    const given = this.words.length === 0 ? always : this.alternatives(0);
    if (this.words.length > 0) throw this.wrong(`unexpected argument ${this.words[0]}`);
    const print: Expression = { op: 'action', action: { do: 'print', end: '\n' } };
    const { depthMin, depthMax, depthFirst, batches } = this;
    const expression: Expression = this.acts ? given : { op: 'and', left: given, right: print };
    return {
      paths,
      expression,
      depthMin,
      depthMax,
      depthFirst,
      followLinks: followLinks || this.follow,
      batches,
    };
  }

  private alternatives(depth: number): Expression {
    let left = this.sequence(depth);
    while (this.words[0] === '-o' || this.words[0] === '-or') {
      this.words.shift();
      left = { op: 'or', left, right: this.sequence(depth) };
    }
    return left;
  }

  private sequence(depth: number): Expression {
    let left = this.primary(depth);
    for (
      let next = this.words[0];
      next !== undefined && !/^(?:-o|-or|\))$/.test(next);
      next = this.words[0]
    ) {
      if (next === '-a' || next === '-and') this.words.shift();
      left = { op: 'and', left, right: this.primary(depth) };
    }
    return left;
  }

  private primary(depth: number): Expression {
    const word = this.words.shift();
    if (depth > DEPTH_MAX) throw this.wrong('expression too deep');
    if (word === undefined) throw this.wrong("expected an expression after '-a'");
    if (word === '!' || word === '-not') return { op: 'not', of: this.primary(depth + 1) };
    if (word === '(') {
      const inner = this.alternatives(depth + 1);
      if (this.words.shift() !== ')')
        throw this.wrong("invalid expression; I was expecting to find a ')' somewhere but did not see one.");
      return inner;
    }
    return this.setting(word) ?? this.action(word) ?? this.test(word);
  }

  private setting(word: string): Expression | undefined {
    if (word === '-depth' || word === '-d') this.depthFirst = true;
    else if (word === '-follow') this.follow = true;
    else if (word === '-maxdepth') this.depthMax = this.count(word);
    else if (word === '-mindepth') this.depthMin = this.count(word);
    else if (word !== '-xdev' && word !== '-mount' && word !== '-noleaf') return undefined;
    return always;
  }

  private count(word: string): number {
    const text = this.argument(word);
    if (/^\d{1,9}$/.test(text)) return Number(text);
    throw this.wrong(
      `Expected a positive decimal integer argument to ${word}, but got ${quote(this.system, text)}`,
    );
  }

  private action(word: string): Expression | undefined {
    const action = this.actionOf(word);
    if (action === undefined) return undefined;
    if (action.do !== 'prune') this.acts = true;
    return { op: 'action', action };
  }

  private actionOf(word: string): Action | undefined {
    switch (word) {
      case '-print':
        return { do: 'print', end: '\n' };
      case '-print0':
        return { do: 'print', end: '\0' };
      case '-printf':
        return isBusybox(this.system) ? undefined : { do: 'printf', format: this.argument(word) };
      case '-prune':
        return { do: 'prune' };
      case '-quit':
        return { do: 'quit' };
      case '-delete':
        this.depthFirst = true;
        return { do: 'delete' };
      case '-exec':
      case '-execdir':
        return this.execution(word);
      default:
        return undefined;
    }
  }

  private execution(word: string): Action {
    const words: string[] = [];
    for (;;) {
      const next = this.words.shift();
      if (next === undefined) throw this.missing(word);
      if (next === ';') break;
      if (next === '+' && words.at(-1) === '{}') {
        this.batches.push(words.slice(0, -1));
        return { do: 'exec', words, batch: this.batches.length - 1, inFolder: false };
      }
      words.push(next);
    }
    if (words.length === 0) throw this.missing(word);
    return { do: 'exec', words, inFolder: word === '-execdir' };
  }

  private test(word: string): Expression {
    const make = Object.hasOwn(tests, word) ? tests[word] : undefined;
    if (make === undefined) {
      if (isBusybox(this.system)) {
        this.system.write(2, `find: unrecognized: ${word}\n`);
        throw usageOnly(this.system, findManual);
      }
      throw this.wrong(`unknown predicate \`${word}'`);
    }
    return {
      op: 'test',
      holds: make({
        system: this.system,
        word,
        argument: () => this.argument(word),
        wrong: (what) => this.wrong(what),
      }),
    };
  }

  private argument(word: string): string {
    const value = this.words.shift();
    if (value === undefined) throw this.missing(word);
    return value;
  }

  private missing(word: string) {
    return this.wrong(
      isBusybox(this.system) ? `${word} requires an argument` : `missing argument to \`${word}'`,
    );
  }

  private wrong(what: string) {
    return fail(this.system, what);
  }
}

const always: Expression = { op: 'test', holds: () => true };

interface TestContext {
  readonly system: System;
  readonly word: string;
  argument(): string;
  wrong(what: string): Error;
}

type Test = (context: TestContext) => (candidate: Candidate) => boolean;

const typeLetters: Readonly<Record<string, FileType>> = {
  f: 'file',
  d: 'directory',
  l: 'symbolic link',
  p: 'fifo',
  c: 'character device',
  b: 'block device',
  s: 'socket',
};
const sizeUnits: Readonly<Record<string, number>> = {
  c: 1,
  w: 2,
  b: 512,
  k: 1024,
  M: 1024 ** 2,
  G: 1024 ** 3,
};
const minuteMs = 60_000;
const dayMs = 86_400_000;

const tests: Readonly<Record<string, Test>> = {
  '-true': () => () => true,
  '-false': () => () => false,
  '-name': (context) => named(context, false, (candidate) => candidate.name),
  '-iname': (context) => named(context, true, (candidate) => candidate.name),
  '-path': (context) => named(context, false, (candidate) => candidate.path),
  '-wholename': (context) => named(context, false, (candidate) => candidate.path),
  '-ipath': (context) => named(context, true, (candidate) => candidate.path),
  '-type': ({ argument, wrong }) => {
    const text = argument();
    const types = text.split(',').map((letter) => typeLetters[letter]);
    if (types.includes(undefined)) throw wrong(`Unknown argument to -type: ${text}`);
    return ({ stat }) => types.includes(stat.type);
  },
  '-size': (context) => {
    const [, sign = '', digits = '', unit = ''] =
      /^([-+]?)(\d{1,15})([cwbkMG]?)$/.exec(context.argument()) ?? [];
    if (digits === '') throw context.wrong('invalid size');
    const bytes = sizeUnits[unit || 'b'] ?? 512;
    return ({ stat }) => compared(sign, Math.ceil(stat.size / bytes), Number(digits));
  },
  '-empty':
    ({ system }) =>
    ({ stat, path }) =>
      stat.type === 'directory'
        ? system.readDirectory(path).length === 0
        : stat.type === 'file' && stat.size === 0,
  '-mtime': (context) => aged(context, dayMs, (stat) => stat.modifiedMs),
  '-atime': (context) => aged(context, dayMs, (stat) => stat.accessedMs),
  '-ctime': (context) => aged(context, dayMs, (stat) => stat.changedMs),
  '-mmin': (context) => aged(context, minuteMs, (stat) => stat.modifiedMs),
  '-amin': (context) => aged(context, minuteMs, (stat) => stat.accessedMs),
  '-cmin': (context) => aged(context, minuteMs, (stat) => stat.changedMs),
  '-newer': (context) => {
    const ms = context.system.stat(context.argument()).modifiedMs;
    return ({ stat }) => stat.modifiedMs > ms;
  },
  '-newermt': (context) => {
    const text = context.argument();
    const ms = parseDate(text, context.system.now, 'gnu');
    if (ms === undefined)
      throw context.wrong(
        `I cannot figure out how to interpret ${quote(context.system, text)} as a date or time`,
      );
    return ({ stat }) => stat.modifiedMs > ms;
  },
  '-perm': permissions,
  '-user': (context) => {
    const text = context.argument();
    const uid = findUid(context.system, text);
    if (uid === undefined) throw context.wrong(unknownName(context, text, 'user'));
    return ({ stat }) => stat.uid === uid;
  },
  '-group': (context) => {
    const text = context.argument();
    const gid = findGid(context.system, text);
    if (gid === undefined) throw context.wrong(unknownName(context, text, 'group'));
    return ({ stat }) => stat.gid === gid;
  },
  '-uid': (context) => counted(context, (stat) => stat.uid),
  '-gid': (context) => counted(context, (stat) => stat.gid),
  '-links': (context) => counted(context, (stat) => stat.links),
  '-inum': (context) => counted(context, (stat) => stat.inode),
  '-executable': (context) => allowed(context, { execute: true }),
  '-readable': (context) => allowed(context, { read: true }),
  '-writable': (context) => allowed(context, { write: true }),
};

function unknownName({ system }: TestContext, text: string, kind: 'user' | 'group'): string {
  if (isBusybox(system)) return `unknown ${kind} ${text}`;
  const name = quote(system, text);
  return kind === 'user'
    ? `${name} is not the name of a known user`
    : `${name} is not the name of an existing group`;
}

function named({ argument }: TestContext, ignoreCase: boolean, text: (candidate: Candidate) => string) {
  const pattern = argument();
  return (candidate: Candidate) => globMatches(pattern, text(candidate), ignoreCase);
}

function number({ argument, wrong, word, system }: TestContext): readonly [sign: string, value: number] {
  const text = argument();
  const [, sign = '', digits] = /^([-+]?)(\d{1,15})$/.exec(text) ?? [];
  if (digits === undefined) {
    throw wrong(isBusybox(system) ? `invalid number '${text}'` : `invalid argument \`${text}' to \`${word}'`);
  }
  return [sign, Number(digits)];
}

function counted(context: TestContext, value: (stat: Stat) => number) {
  const [sign, wanted] = number(context);
  return ({ stat }: Candidate) => compared(sign, value(stat), wanted);
}

function aged(context: TestContext, unitMs: number, time: (stat: Stat) => number) {
  const [sign, wanted] = number(context);
  return ({ stat }: Candidate) =>
    compared(sign, Math.floor((context.system.now - time(stat)) / unitMs), wanted);
}

function compared(sign: string, value: number, wanted: number): boolean {
  if (sign === '+') return value > wanted;
  return sign === '-' ? value < wanted : value === wanted;
}

function permissions({ argument, wrong, system }: TestContext) {
  const text = argument();
  const how = /^[-/+]/.test(text) ? text.slice(0, 1) : '';
  const bits = parseMode(text.slice(how.length), 0)?.(0, false);
  if (bits === undefined)
    throw wrong(isBusybox(system) ? `invalid mode '${text}'` : `invalid mode ${quote(system, text)}`);
  return ({ stat }: Candidate) => {
    if (how === '') return stat.mode === bits;
    return how === '-' ? (stat.mode & bits) === bits : bits === 0 || (stat.mode & bits) !== 0;
  };
}

function allowed({ system }: TestContext, rights: { read?: boolean; write?: boolean; execute?: boolean }) {
  return ({ path }: Candidate) => {
    try {
      system.access(path, rights);
      return true;
    } catch (error) {
      systemError(error);
      return false;
    }
  };
}
