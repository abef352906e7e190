import type { System } from '../../../linux/system.ts';
import { fail } from '../command.ts';
import { isBusybox, parseOptions, usageOnly } from '../options.ts';
import { quote } from '../quoting.ts';
import { type Candidate, tests } from './find-tests.ts';

/** Parentheses and `!` inside each other. */
const DEPTH_MAX = 100;
/** Tests and actions of an expression. */
const PRIMARIES_MAX = 1_000;

export type Action =
  | { readonly do: 'print'; readonly end: string }
  | { readonly do: 'printf'; readonly format: string }
  | { readonly do: 'ls' }
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

const findManual = {
  gnu: '[-H] [-L] [-P] [-Olevel] [-D debugopts] [path...] [expression]',
};

/** Reads the command line. Throws a Quit where it is wrong. */
export function parseSearch(system: System): Search {
  const words = system.argv.slice(1);
  const asked =
    words[0] === '--help' || words[0] === '--version' || words[0] === '-version' ? words[0] : undefined;
  if (asked !== undefined && !isBusybox(system)) aboutFind(system, asked);
  let followLinks = false;
  while (/^-[HLP]$/.test(words[0] ?? '')) followLinks = words.shift() === '-L';
  const paths: string[] = [];
  while (words[0] !== undefined && !/^(?:-.|[(!)]$)/.test(words[0])) paths.push(words.shift() ?? '');
  return new SearchParser(system, words).parse(paths.length === 0 ? ['.'] : paths, followLinks);
}

/** @throws Quit always */
function aboutFind(system: System, asked: string): void {
  const argv = ['find', asked === '--help' ? asked : '--version'];
  const manual = { ...findManual, package: 'GNU findutils', version: '4.9.0' };
  parseOptions(system, { letters: '', manual }, argv);
}

/** What busybox's knows, as the images have it. */
const inBusybox: ReadonlySet<string> = new Set(
  (
    '-follow -xdev -maxdepth -mindepth -depth -name -iname -path -wholename -ipath -regex -type -executable -perm -mtime ' +
    '-atime -ctime -mmin -amin -cmin -newer -inum -samefile -user -group -size -links -empty -prune -print -print0 -exec ' +
    '-delete -quit'
  ).split(' '),
);

class SearchParser {
  private primaries = 0;
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
    if (word === undefined) throw this.wrong(this.unended(depth));
    if (word === '!' || word === '-not') return { op: 'not', of: this.primary(depth + 1) };
    if (word === '(') {
      const inner = this.alternatives(depth + 1);
      if (this.words.shift() !== ')')
        throw this.wrong(
          isBusybox(this.system)
            ? "unpaired '('"
            : "invalid expression; I was expecting to find a ')' somewhere but did not see one.",
        );
      return inner;
    }
    if (++this.primaries > PRIMARIES_MAX) throw this.wrong('expression too long');
    if (isBusybox(this.system) && !inBusybox.has(word)) throw this.unrecognized(word);
    return this.setting(word) ?? this.action(word) ?? this.test(word);
  }

  private unended(depth: number): string {
    return isBusybox(this.system) && depth > 0 ? "unpaired '('" : "expected an expression after '-a'";
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
    if (isBusybox(this.system)) throw this.wrong(`invalid number '${text}'`);
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
      case '-ls':
        return { do: 'ls' };
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
    if (make === undefined) throw this.wrong(`unknown predicate \`${word}'`);
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

  private unrecognized(word: string) {
    this.system.write(2, `find: unrecognized: ${word}\n`);
    return usageOnly(this.system, findManual);
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
