import { AmqpError } from './errors.ts';

/** A value in a table, with its type as it is on the wire: `S` a text, `I` an int, `F` a table … */
export interface Field {
  readonly type: string;
  readonly value: FieldValue;
}
export type FieldValue = string | number | bigint | boolean | null | Table | readonly Field[];
/** In the order it was sent. Names and texts have one character per byte. */
export type Table = readonly (readonly [name: string, field: Field])[];

/** Tables and lists in each other: no client sends more. */
const DEPTH_MAX = 32;

/** Reads bytes, one character each. @throws AmqpError where there is less than what is read */
export class Reader {
  readonly #text: string;
  #at: number;
  #bits = 0;
  #bitsLeft = 0;

  constructor(text: string, at = 0) {
    this.#text = text;
    this.#at = at;
  }

  get at(): number {
    return this.#at;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  bytes(count: number): string {
    const end = this.#at + count;
    if (end > this.#text.length) throw new AmqpError('SYNTAX_ERROR', 'malformed frame');
    const taken = this.#text.slice(this.#at, end);
    this.#at = end;
    this.#bitsLeft = 0;
    return taken;
  }

  unsigned(size: number): number {
    let value = 0;
    const bytes = this.bytes(size);
    for (let at = 0; at < size; at++) value = value * 256 + bytes.charCodeAt(at);
    return value;
  }

  signed(size: number): number {
    const value = this.unsigned(size);
    const half = 2 ** (8 * size - 1);
    return value >= half ? value - 2 * half : value;
  }

  /** Bits that follow each other share an octet. */
  bit(): boolean {
    if (this.#bitsLeft === 0) {
      this.#bits = this.unsigned(1);
      this.#bitsLeft = 8;
    }
    this.#bitsLeft--;
    const bit = (this.#bits & 1) === 1;
    this.#bits >>= 1;
    return bit;
  }

  short(): string {
    return this.bytes(this.unsigned(1));
  }

  long(): string {
    return this.bytes(this.unsigned(4));
  }

  table(depth = 0): Table {
    if (depth > DEPTH_MAX) throw new AmqpError('SYNTAX_ERROR', 'tables in tables are too deep');
    const end = this.unsigned(4) + this.#at;
    const table: [string, Field][] = [];
    while (this.#at < end) table.push([this.short(), this.#field(depth)]);
    return table;
  }

  #field(depth: number): Field {
    const type = this.bytes(1);
    return { type, value: this.#value(type, depth) };
  }

  #value(type: string, depth: number): FieldValue {
    switch (type) {
      case 't':
        return this.unsigned(1) !== 0;
      case 'b':
        return this.signed(1);
      case 'B':
        return this.unsigned(1);
      case 's':
        return this.signed(2);
      case 'u':
        return this.unsigned(2);
      case 'I':
        return this.signed(4);
      case 'i':
        return this.unsigned(4);
      case 'l':
        return this.#int64();
      case 'T':
        return this.unsigned(8);
      case 'f':
        return floatOf(this.bytes(4));
      case 'd':
        return floatOf(this.bytes(8));
      case 'D':
        return this.bytes(5);
      case 'S':
      case 'x':
        return this.long();
      case 'F':
        return this.table(depth + 1);
      case 'A':
        return this.#list(depth + 1);
      case 'V':
        return null;
      default:
        throw new AmqpError('SYNTAX_ERROR', `unknown type of a field: ${type}`);
    }
  }

  #int64(): number | bigint {
    const high = this.signed(4);
    const low = this.unsigned(4);
    const value = high * 2 ** 32 + low;
    return Number.isSafeInteger(value) ? value : (BigInt(high) << 32n) + BigInt(low);
  }

  #list(depth: number): Field[] {
    if (depth > DEPTH_MAX) throw new AmqpError('SYNTAX_ERROR', 'lists in lists are too deep');
    const end = this.unsigned(4) + this.#at;
    const list: Field[] = [];
    while (this.#at < end) list.push(this.#field(depth));
    return list;
  }
}

export function number(value: number | bigint, size: number): string {
  let text = '';
  let left = BigInt.asUintN(8 * size, BigInt(value));
  for (let at = 0; at < size; at++) {
    text = String.fromCharCode(Number(left & 255n)) + text;
    left >>= 8n;
  }
  return text;
}

/** Text that is longer than a short string can be is cut. */
export function short(text: string): string {
  const cut = text.slice(0, 255);
  return String.fromCharCode(cut.length) + cut;
}

export function long(text: string): string {
  return number(text.length, 4) + text;
}

export function tableText(table: Table): string {
  return long(table.map(([name, field]) => short(name) + fieldText(field)).join(''));
}

const SIZES: Readonly<Record<string, number>> = { b: 1, B: 1, s: 2, u: 2, I: 4, i: 4, l: 8, T: 8 };

function fieldText({ type, value }: Field): string {
  const size = SIZES[type];
  if (size !== undefined && (typeof value === 'number' || typeof value === 'bigint'))
    return type + number(value, size);
  if (typeof value === 'boolean') return type + (value ? '\x01' : '\0');
  if (typeof value === 'number') return type + floatText(value, type === 'f' ? 4 : 8);
  if (typeof value === 'string') return type + (type === 'D' ? value : long(value));
  if (value === null || typeof value === 'bigint') return 'V';
  return type + (isTable(type, value) ? tableText(value) : long(value.map(fieldText).join('')));
}

function isTable(type: string, _value: Table | readonly Field[]): _value is Table {
  return type === 'F';
}

function floatOf(bytes: string): number {
  const view = new DataView(new ArrayBuffer(8));
  for (let at = 0; at < bytes.length; at++) view.setUint8(at, bytes.charCodeAt(at));
  return bytes.length === 4 ? view.getFloat32(0) : view.getFloat64(0);
}

function floatText(value: number, size: number): string {
  const view = new DataView(new ArrayBuffer(8));
  if (size === 4) view.setFloat32(0, value);
  else view.setFloat64(0, value);
  return Array.from({ length: size }, (_, at) => String.fromCharCode(view.getUint8(at))).join('');
}

export const textField = (value: string): Field => ({ type: 'S', value });
export const numberField = (value: number): Field => ({ type: 'l', value });
export const booleanField = (value: boolean): Field => ({ type: 't', value });
export const tableField = (value: Table): Field => ({ type: 'F', value });
export const listField = (value: readonly Field[]): Field => ({ type: 'A', value });

export function field(table: Table, name: string): Field | undefined {
  return table.find(([each]) => each === name)?.[1];
}

export function tableIn(given: Field | undefined): Table | undefined {
  if (typeof given?.value !== 'object' || given.value === null) return undefined;
  return isTable(given.type, given.value) ? given.value : undefined;
}

export function listIn(given: Field | undefined): readonly Field[] {
  if (typeof given?.value !== 'object' || given.value === null) return [];
  return isTable(given.type, given.value) ? [] : given.value;
}

export function textIn(given: Field | undefined): string | undefined {
  return typeof given?.value === 'string' ? given.value : undefined;
}

export function readTable(text: string): Table {
  return text === '' ? [] : new Reader(text).table();
}

/** Its value as JSON. */
function plainValue({ type, value }: Field): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value === null || typeof value !== 'object') return value;
  return isTable(type, value) ? plainTable(value) : value.map(plainValue);
}

export function plainTable(table: Table): Record<string, unknown> {
  return Object.fromEntries(table.map(([name, each]) => [name, plainValue(each)]));
}

/** The same the other way round, as the management interface takes it. */
function fieldOf(value: unknown): Field {
  if (typeof value === 'string') return textField(value);
  if (typeof value === 'boolean') return booleanField(value);
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? numberField(value) : { type: 'd', value };
  if (Array.isArray(value)) return listField(value.map(fieldOf));
  if (typeof value === 'object' && value !== null) return tableField(tableOf(value));
  return { type: 'V', value: null };
}

export function tableOf(value: object): Table {
  return Object.entries(value).map(([name, each]): [string, Field] => [name, fieldOf(each)]);
}
