import { SqlError } from '../errors.ts';
import { DEPTH_MAX } from '../limits.ts';
import type { Source } from './definition-tree.ts';
import { type Token, tokens } from './lexer.ts';
import type { Change, CommonTable, Expr, Query, TablePath } from './tree.ts';

const split = new Map<string, readonly string[]>();

/** The words of a text that this program has written: there are only so many. */
function wordsOf(text: string): readonly string[] {
  let found = split.get(text);
  if (found === undefined) {
    found = text.split(' ');
    split.set(text, found);
  }
  return found;
}

/** What parsers in different files need of each other. */
export interface Grammar {
  expr(c: Cursor): Expr;
  /** An expression without AND, OR, NOT, comparisons and the like: what stands around BETWEEN's AND. */
  operation(c: Cursor): Expr;
  query(c: Cursor): Query;
  change(c: Cursor, tables: readonly CommonTable[]): Change | undefined;
}

/** Where a parser stands in the tokens of a text. Words are compared without regard to case. */
export class Cursor {
  readonly text: string;
  readonly mysql: boolean;
  readonly grammar: Grammar;
  readonly #tokens: readonly Token[];
  #index = 0;
  #depth = 0;
  /** Question marks so far: MySQL's parameters have no numbers. */
  parameters = 0;

  constructor(text: string, mysql: boolean, grammar: Grammar) {
    this.text = text;
    this.grammar = grammar;
    this.mysql = mysql;
    this.#tokens = tokens(text, { mysql });
  }

  get token(): Token {
    return this.ahead(0);
  }

  ahead(count: number): Token {
    const token = this.#tokens[Math.min(this.#index + count, this.#tokens.length - 1)];
    if (token === undefined) throw new Error('the last token is the end');
    return token;
  }

  take(): Token {
    const { token } = this;
    this.#index++;
    return token;
  }

  mark(): number {
    return this.#index;
  }

  back(mark: number): void {
    this.#index = mark;
  }

  get previousEnd(): number {
    return this.#tokens[this.#index - 1]?.end ?? 0;
  }

  /** Whether the next tokens are these words. */
  is(words: string): boolean {
    if (this.token.keyword === undefined) return false;
    const list = wordsOf(words);
    for (let index = 0; index < list.length; index++)
      if (this.ahead(index).keyword !== list[index]) return false;
    return true;
  }

  isOneOf(...words: readonly string[]): boolean {
    return words.some((each) => this.is(each));
  }

  accept(words: string): boolean {
    if (!this.is(words)) return false;
    this.#index += wordsOf(words).length;
    return true;
  }

  /** Takes the words that are there, whichever. */
  acceptOneOf(...choices: readonly string[]): string | undefined {
    return choices.find((words) => this.accept(words));
  }

  expect(words: string): void {
    if (!this.accept(words)) this.wrong();
  }

  isSign(sign: string): boolean {
    return this.token.kind === 'operator' && this.token.text === sign;
  }

  acceptSign(sign: string): boolean {
    if (!this.isSign(sign)) return false;
    this.#index++;
    return true;
  }

  expectSign(sign: string): void {
    if (!this.acceptSign(sign)) this.wrong();
  }

  /** @throws SqlError where one of these words stands here, which mean something that isn't there. @param before words it begins with */
  refuse(words: readonly string[], before = ''): void {
    const found = words.find((each) => this.is(each));
    if (found === undefined) return;
    throw new SqlError('unsupported', { what: `${before} ${found}`.trim().toUpperCase() }, this.token.at);
  }

  /** @throws SqlError always: what stands here can't */
  wrong(token: Token = this.token): never {
    const line = this.text.slice(0, token.at).split('\n').length;
    if (token.kind === 'end') throw new SqlError('syntaxAtEnd', { line }, token.at);
    const rest = this.text.slice(token.at).slice(0, 80);
    throw new SqlError('syntax', { near: this.text.slice(token.at, token.end), rest, line }, token.at);
  }

  /** A name, quoted or not. */
  name(): string {
    const { token } = this;
    if (!this.isName()) this.wrong();
    this.#index++;
    return token.text;
  }

  /** A name where keywords are names too: after a dot, after AS. */
  anyName(): string {
    const { token } = this;
    if (token.kind !== 'name' && token.kind !== 'word') this.wrong();
    this.#index++;
    return token.text;
  }

  isName(): boolean {
    const { kind, keyword } = this.token;
    return kind === 'name' || (keyword !== undefined && !reserved.has(keyword));
  }

  path(): TablePath {
    const { at } = this.token;
    const path = [this.name()];
    while (this.acceptSign('.')) path.push(this.anyName());
    return { path, at };
  }

  string(): string {
    if (this.token.kind !== 'string') this.wrong();
    return this.take().text;
  }

  integer(): number {
    const negative = this.acceptSign('-');
    if (this.token.kind !== 'number') this.wrong();
    const value = Number(this.take().text);
    return negative ? -value : value;
  }

  /** One or more, with commas between them. */
  list<T>(one: () => T): T[] {
    const found = [one()];
    while (this.acceptSign(',')) found.push(one());
    return found;
  }

  bracketed<T>(one: () => T): T[] {
    this.expectSign('(');
    const found = this.list(one);
    this.expectSign(')');
    return found;
  }

  /** The text of what is parsed in between. */
  source(parse: () => void): Source {
    const { at } = this.token;
    parse();
    return { text: this.text.slice(at, this.previousEnd) };
  }

  /** @throws SqlError where it goes too deep */
  within<T>(parse: () => T): T {
    if (++this.#depth > DEPTH_MAX) throw new SqlError('tooComplex');
    const found = parse();
    this.#depth--;
    return found;
  }
}

/** Words that are no names without quotes, in both dialects. */
const reserved = new Set(
  `all analyse analyze and any array as asc asymmetric both by case cast check collate constraint create cross current_date current_time current_timestamp default deferrable desc distinct do else end except exists false fetch for foreign from full grant group having in inner intersect into is join lateral leading left like limit localtime localtimestamp natural not null offset on only or order outer primary references returning right select set some symmetric table then to trailing true union unique update using values when where window with ilike between delete div xor rlike regexp drop`.split(
    ' ',
  ),
);
