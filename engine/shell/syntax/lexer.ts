import type { Dialect } from '../dialect.ts';
import { DollarReader } from './dollar-reader.ts';
import { HereDocuments } from './here-documents.ts';
import type { Source } from './source.ts';
import type { Unexpected } from './syntax-error.ts';
import type { ArrayElement, Assignment, Part, RedirectOperator, Word } from './tree.ts';
import { plainText, type SkipCommands, WORD, WordReader } from './word-reader.ts';

export type Token =
  | { readonly kind: 'end' | 'newline'; readonly at: number }
  | { readonly kind: 'operator'; readonly at: number; readonly text: string }
  | {
      readonly kind: 'redirect';
      readonly at: number;
      readonly text: string;
      readonly descriptor?: number;
      readonly variable?: string;
      readonly operator: RedirectOperator | '<<' | '<<-' | '<<<';
    }
  | {
      readonly kind: 'word';
      readonly at: number;
      readonly word: Word;
      /** Of a word of nothing but unquoted text. */
      readonly plain?: string;
      readonly assignment?: Assignment;
    };

const BLANK = /(?:[ \t]|\\\n)*/y;
const VARIABLE = /\{([A-Za-z_][A-Za-z0-9_]*)\}(?=[<>])/y;
const REDIRECT = /(?:[0-9]+(?=[<>]))?(?:<<<|<<-|<<|<>|<&|>>|>&|>\||<|>)/y;
const BASH_REDIRECT = /&>>|&>/y;
const PROCESS = /[<>]\(/y;
const NEGATED = /!(?=\()/y;
const OPERATORS = ['&&', '||', ';;&', ';&', ';;', ';', '&', '|&', '|', '(', ')'];
const BASH_ONLY = new Set([';;&', ';&', '|&']);
const ASSIGNMENT = /[A-Za-z_][A-Za-z0-9_]*(?:\+?=|\[)/y;
const ALIAS_NAME = /[^\s;&|<>()"'\\$`=]+(?=[\s;&|<>()]|$)/y;
/** How much longer aliases may make a command. */
const ALIAS_REPLACEMENTS_MAX = 100;

/** What a script consists of: operators, words, redirections. One token is looked at before it is taken. */
export class Lexer {
  readonly source: Source;
  readonly words: WordReader;
  readonly dialect: Dialect;
  readonly dollars: DollarReader;
  readonly hereDocuments: HereDocuments;
  readonly #aliases: ReadonlyMap<string, string>;
  #token: Token | undefined;
  /** A word here is the name of a command, which may be an alias. */
  atCommand = true;
  /** What closes the compound command that is being read: what the script's end is too early for. */
  awaited: string | undefined;
  #replacements = 0;
  #aliasUntil = 0;
  #aliasesUsed = new Set<string>();

  constructor(
    source: Source,
    dialect: Dialect,
    skipCommands: SkipCommands,
    aliases: ReadonlyMap<string, string> = new Map(),
  ) {
    this.source = source;
    this.dialect = dialect;
    this.words = new WordReader(source, dialect, skipCommands);
    this.dollars = new DollarReader(this.words, skipCommands);
    this.hereDocuments = new HereDocuments(source, dialect, skipCommands);
    this.#aliases = aliases;
  }

  get bash(): boolean {
    return this.dialect === 'bash';
  }

  peek(): Token {
    this.#token ??= this.#read();
    return this.#token;
  }

  advance(): Token {
    const token = this.peek();
    this.#token = undefined;
    if (token.kind === 'newline') this.hereDocuments.read();
    this.atCommand = token.kind === 'operator' || token.kind === 'newline';
    return token;
  }

  /** Drops the token that was looked at: somebody else reads on from `source.at`. */
  forget(): void {
    this.#token = undefined;
  }

  /** Takes an operator, if it stands here. */
  takeOperator(...texts: string[]): string | undefined {
    const token = this.peek();
    if (token.kind !== 'operator' || !texts.includes(token.text)) return undefined;
    this.advance();
    return token.text;
  }

  /** Takes a reserved word, if it stands here. */
  takeReserved(...names: string[]): string | undefined {
    const token = this.peek();
    if (token.kind !== 'word' || token.plain === undefined || !names.includes(token.plain)) return undefined;
    this.advance();
    this.atCommand = true;
    return token.plain;
  }

  isReserved(...names: string[]): boolean {
    const token = this.peek();
    return token.kind === 'word' && token.plain !== undefined && names.includes(token.plain);
  }

  isOperator(...texts: string[]): boolean {
    const token = this.peek();
    return token.kind === 'operator' && texts.includes(token.text);
  }

  skipNewlines(): void {
    while (this.peek().kind === 'newline') this.advance();
    this.atCommand = true;
  }

  /** Where the script's end is taken for that of its line, as bash does inside of a command's head. */
  unexpectedLineEnd() {
    const token = this.peek();
    const isEnd = token.kind === 'end' && this.bash;
    return this.unexpected(undefined, isEnd ? { kind: 'newline', at: token.at } : token);
  }

  unexpected(expecting?: string, token = this.peek()) {
    const found = describe(token);
    if (token.kind === 'end') expecting ??= this.awaited;
    const trouble = {
      kind: 'unexpected',
      ...found,
      ...(expecting === undefined ? {} : { expecting }),
    } as const;
    return this.source.trouble(trouble, token.at);
  }

  #read(): Token {
    const { source } = this;
    this.#skipBlanks();
    const at = source.at;
    if (source.ended) return { kind: 'end', at };
    if (source.take('\n')) return { kind: 'newline', at };
    const redirect = this.#redirect(at);
    if (redirect !== undefined) return redirect;
    if (this.bash && source.match(NEGATED) !== null && this.atCommand) {
      source.at++;
      return { kind: 'word', at, word: [{ kind: 'text', text: '!', quoted: false }], plain: '!' };
    }
    for (const text of OPERATORS) {
      if (BASH_ONLY.has(text) && !this.bash) continue;
      if (source.take(text)) return { kind: 'operator', at, text };
    }
    if (this.atCommand && this.#expandAlias()) return this.#read();
    return this.#word(at);
  }

  #skipBlanks(): void {
    const { source } = this;
    source.at += source.match(BLANK)?.[0].length ?? 0;
    if (source.next !== '#') return;
    const end = source.text.indexOf('\n', source.at);
    source.at = end < 0 ? source.text.length : end;
  }

  #redirect(at: number): Token | undefined {
    const { source } = this;
    if (this.bash && source.match(PROCESS) !== null) return undefined;
    const both = this.bash ? source.match(BASH_REDIRECT)?.[0] : undefined;
    if (both !== undefined) {
      source.at += both.length;
      return { kind: 'redirect', at, text: both, operator: both === '&>' ? '&>' : '&>>' };
    }
    const [braced = '', variable] = (this.bash ? source.match(VARIABLE) : null) ?? [];
    source.at += braced.length;
    const [text] = source.match(REDIRECT) ?? [];
    if (text === undefined) return undefined;
    const operator = text.replace(/^\d+/, '');
    if (this.dialect === 'dash' && operator === '<<<') return undefined;
    source.at += text.length;
    const digits = text.slice(0, text.length - operator.length);
    return {
      kind: 'redirect',
      at,
      text: operator,
      operator: operatorOf(operator),
      ...(digits === '' ? {} : { descriptor: Number(digits) }),
      ...(variable === undefined ? {} : { variable }),
    };
  }

  #word(at: number): Token {
    const { source } = this;
    const [start] = source.match(ASSIGNMENT) ?? [];
    const parts: Part[] = [];
    if (start?.endsWith('='))
      return this.#assignment(at, start.replace(/\+?=$/, ''), undefined, start.endsWith('+='));
    if (start !== undefined && this.bash) {
      source.at += start.length;
      const name = start.slice(0, -1);
      const index = this.dollars.indexText();
      if (source.match(/\]\+?=/y) !== null) {
        source.at++;
        return this.#assignment(at, name, index, source.next === '+');
      }
      parts.push({ kind: 'text', text: start, quoted: false }, ...index);
    }
    parts.push(...this.words.read(WORD));
    if (source.at === at)
      throw this.source.trouble({ kind: 'unexpected', token: 'operator', text: source.next }, at);
    const plain = plainText(parts);
    return { kind: 'word', at, word: parts, ...(plain === undefined ? {} : { plain }) };
  }

  #assignment(at: number, name: string, index: Word | undefined, append: boolean): Token {
    const { source } = this;
    if (index === undefined) source.at += name.length;
    source.at += append ? 2 : 1;
    const facts = { name, append, ...(index === undefined ? {} : { index }) };
    const head: Part = { kind: 'text', text: source.text.slice(at, source.at), quoted: false };
    if (this.bash && source.next === '(' && index === undefined) {
      source.at++;
      const elements = source.nested(() => this.#elements());
      return { kind: 'word', at, word: [head], assignment: { ...facts, value: [], elements } };
    }
    const value = this.words.read(WORD);
    return { kind: 'word', at, word: joined(head, value), assignment: { ...facts, value } };
  }

  /** `a b [5]=c)` of an array's assignment. */
  #elements(): ArrayElement[] {
    const { source } = this;
    const elements: ArrayElement[] = [];
    for (;;) {
      this.#skipBlanks();
      if (source.take('\n')) continue;
      if (source.take(')')) return elements;
      if (source.ended) throw source.trouble({ kind: 'unclosed', text: ')' });
      let index: Word | undefined;
      const start = source.at;
      const parts: Part[] = [];
      if (source.take('[')) {
        index = this.dollars.indexText();
        if (source.take(']=')) {
          elements.push({ index, value: this.words.read(WORD) });
          continue;
        }
        parts.push({ kind: 'text', text: '[', quoted: false }, ...index);
      }
      parts.push(...this.words.read(WORD));
      if (source.at === start)
        throw source.trouble({ kind: 'unexpected', token: 'operator', text: source.next });
      elements.push({ value: parts });
    }
  }

  /** @returns true where an alias was put in its place */
  #expandAlias(): boolean {
    const { source } = this;
    if (this.#aliases.size === 0) return false;
    const [name] = source.match(ALIAS_NAME) ?? [];
    const value = name === undefined ? undefined : this.#aliases.get(name);
    if (name === undefined || value === undefined) return false;
    if (source.at >= this.#aliasUntil) this.#aliasesUsed = new Set();
    if (this.#aliasesUsed.has(name) || ++this.#replacements > ALIAS_REPLACEMENTS_MAX) return false;
    this.#aliasesUsed.add(name);
    const end = source.at + name.length;
    this.#aliasUntil = Math.max(this.#aliasUntil - name.length, source.at) + value.length;
    source.replace(source.at, end, value);
    return true;
  }
}

function operatorOf(text: string): RedirectOperator | '<<' | '<<-' | '<<<' {
  for (const operator of ['<<<', '<<-', '<<', '<>', '<&', '>>', '>&', '>|', '<'] as const) {
    if (operator === text) return operator;
  }
  return '>';
}

function joined(head: Part, value: readonly Part[]): Part[] {
  const [first, ...rest] = value;
  if (head.kind === 'text' && first?.kind === 'text' && !first.quoted) {
    return [{ kind: 'text', text: head.text + first.text, quoted: false }, ...rest];
  }
  return [head, ...value];
}

function describe(token: Token): Unexpected {
  switch (token.kind) {
    case 'end':
    case 'newline':
      return { token: token.kind, text: 'newline' };
    case 'operator':
      return { token: 'operator', text: token.text };
    case 'redirect':
      return { token: 'redirection', text: token.text };
    case 'word':
      return { token: 'word', text: token.plain ?? '' };
  }
}
