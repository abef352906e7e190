import { type Filter, JqSyntaxError } from './syntax.ts';
import { type Token, tokensOf } from './tokens.ts';

const DEPTH_MAX = 200;
const IDENTITY: Filter = { is: 'identity' };

/** Operators, from those that bind least on. */
const LEVELS: readonly (readonly string[])[] = [
  ['//'],
  ['=', '|=', '+=', '-=', '*=', '/=', '%=', '//='],
  ['or'],
  ['and'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
];

/** @throws JqSyntaxError */
export function parseJq(source: string): Filter {
  const tokens = tokensOf(source);
  if (tokens.length === 0) return IDENTITY;
  return new Parser(tokens).whole();
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Filter {
    const filter = this.#pipe();
    if (this.#at < this.#tokens.length) throw this.#unexpected();
    return filter;
  }

  #pipe(): Filter {
    if (++this.#depth > DEPTH_MAX) throw new JqSyntaxError('too deeply nested');
    const left = this.#comma();
    let filter = left;
    if (this.#takeWord('as')) {
      const name = this.#variable();
      this.#need('|');
      filter = { is: 'bind', source: left, name, body: this.#pipe() };
    } else if (this.#take('|')) filter = { is: 'pipe', left, right: this.#pipe() };
    this.#depth--;
    return filter;
  }

  #comma(): Filter {
    let left = this.#binary(0);
    while (this.#take(',')) left = { is: 'comma', left, right: this.#binary(0) };
    return left;
  }

  #binary(level: number): Filter {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#postfix();
    let left = this.#binary(level + 1);
    for (;;) {
      const operator = operators.find((each) => (/\w/.test(each) ? this.#takeWord(each) : this.#take(each)));
      if (operator === undefined) return left;
      // `//` and updates group to the right, the others to the left.
      const right = this.#binary(operator === '//' ? level : level + 1);
      left = { is: 'operator', operator, left, right };
    }
  }

  #postfix(): Filter {
    let filter = this.#primary();
    for (;;) {
      const token = this.#tokens[this.#at];
      if (token?.is === 'field') {
        this.#at++;
        filter = { is: 'index', of: filter, at: { is: 'literal', value: token.text } };
      } else if (this.#isSymbol('.') && this.#tokens[this.#at + 1]?.is === 'string') {
        this.#at++;
        filter = { is: 'index', of: filter, at: this.#string(undefined) };
      } else if (this.#isSymbol('.') && this.#isSymbol('[', 1)) this.#at++;
      else if (this.#take('[')) filter = this.#brackets(filter);
      else if (this.#take('?')) filter = { is: 'optional', of: filter };
      else return filter;
    }
  }

  #brackets(of: Filter): Filter {
    if (this.#take(']')) return { is: 'iterate', of };
    if (this.#take(':')) {
      const to = this.#pipe();
      this.#need(']');
      return { is: 'slice', of, to };
    }
    const at = this.#pipe();
    if (!this.#take(':')) {
      this.#need(']');
      return { is: 'index', of, at };
    }
    if (this.#take(']')) return { is: 'slice', of, from: at };
    const to = this.#pipe();
    this.#need(']');
    return { is: 'slice', of, from: at, to };
  }

  #primary(): Filter {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw this.#unexpected();
    if (token.is === 'string') return this.#string(undefined);
    this.#at++;
    switch (token.is) {
      case 'number':
        return { is: 'literal', value: token.value };
      case 'field':
        return { is: 'index', of: IDENTITY, at: { is: 'literal', value: token.text } };
      case 'variable':
        return { is: 'variable', name: token.text };
      case 'format':
        return this.#tokens[this.#at]?.is === 'string'
          ? this.#string(token.text)
          : { is: 'format', format: token.text };
      case 'word':
        return this.#word(token.text);
      default:
        return this.#symbol(token.text);
    }
  }

  #symbol(text: string): Filter {
    if (text === '..') return { is: 'recurse' };
    if (text === '.') {
      if (this.#tokens[this.#at]?.is === 'string')
        return { is: 'index', of: IDENTITY, at: this.#string(undefined) };
      return IDENTITY;
    }
    if (text === '-') return { is: 'negate', of: this.#postfix() };
    if (text === '(') {
      const filter = this.#pipe();
      this.#need(')');
      return filter;
    }
    if (text === '[') {
      if (this.#take(']')) return { is: 'literal', value: [] };
      const of = this.#pipe();
      this.#need(']');
      return { is: 'array', of };
    }
    if (text === '{') return this.#object();
    this.#at--;
    throw this.#unexpected();
  }

  #word(text: string): Filter {
    if (text === 'null' || text === 'true' || text === 'false') {
      return { is: 'literal', value: text === 'null' ? null : text === 'true' };
    }
    if (text === 'if') return this.#if();
    if (text === 'try') {
      const body = this.#postfix();
      return this.#takeWord('catch') ? { is: 'try', body, handler: this.#postfix() } : { is: 'try', body };
    }
    if (text === 'reduce') {
      const source = this.#postfix();
      if (!this.#takeWord('as')) throw this.#unexpected();
      const name = this.#variable();
      this.#need('(');
      const initial = this.#pipe();
      this.#need(';');
      const update = this.#pipe();
      this.#need(')');
      return { is: 'reduce', source, name, initial, update };
    }
    if (/^(?:then|elif|else|end|as|and|or|catch|def|foreach|import|include|label|__loc__)$/.test(text)) {
      this.#at--;
      throw this.#unexpected();
    }
    const given: Filter[] = [];
    if (this.#take('(')) {
      do given.push(this.#pipe());
      while (this.#take(';'));
      this.#need(')');
    }
    return { is: 'call', name: text, arguments: given };
  }

  #if(): Filter {
    const test = this.#pipe();
    if (!this.#takeWord('then')) throw this.#unexpected();
    const then = this.#pipe();
    if (this.#takeWord('elif')) return { is: 'if', test, then, otherwise: this.#if() };
    const otherwise = this.#takeWord('else') ? this.#pipe() : IDENTITY;
    if (!this.#takeWord('end')) throw this.#unexpected();
    return { is: 'if', test, then, otherwise };
  }

  #object(): Filter {
    const entries: (readonly [Filter, Filter])[] = [];
    while (!this.#take('}')) {
      if (entries.length > 0) this.#need(',');
      entries.push(this.#entry());
    }
    return { is: 'object', entries };
  }

  #entry(): readonly [Filter, Filter] {
    const token = this.#tokens[this.#at];
    if (token?.is === 'variable') {
      this.#at++;
      return [
        { is: 'literal', value: token.text },
        { is: 'variable', name: token.text },
      ];
    }
    let key: Filter;
    if (token?.is === 'word') {
      this.#at++;
      key = { is: 'literal', value: token.text };
    } else if (token?.is === 'string') key = this.#string(undefined);
    else if (token?.is === 'format') key = this.#primary();
    else if (this.#take('(')) {
      key = this.#pipe();
      this.#need(')');
    } else throw this.#unexpected();
    if (!this.#take(':')) return [key, { is: 'index', of: IDENTITY, at: key }];
    let value = this.#binary(0);
    while (this.#take('|')) value = { is: 'pipe', left: value, right: this.#binary(0) };
    return [key, value];
  }

  #string(format: string | undefined): Filter {
    const token = this.#tokens[this.#at++];
    if (token?.is !== 'string') throw this.#unexpected();
    const parts = token.parts.map((part) => (typeof part === 'string' ? part : new Parser(part).whole()));
    const [only = ''] = parts;
    if (parts.length === 1 && typeof only === 'string') return { is: 'literal', value: only };
    return { is: 'string', parts, ...(format === undefined ? {} : { format }) };
  }

  #variable(): string {
    const token = this.#tokens[this.#at];
    if (token?.is !== 'variable') throw this.#unexpected();
    this.#at++;
    return token.text;
  }

  #isSymbol(text: string, ahead = 0): boolean {
    const token = this.#tokens[this.#at + ahead];
    return token?.is === 'symbol' && token.text === text;
  }

  #take(text: string): boolean {
    if (!this.#isSymbol(text)) return false;
    this.#at++;
    return true;
  }

  #need(text: string): void {
    if (!this.#take(text)) throw this.#unexpected();
  }

  #takeWord(text: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.is !== 'word' || token.text !== text) return false;
    this.#at++;
    return true;
  }

  #unexpected(): JqSyntaxError {
    const token = this.#tokens[this.#at];
    const what =
      token === undefined
        ? 'end of file'
        : token.is === 'symbol'
          ? `'${token.text}'`
          : token.is === 'word'
            ? token.text
            : token.is === 'number'
              ? 'LITERAL'
              : token.is === 'string'
                ? 'QQSTRING_START'
                : token.is.toUpperCase();
    return new JqSyntaxError(`syntax error, unexpected ${what}`);
  }
}
