import { SyntaxProblem, type Word, type WordPart } from './syntax.ts';

interface PendingHereDocument {
  readonly delimiter: string;
  readonly stripTabs: boolean;
  readonly expands: boolean;
  readonly fill: (text: string, expands: boolean) => void;
}

const operators = [
  '&&',
  '||',
  ';;',
  '&>',
  '<<-',
  '<<<',
  '<<',
  '>>',
  '>&',
  '<&',
  ';',
  '&',
  '|',
  '(',
  ')',
  '<',
  '>',
];

/** Characters that end an unquoted word. */
const wordEnd = new Set([' ', '\t', '\n', ';', '&', '|', '<', '>', '(', ')']);

/** Expansions within expansions; deeper ones are refused. */
const nestingMax = 30;

/** A position in a script, with the lexical rules of the shell. */
export class Scanner {
  readonly text: string;
  /** How many expansions it is inside of. */
  readonly depth: number;
  position = 0;
  #line = 1;
  #lineCountedTo = 0;
  readonly #pending: PendingHereDocument[] = [];

  constructor(text: string, depth = 0) {
    this.text = text;
    this.depth = depth;
    if (depth > nestingMax) throw new SyntaxProblem('Maximum nesting', 1);
  }

  /** A scanner of what stands inside an expansion. */
  within(text: string): Scanner {
    return new Scanner(text, this.depth + 1);
  }

  get line(): number {
    for (; this.#lineCountedTo < this.position; this.#lineCountedTo++) {
      if (this.text[this.#lineCountedTo] === '\n') this.#line++;
    }
    return this.#line;
  }

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** The character at the position, or further on. */
  peek(ahead = 0): string {
    return this.text[this.position + ahead] ?? '';
  }

  take(): string {
    return this.text[this.position++] ?? '';
  }

  /** Skips blanks, line continuations and comments, but no newline. */
  skipBlanks(): void {
    for (;;) {
      const character = this.peek();
      if (character === ' ' || character === '\t' || character === '\r') this.position++;
      else if (character === '\\' && this.peek(1) === '\n') this.position += 2;
      else if (character === '#' && this.#atWordStart()) {
        while (!this.atEnd && this.peek() !== '\n') this.position++;
      } else return;
    }
  }

  /** Takes a newline and the here-documents announced before it. */
  takeNewline(): boolean {
    if (this.peek() !== '\n') return false;
    this.position++;
    for (const document of this.#pending.splice(0)) this.#readHereDocument(document);
    return true;
  }

  /** The operator at the position, without taking it. */
  operator(): string | undefined {
    return operators.find((operator) => this.text.startsWith(operator, this.position));
  }

  takeOperator(expected: string): boolean {
    if (this.operator() !== expected) return false;
    this.position += expected.length;
    return true;
  }

  /** An unquoted word at the position that is one of the reserved ones. */
  reservedWord(words: ReadonlySet<string>): string | undefined {
    const [, word = ''] =
      /^([a-z]+|[{}!])(?![^\s;&|<>()])/.exec(this.text.slice(this.position, this.position + 16)) ?? [];
    return words.has(word) ? word : undefined;
  }

  atWordEnd(): boolean {
    return this.atEnd || wordEnd.has(this.peek());
  }

  announce(document: PendingHereDocument): void {
    this.#pending.push(document);
  }

  /** Throws for what stands at the position. */
  unexpected(): never {
    if (this.atEnd) throw new SyntaxProblem(undefined, this.line);
    const operator = this.operator();
    const token =
      this.peek() === '\n'
        ? 'newline'
        : (operator ?? /^[^\s;&|<>()]+/.exec(this.text.slice(this.position))?.[0]);
    throw new SyntaxProblem(token, this.line);
  }

  #atWordStart(): boolean {
    return this.position === 0 || wordEnd.has(this.text[this.position - 1] ?? '');
  }

  #readHereDocument({ delimiter, stripTabs, expands, fill }: PendingHereDocument): void {
    let text = '';
    while (!this.atEnd) {
      const end = this.text.indexOf('\n', this.position);
      const raw = this.text.slice(this.position, end === -1 ? undefined : end);
      this.position = end === -1 ? this.text.length : end + 1;
      const line = stripTabs ? raw.replace(/^\t+/, '') : raw;
      if (line === delimiter) break;
      text += `${line}\n`;
    }
    fill(text, expands);
  }
}

/** The text of a word that contains no expansion; undefined where it does. */
export function literal(word: Word): string | undefined {
  let text = '';
  for (const part of word) {
    if (part.kind !== 'text') return undefined;
    text += part.text;
  }
  return text;
}

export function textPart(text: string, quoted: boolean): WordPart {
  return { kind: 'text', text, quoted };
}
