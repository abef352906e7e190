import { fromUtf8 } from '../builtins/encoding.ts';
import { floatText } from '../builtins/number-text.ts';
import { asOptional } from '../builtins/optional.ts';
import { bytesOf, textOf } from '../builtins/repeated.ts';
import { classOf } from '../machine/classes.ts';
import { raiseError } from '../machine/exceptions.ts';
import { makeDict } from '../machine/keys.ts';
import type { Machine } from '../machine/machine.ts';
import { mappingEntries } from '../machine/mappings.ts';
import type { NativeRun } from '../machine/native.ts';
import { plain } from '../machine/plain.ts';
import { float, is, list, type Value } from '../machine/values.ts';
import { narrowed } from '../syntax/numbers.ts';

/** Arrays in objects in arrays. */
const DEPTH_MAX = 500;

interface Style {
  readonly indent: string | undefined;
  readonly item: string;
  readonly key: string;
  readonly ascii: boolean;
  readonly sorted: boolean;
  readonly fallback: Value;
}

/** json.dumps: value, indent, separators, ensure_ascii, sort_keys, default. */
export const jsonText: NativeRun = (machine, [value, indent, separators, ascii, sorted, fallback]) => {
  const step =
    typeof indent === 'number'
      ? ' '.repeat(Math.min(indent, 100))
      : typeof indent === 'string'
        ? indent
        : undefined;
  const given =
    is(separators, 'tuple') || is(separators, 'list')
      ? separators.items.map((each) => machine.text(each))
      : [];
  const style: Style = {
    indent: step,
    item: given[0] ?? (step === undefined ? ', ' : ','),
    key: given[1] ?? ': ',
    ascii: ascii !== false,
    sorted: machine.truth(asOptional(sorted)),
    fallback: asOptional(fallback),
  };
  const text = write(machine, asOptional(value), style, 0);
  machine.allocate(text.length);
  return text;
};

function write(machine: Machine, given: Value, style: Style, depth: number): string {
  if (depth > DEPTH_MAX)
    throw machine.error('RecursionError', 'maximum recursion depth exceeded while encoding a JSON object');
  machine.work(2);
  const value = plain(given);
  if (value === null) return 'null';
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'bigint')
    return String(value);
  const text = textOf(machine, value);
  if (text !== undefined) {
    machine.work(text.length >> 5);
    return quoted(text, style.ascii);
  }
  if (is(value, 'float')) {
    return Number.isFinite(value.v)
      ? floatText(value.v)
      : Number.isNaN(value.v)
        ? 'NaN'
        : value.v > 0
          ? 'Infinity'
          : '-Infinity';
  }
  if (is(value, 'list') || is(value, 'tuple')) {
    return bracketed(
      '[',
      ']',
      value.items.map((item) => write(machine, item, style, depth + 1)),
      style,
      depth,
    );
  }
  if (is(value, 'dict')) return object(machine, value, style, depth);
  if (style.fallback !== null) return write(machine, machine.sync(style.fallback, [given]), style, depth + 1);
  throw machine.error('TypeError', `Object of type ${classOf(given).name} is not JSON serializable`);
}

function object(machine: Machine, value: Value, style: Style, depth: number): string {
  const entries = mappingEntries(machine, value).map(([key, each]) => [keyText(machine, key), each] as const);
  if (style.sorted) entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const parts = entries.map(
    ([key, each]) => `${quoted(key, style.ascii)}${style.key}${write(machine, each, style, depth + 1)}`,
  );
  return bracketed('{', '}', parts, style, depth);
}

function keyText(machine: Machine, key: Value): string {
  if (typeof key === 'string') return key;
  if (typeof key === 'boolean') return String(key);
  if (typeof key === 'number' || is(key, 'float')) return machine.text(key);
  if (key === null) return 'null';
  const own = plain(key);
  if (typeof own === 'string') return own;
  throw machine.error(
    'TypeError',
    `keys must be str, int, float, bool or None, not ${machine.typeName(key)}`,
  );
}

function bracketed(
  open: string,
  close: string,
  parts: readonly string[],
  { indent, item }: Style,
  depth: number,
): string {
  if (parts.length === 0) return open + close;
  if (indent === undefined) return open + parts.join(item) + close;
  const inner = `\n${indent.repeat(depth + 1)}`;
  return `${open}${inner}${parts.join(item.trimEnd() + inner)}\n${indent.repeat(depth)}${close}`;
}

function quoted(text: string, ascii: boolean): string {
  const json = JSON.stringify(text);
  const plainText = ascii
    ? json.replace(/[\x7f-\uffff]/g, (unit) =>
        unit === '\x7f' ? unit : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      )
    : json;
  return plainText;
}

/** json.loads */
export const jsonValue: NativeRun = (machine, [given, makesFloat, makesInteger]) => {
  const raw = bytesOf(machine, given);
  const text = raw === undefined ? textOf(machine, given) : fromUtf8(raw);
  if (text === undefined) {
    throw machine.error(
      'TypeError',
      `the JSON object must be str, bytes or bytearray, not ${machine.typeName(asOptional(given))}`,
    );
  }
  const reader = new Reader(machine, text, {
    float: makesFloat ?? undefined,
    integer: makesInteger ?? undefined,
  });
  const value = reader.value(0);
  reader.end();
  machine.allocate(text.length * 4);
  return value;
};

const WORDS: Readonly<Record<string, Value>> = {
  null: null,
  true: true,
  false: false,
  NaN: float(Number.NaN),
  Infinity: float(Number.POSITIVE_INFINITY),
  '-Infinity': float(Number.NEGATIVE_INFINITY),
};

/** What makes numbers of their texts, where the caller says so. */
interface Makers {
  readonly float: Value | undefined;
  readonly integer: Value | undefined;
}

class Reader {
  readonly #machine: Machine;
  readonly #text: string;
  readonly #makers: Makers;
  #at = 0;

  constructor(machine: Machine, text: string, makers: Makers) {
    this.#machine = machine;
    this.#text = text;
    this.#makers = makers;
  }

  value(depth: number): Value {
    this.#machine.work(2);
    if (depth > DEPTH_MAX)
      throw this.#machine.error(
        'RecursionError',
        'maximum recursion depth exceeded while decoding a JSON array from a unicode string',
      );
    this.#blanks();
    const character = this.#text[this.#at];
    if (character === '"') return this.#string();
    if (character === '[') return this.#array(depth);
    if (character === '{') return this.#object(depth);
    const number = /^-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/.exec(
      this.#text.slice(this.#at, this.#at + 5000),
    );
    for (const [word, value] of Object.entries(WORDS)) {
      if (!this.#text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      return value;
    }
    if (number === null || number[0] === '-') throw this.#error('Expecting value', this.#at);
    this.#at += number[0].length;
    const isInteger = number[1] === undefined && number[2] === undefined;
    const maker = isInteger ? this.#makers.integer : this.#makers.float;
    if (maker !== undefined) return this.#machine.sync(maker, [number[0]]);
    return isInteger ? narrowed(BigInt(number[0])) : float(Number(number[0]));
  }

  end(): void {
    this.#blanks();
    if (this.#at < this.#text.length) throw this.#error('Extra data', this.#at);
  }

  #blanks(): void {
    while (' \t\n\r'.includes(this.#text[this.#at] ?? 'x')) this.#at++;
  }

  #error(message: string, at: number) {
    const before = this.#text.slice(0, at);
    const line = before.split('\n').length;
    const column = at - before.lastIndexOf('\n');
    const words = `${message}: line ${line} column ${column} (char ${at})`;
    return raiseError(
      'ValueError',
      [words],
      [
        ['__json__', true],
        ['msg', message],
        ['pos', at],
        ['lineno', line],
        ['colno', column],
        ['doc', this.#text],
      ],
    );
  }

  #string(): string {
    const start = this.#at;
    let result = '';
    for (this.#at++; this.#at < this.#text.length; ) {
      const character = this.#text[this.#at] ?? '';
      if (character === '"') {
        this.#at++;
        return result;
      }
      if (character < ' ') throw this.#error('Invalid control character at', this.#at);
      if (character === '\\') result += this.#escape();
      else {
        result += character;
        this.#at++;
      }
    }
    throw this.#error('Unterminated string starting at', start);
  }

  #escape(): string {
    const letter = this.#text[this.#at + 1] ?? '';
    const simple: Readonly<Record<string, string>> = {
      '"': '"',
      '\\': '\\',
      '/': '/',
      b: '\b',
      f: '\f',
      n: '\n',
      r: '\r',
      t: '\t',
    };
    if (letter === 'u') {
      const code = this.#text.slice(this.#at + 2, this.#at + 6);
      if (!/^[\da-fA-F]{4}$/.test(code)) throw this.#error('Invalid \\uXXXX escape', this.#at + 1);
      this.#at += 6;
      return String.fromCharCode(Number.parseInt(code, 16));
    }
    const found = Object.hasOwn(simple, letter) ? simple[letter] : undefined;
    if (found === undefined) throw this.#error('Invalid \\escape', this.#at);
    this.#at += 2;
    return found;
  }

  #array(depth: number): Value {
    const items: Value[] = [];
    this.#at++;
    this.#blanks();
    if (this.#text[this.#at] === ']') {
      this.#at++;
      return list(items);
    }
    for (;;) {
      items.push(this.value(depth + 1));
      this.#blanks();
      const character = this.#text[this.#at];
      if (character === ']') {
        this.#at++;
        return list(items);
      }
      if (character !== ',') throw this.#error("Expecting ',' delimiter", this.#at);
      this.#at++;
    }
  }

  #object(depth: number): Value {
    const entries: [string, Value][] = [];
    this.#at++;
    this.#blanks();
    if (this.#text[this.#at] === '}') {
      this.#at++;
      return makeDict(this.#machine);
    }
    for (;;) {
      this.#blanks();
      if (this.#text[this.#at] !== '"')
        throw this.#error('Expecting property name enclosed in double quotes', this.#at);
      const key = this.#string();
      this.#blanks();
      if (this.#text[this.#at] !== ':') throw this.#error("Expecting ':' delimiter", this.#at);
      this.#at++;
      entries.push([key, this.value(depth + 1)]);
      this.#blanks();
      const character = this.#text[this.#at];
      if (character === '}') {
        this.#at++;
        return makeDict(this.#machine, entries);
      }
      if (character !== ',') throw this.#error("Expecting ',' delimiter", this.#at);
      this.#at++;
    }
  }
}
