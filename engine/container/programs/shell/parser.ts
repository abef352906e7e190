import { readRedirect } from './redirect-parser.ts';
import { literal, Scanner } from './scanner.ts';
import {
  type AndOr,
  type Command,
  type List,
  type Pipeline,
  type Redirect,
  SyntaxProblem,
  type Word,
} from './syntax.ts';
import { readWord } from './words.ts';

/** Longer scripts are refused: an argument can't be longer than this in Linux either. */
const scriptLengthMax = 128 * 1024;
/** Commands within commands; deeper ones are refused. */
const nestingMax = 50;

const openers = new Set(['if', 'while', 'until', 'for', '{', '!']);
const closers = new Set(['then', 'elif', 'else', 'fi', 'do', 'done', '}']);
/** Of the shell's language, but not understood. */
const unsupported = new Set(['case', 'esac', 'function', 'select', 'coproc']);

/** Parses a script; a SyntaxProblem where it isn't one, or uses what isn't understood. */
export function parseScript(text: string): List {
  if (text.length > scriptLengthMax) throw new SyntaxProblem('argument list too long', 1);
  const parser = new Parser(new Scanner(text), 0);
  const list = parser.list();
  if (!parser.scanner.atEnd) parser.scanner.unexpected();
  return list;
}

class Parser {
  readonly scanner: Scanner;
  #depth: number;

  constructor(scanner: Scanner, depth: number) {
    this.scanner = scanner;
    this.#depth = depth;
  }

  /** Commands up to a word or bracket that closes the construct around them. */
  list(): List {
    const items: AndOr[] = [];
    for (;;) {
      this.#skipSeparators();
      if (this.#atListEnd()) return items;
      items.push(this.#andOr());
    }
  }

  #skipSeparators(): void {
    do this.scanner.skipBlanks();
    while (this.scanner.takeNewline());
  }

  #atListEnd(): boolean {
    const { scanner } = this;
    return scanner.atEnd || scanner.operator() === ')' || scanner.reservedWord(closers) !== undefined;
  }

  #andOr(): AndOr {
    const { scanner } = this;
    const first = this.#pipeline();
    const rest: { operator: '&&' | '||'; pipeline: Pipeline }[] = [];
    for (;;) {
      scanner.skipBlanks();
      const operator = scanner.operator();
      if (operator !== '&&' && operator !== '||') break;
      scanner.takeOperator(operator);
      this.#skipSeparators();
      rest.push({ operator, pipeline: this.#pipeline() });
    }
    const background = scanner.takeOperator('&');
    const ended = background || scanner.takeOperator(';') || scanner.peek() === '\n' || this.#atListEnd();
    if (!ended) scanner.unexpected();
    return { first, rest, background };
  }

  #pipeline(): Pipeline {
    const { scanner } = this;
    const negated = this.#takeReserved('!');
    const commands = [this.#command()];
    for (;;) {
      scanner.skipBlanks();
      if (!scanner.takeOperator('|')) return { negated, commands };
      this.#skipSeparators();
      commands.push(this.#command());
    }
  }

  #command(): Command {
    const { scanner } = this;
    scanner.skipBlanks();
    if (++this.#depth > nestingMax) throw new SyntaxProblem('Maximum nesting', scanner.line);
    const command = this.#compound() ?? this.#simple();
    this.#depth--;
    return command;
  }

  #compound(): Command | undefined {
    const { scanner } = this;
    if (scanner.reservedWord(unsupported) !== undefined) scanner.unexpected();
    if (scanner.operator() === '(') {
      scanner.takeOperator('(');
      const body = this.list();
      if (!scanner.takeOperator(')')) scanner.unexpected();
      return { kind: 'group', body, subshell: true, redirects: this.#redirects() };
    }
    const word = scanner.reservedWord(openers);
    if (word === undefined || word === '!') return undefined;
    this.#expectReserved(word);
    switch (word) {
      case '{': {
        const body = this.list();
        this.#expectReserved('}');
        return { kind: 'group', body, subshell: false, redirects: this.#redirects() };
      }
      case 'if':
        return this.#if();
      case 'for':
        return this.#for();
      default: {
        const condition = this.#nonEmptyList();
        return {
          kind: 'loop',
          until: word === 'until',
          condition,
          body: this.#doGroup(),
          redirects: this.#redirects(),
        };
      }
    }
  }

  #if(): Command {
    const branches: { condition: List; body: List }[] = [];
    do {
      const condition = this.#nonEmptyList();
      this.#expectReserved('then');
      branches.push({ condition, body: this.#nonEmptyList() });
    } while (this.#takeReserved('elif'));
    const otherwise = this.#takeReserved('else') ? this.#nonEmptyList() : undefined;
    this.#expectReserved('fi');
    const redirects = this.#redirects();
    return { kind: 'if', branches, redirects, ...(otherwise === undefined ? {} : { otherwise }) };
  }

  #for(): Command {
    const { scanner } = this;
    scanner.skipBlanks();
    const name = literal(this.#word()) ?? '';
    if (!/^[A-Za-z_]\w*$/.test(name)) scanner.unexpected();
    this.#skipSeparators();
    const words: Word[] = [];
    const listed = this.#takeReserved('in');
    if (listed) {
      for (scanner.skipBlanks(); !scanner.atWordEnd(); scanner.skipBlanks()) words.push(this.#word());
    }
    if (!scanner.takeOperator(';') && listed && scanner.peek() !== '\n') scanner.unexpected();
    const body = this.#doGroup();
    return { kind: 'for', name, body, redirects: this.#redirects(), ...(listed ? { words } : {}) };
  }

  #doGroup(): List {
    this.#skipSeparators();
    this.#expectReserved('do');
    const body = this.#nonEmptyList();
    this.#expectReserved('done');
    return body;
  }

  #nonEmptyList(): List {
    const list = this.list();
    if (list.length === 0) this.scanner.unexpected();
    return list;
  }

  #simple(): Command {
    const { scanner } = this;
    const { line } = scanner;
    const assignments: { name: string; value: Word }[] = [];
    const words: Word[] = [];
    const redirects: Redirect[] = [];
    for (;;) {
      scanner.skipBlanks();
      const redirect = this.#redirect();
      if (redirect !== undefined) {
        redirects.push(redirect);
        continue;
      }
      if (scanner.atWordEnd()) break;
      const word = this.#word();
      if (words.length === 0 && literal(word) === '[[') return this.#doubleBrackets(word, line);
      const assignment = words.length === 0 ? asAssignment(word) : undefined;
      if (assignment === undefined) words.push(word);
      else assignments.push(assignment);
    }
    // A bracket after a word would define a function, or an array in bash.
    if (scanner.operator() === '(') scanner.unexpected();
    if (assignments.length + words.length + redirects.length === 0) scanner.unexpected();
    return { kind: 'simple', assignments, words, redirects, line };
  }

  /** bash's `[[ … ]]`: operators in it are words, up to the closing brackets. */
  #doubleBrackets(opening: Word, line: number): Command {
    const { scanner } = this;
    const words: Word[] = [opening];
    while (literal(words.at(-1) ?? []) !== ']]') {
      this.#skipSeparators();
      const operator = scanner.atEnd ? undefined : scanner.operator();
      if (scanner.atEnd || operator === ';' || operator === '&') scanner.unexpected();
      if (operator === undefined) words.push(this.#word());
      else {
        scanner.takeOperator(operator);
        words.push([{ kind: 'text', text: operator, quoted: true }]);
      }
    }
    return { kind: 'simple', assignments: [], words, redirects: this.#redirects(), line };
  }

  #redirects(): Redirect[] {
    const redirects: Redirect[] = [];
    for (;;) {
      this.scanner.skipBlanks();
      const redirect = this.#redirect();
      if (redirect === undefined) return redirects;
      redirects.push(redirect);
    }
  }

  #redirect(): Redirect | undefined {
    return readRedirect(this.scanner, this.#parseInside);
  }

  #word(): Word {
    return readWord(this.scanner, this.#parseInside);
  }

  readonly #parseInside = (text: string): List => {
    const inner = new Parser(this.scanner.within(text), this.#depth);
    const list = inner.list();
    if (!inner.scanner.atEnd) inner.scanner.unexpected();
    return list;
  };

  #takeReserved(word: string): boolean {
    this.scanner.skipBlanks();
    if (this.scanner.reservedWord(new Set([word])) === undefined) return false;
    this.scanner.position += word.length;
    return true;
  }

  #expectReserved(word: string): void {
    if (!this.#takeReserved(word)) this.scanner.unexpected();
  }
}

function asAssignment(word: Word): { name: string; value: Word } | undefined {
  const [first, ...rest] = word;
  if (first?.kind !== 'text' || first.quoted) return undefined;
  const [whole, name] = /^([A-Za-z_]\w*)=/.exec(first.text) ?? [];
  if (whole === undefined || name === undefined) return undefined;
  return { name, value: [{ ...first, text: first.text.slice(whole.length) }, ...rest] };
}
