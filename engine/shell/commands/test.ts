import { SystemError } from '../../filesystem/errors.ts';
import type { FileType, Stat } from '../../filesystem/node.ts';
import type { System } from '../../linux/system.ts';

/** A command line that `test` doesn't understand: what it says after its name. */
export class TestError extends Error {}

const FILE_TYPES: Readonly<Record<string, FileType>> = {
  '-f': 'file',
  '-d': 'directory',
  '-b': 'block device',
  '-c': 'character device',
  '-p': 'fifo',
  '-S': 'socket',
};

const UNARY = new Set([
  ...Object.keys(FILE_TYPES),
  '-e',
  '-a',
  '-h',
  '-L',
  '-r',
  '-w',
  '-x',
  '-s',
  '-t',
  '-u',
  '-g',
  '-k',
  '-O',
  '-G',
  '-N',
  '-n',
  '-z',
]);
const BINARY = new Set([
  '=',
  '==',
  '!=',
  '<',
  '>',
  '-eq',
  '-ne',
  '-lt',
  '-le',
  '-gt',
  '-ge',
  '-nt',
  '-ot',
  '-ef',
]);

export function isBinaryTest(operator: string): boolean {
  return BINARY.has(operator);
}

/** `-f file` and the like. */
export function testUnary(system: System, operator: string, operand: string): boolean {
  if (operator === '-n') return operand !== '';
  if (operator === '-z') return operand === '';
  if (operator === '-t')
    return /^\d+$/.test(operand) && system.isOpen(Number(operand)) && system.isTerminal(Number(operand));
  if (operator === '-r' || operator === '-w' || operator === '-x') {
    const rights = { '-r': { read: true }, '-w': { write: true }, '-x': { execute: true } }[operator];
    return attempt(() => system.access(operand, rights)) !== undefined;
  }
  const isLink = operator === '-h' || operator === '-L';
  const stat = attempt(() => (isLink ? system.lstat(operand) : system.stat(operand)));
  return stat?.value !== undefined && testStat(system, operator, stat.value);
}

function testStat(system: System, operator: string, stat: Stat): boolean {
  const type = FILE_TYPES[operator];
  if (type !== undefined) return stat.type === type;
  switch (operator) {
    case '-h':
    case '-L':
      return stat.type === 'symbolic link';
    case '-s':
      return stat.size > 0;
    case '-u':
      return (stat.mode & 0o4000) !== 0;
    case '-g':
      return (stat.mode & 0o2000) !== 0;
    case '-k':
      return (stat.mode & 0o1000) !== 0;
    case '-O':
      return stat.uid === system.uid;
    case '-G':
      return stat.gid === system.gid;
    case '-N':
      return stat.modifiedMs > stat.accessedMs;
    default:
      return true;
  }
}

function attempt<T>(call: () => T): { readonly value: T } | undefined {
  try {
    return { value: call() };
  } catch (error) {
    if (error instanceof SystemError) return undefined;
    throw error;
  }
}

/** `a = b`, `1 -lt 2`, `f -nt g`. @throws TestError where a number isn't one */
export function testBinary(system: System, operator: string, left: string, right: string): boolean {
  switch (operator) {
    case '=':
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '-nt':
      return modified(system, left) > modified(system, right);
    case '-ot':
      return modified(system, left) < modified(system, right);
    case '-ef': {
      const files = [left, right].map((path) => attempt(() => system.stat(path))?.value);
      return (
        files[0] !== undefined && files[0].inode === files[1]?.inode && files[0].device === files[1].device
      );
    }
    default:
      return testNumbers(system, operator, left, right);
  }
}

function modified(system: System, path: string): number {
  return attempt(() => system.stat(path))?.value.modifiedMs ?? Number.NEGATIVE_INFINITY;
}

function testNumbers(system: System, operator: string, left: string, right: string): boolean {
  const first = integer(system, left);
  const second = integer(system, right);
  const results: Readonly<Record<string, boolean>> = {
    '-eq': first === second,
    '-ne': first !== second,
    '-lt': first < second,
    '-le': first <= second,
    '-gt': first > second,
    '-ge': first >= second,
  };
  return results[operator] ?? false;
}

function integer({ executable }: System, text: string): bigint {
  const trimmed = text.trim();
  if (/^[-+]?\d{1,1000}$/.test(trimmed)) return BigInt(trimmed.replace(/^\+/, ''));
  if (executable.flavour === 'busybox') throw new TestError(`${text}: bad number`);
  if (executable.program === 'bash') throw new TestError(`${text}: integer expression expected`);
  throw new TestError(
    executable.program === 'sh' || executable.program === 'dash'
      ? `Illegal number: ${text}`
      : `invalid integer '${text}'`,
  );
}

/** Evaluates the operands of `test`. @returns true, false. @throws TestError */
export function evaluateTest(system: System, operands: readonly string[]): boolean {
  return new Test(system, operands).whole();
}

/** How deep parentheses may be nested. */
const DEPTH_MAX = 100;

class Test {
  readonly #system: System;
  readonly #words: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(system: System, words: readonly string[]) {
    this.#system = system;
    this.#words = words;
  }

  /** Up to four words mean what POSIX says by their number; more are an expression. */
  whole(): boolean {
    const words = this.#words;
    if (words.length === 0) return false;
    if (words.length === 1) return words[0] !== '';
    if (words.length === 2 && words[0] === '!') return words[1] === '';
    if (words.length === 3 && BINARY.has(words[1] ?? '')) {
      return testBinary(this.#system, words[1] ?? '', words[0] ?? '', words[2] ?? '');
    }
    if (words.length === 4 && words[0] === '!' && BINARY.has(words[2] ?? '')) {
      return !testBinary(this.#system, words[2] ?? '', words[1] ?? '', words[3] ?? '');
    }
    const value = this.#or();
    if (this.#at < words.length) throw this.#unexpected(words[this.#at] ?? '');
    return value;
  }

  #or(): boolean {
    let value = this.#and();
    while (this.#take('-o')) value = this.#and() || value;
    return value;
  }

  #and(): boolean {
    let value = this.#not();
    while (this.#take('-a')) value = this.#not() && value;
    return value;
  }

  #not(): boolean {
    if (++this.#depth > DEPTH_MAX) throw new TestError('too many arguments');
    const value = this.#take('!') ? !this.#not() : this.#primary();
    this.#depth--;
    return value;
  }

  #primary(): boolean {
    const word = this.#words[this.#at];
    if (word === undefined) throw new TestError('argument expected');
    const operator = this.#words[this.#at + 1];
    const right = this.#words[this.#at + 2];
    if (operator !== undefined && right !== undefined && BINARY.has(operator)) {
      this.#at += 3;
      return testBinary(this.#system, operator, word, right);
    }
    if (word === '(' && operator !== undefined) {
      this.#at++;
      const value = this.#or();
      if (!this.#take(')')) throw new TestError(this.#isBusybox ? 'closing paren expected' : "`)' expected");
      return value;
    }
    this.#at++;
    if (operator !== undefined && UNARY.has(word)) {
      this.#at++;
      return testUnary(this.#system, word, operator);
    }
    return word !== '';
  }

  get #isBusybox(): boolean {
    return this.#system.executable.flavour === 'busybox';
  }

  #take(word: string): boolean {
    if (this.#words[this.#at] !== word) return false;
    this.#at++;
    return true;
  }

  #unexpected(word: string): TestError {
    const { executable } = this.#system;
    if (executable.flavour === 'busybox')
      return new TestError(`${word}: ${BINARY.has(word) ? 'argument expected' : 'unknown operand'}`);
    const [first = ''] = this.#words;
    if (executable.program === 'sh' || executable.program === 'dash') {
      return new TestError(`${first}: unexpected operator`);
    }
    if (executable.program === 'bash') {
      if (this.#words.length === 2) return new TestError(`${first}: unary operator expected`);
      return new TestError(
        this.#words.length <= 3 ? `${word}: binary operator expected` : 'too many arguments',
      );
    }
    return new TestError(`extra argument '${word}'`);
  }
}
