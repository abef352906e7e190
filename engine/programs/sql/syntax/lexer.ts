import { SqlError } from '../errors.ts';

type TokenKind = 'word' | 'name' | 'string' | 'number' | 'operator' | 'parameter' | 'variable' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** Words in small letters; names, strings and variables as they are meant; the rest as it is written. */
  readonly text: string;
  /** It was written in hexadecimal: MySQL takes it for bytes. */
  readonly bytes?: boolean;
  /** A word in small letters. */
  readonly keyword?: string;
  /** Offsets in the statement. */
  readonly at: number;
  readonly end: number;
}

/** How a dialect writes its names, strings and comments. */
export interface Lexis {
  readonly mysql: boolean;
}

const operators = [
  '#>>',
  '->>',
  '<=>',
  '!~*',
  '~~*',
  '::',
  ':=',
  '->',
  '#>',
  '<=',
  '>=',
  '<>',
  '!=',
  '||',
  '&&',
  '@>',
  '<@',
  '!~',
  '~*',
  '~~',
  '<<',
  '>>',
  '?|',
  '?&',
];
/** Signs that no longer operator begins with. */
const single = new Set('(),;+*%[].');
const space = /\s/;
const word = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y;
const wordStart = /[A-Za-z_\u0080-\uffff]/;
const digit = /[0-9]/;
const digits = /[0-9]*/y;
const hexadecimal = /[0-9a-fA-F]*/y;

/** Where what matches from there ends. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** The tokens of a text, whatever statements are in it. @throws SqlError where a string or comment has no end */
export function tokens(text: string, lexis: Lexis): Token[] {
  const found: Token[] = [];
  let at = 0;
  for (;;) {
    at = skipBlank(text, at, lexis);
    if (at >= text.length) break;
    const token = next(text, at, lexis);
    found.push(token);
    at = token.end;
  }
  found.push({ kind: 'end', text: '', at: text.length, end: text.length });
  return found;
}

function skipBlank(text: string, from: number, { mysql }: Lexis): number {
  let at = from;
  for (;;) {
    const character = text[at] ?? '';
    if (character > '/') return at;
    if (character === '') return at;
    if (character === ' ' || space.test(character)) at++;
    else if (text.startsWith('--', at) || (mysql && character === '#')) {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end + 1;
    } else if (mysql && text.startsWith('/*!', at)) {
      // What only MySQL is to read: the version after the mark is ours or older.
      at += 3 + (/^\d*/.exec(text.slice(at + 3, at + 10))?.[0].length ?? 0);
    } else if (mysql && text.startsWith('*/', at)) at += 2;
    else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      if (end < 0) throw new SqlError('unterminated', { what: '/* comment', near: text.slice(at) }, at);
      at = end + 2;
    } else return at;
  }
}

function next(text: string, at: number, lexis: Lexis): Token {
  const character = text[at] ?? '';
  const { mysql } = lexis;
  if (single.has(character) && !(character === '.' && digit.test(text[at + 1] ?? '')))
    return { kind: 'operator', text: character, at, end: at + 1 };
  if (character === "'" || (mysql && character === '"')) return quotedString(text, at, at, mysql);
  if (character === '"' || (mysql && character === '`')) return quotedName(text, at);
  if (text[at + 1] === "'" && /[eE]/.test(character) && !mysql) return quotedString(text, at, at + 1, true);
  if (text[at + 1] === "'" && /[bxnBXN]/.test(character)) {
    const token = quotedString(text, at, at + 1, mysql);
    return /x/i.test(character) ? { ...token, text: fromHex(token.text), bytes: mysql } : token;
  }
  if (character === '$' && !mysql) {
    const dollar = dollarToken(text, at);
    if (dollar !== undefined) return dollar;
  }
  if (mysql && character === '@') return variable(text, at);
  if (mysql && character === '?') return { kind: 'parameter', text: '?', at, end: at + 1 };
  if (mysql && character === '0' && /^0x[0-9a-f]{2}/i.test(text.slice(at, at + 4))) {
    const end = endOf(hexadecimal, text, at + 2);
    return { kind: 'string', text: fromHex(text.slice(at + 2, end)), bytes: true, at, end };
  }
  if (digit.test(character) || (character === '.' && digit.test(text[at + 1] ?? ''))) return number(text, at);
  if (wordStart.test(character)) {
    const end = endOf(word, text, at);
    const written = text.slice(at, end);
    const keyword = written.toLowerCase();
    return { kind: 'word', text: mysql ? written : keyword, keyword, at, end };
  }
  const operator = operators.find((each) => text.startsWith(each, at)) ?? character;
  return { kind: 'operator', text: operator, at, end: at + operator.length };
}

function fromHex(text: string): string {
  return (text.match(/../g) ?? []).map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join('');
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  '0': '\0',
  Z: '\x1a',
};

function quotedString(text: string, at: number, open: number, escaping: boolean): Token {
  const quote = text[open] ?? "'";
  const parts: string[] = [];
  let from = open + 1;
  for (let here = from; here < text.length; here++) {
    const character = text[here];
    if (character === '\\' && escaping) {
      const after = text[here + 1] ?? '';
      // In a pattern these two stay escaped.
      const kept = after === '%' || after === '_' ? `\\${after}` : (escapes[after] ?? after);
      parts.push(text.slice(from, here), kept);
      from = ++here + 1;
    } else if (character === quote) {
      parts.push(text.slice(from, here));
      if (text[here + 1] !== quote) return { kind: 'string', text: parts.join(''), at, end: here + 1 };
      parts.push(quote);
      from = ++here + 1;
    }
  }
  throw new SqlError('unterminated', { what: 'quoted string', near: text.slice(at) }, at);
}

function quotedName(text: string, at: number): Token {
  const quote = text[at] ?? '"';
  let name = '';
  for (let here = at + 1; here < text.length; here++) {
    if (text[here] !== quote) name += text[here];
    else if (text[here + 1] === quote) {
      name += quote;
      here++;
    } else return { kind: 'name', text: name, at, end: here + 1 };
  }
  throw new SqlError('unterminated', { what: 'quoted identifier', near: text.slice(at) }, at);
}

/** `$1`, or a string between `$tag$` and `$tag$`. */
function dollarToken(text: string, at: number): Token | undefined {
  const parameter = /^\$(\d{1,5})/.exec(text.slice(at, at + 7));
  if (parameter !== null) {
    return { kind: 'parameter', text: parameter[1] ?? '', at, end: at + parameter[0].length };
  }
  const tag = /^\$[A-Za-z_0-9]{0,60}\$/.exec(text.slice(at, at + 64))?.[0];
  if (tag === undefined) return undefined;
  const close = text.indexOf(tag, at + tag.length);
  if (close < 0)
    throw new SqlError('unterminated', { what: 'dollar-quoted string', near: text.slice(at) }, at);
  return { kind: 'string', text: text.slice(at + tag.length, close), at, end: close + tag.length };
}

/** `@name`, `@@name`, `@@session.name` */
function variable(text: string, at: number): Token {
  let end = at + 1;
  if (text[end] === '@') end++;
  if (text[end] === '`' || text[end] === "'" || text[end] === '"') {
    const quoted = quotedName(text, end);
    return { kind: 'variable', text: `@${quoted.text}`, at, end: quoted.end };
  }
  while (/[A-Za-z0-9_.$]/.test(text[end] ?? '')) end++;
  return { kind: 'variable', text: text.slice(at, end), at, end };
}

function number(text: string, at: number): Token {
  let end = endOf(digits, text, at);
  if (text[end] === '.' && text[end + 1] !== '.') end = endOf(digits, text, end + 1);
  const exponent = /^[eE][+-]?\d+/.exec(text.slice(end, end + 8))?.[0];
  end += exponent?.length ?? 0;
  return { kind: 'number', text: text.slice(at, end), at, end };
}
