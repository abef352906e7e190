import { binary } from '../../../shell/commands/bytes.ts';
import { MongoError } from '../errors.ts';
import {
  Binary,
  BsonDate,
  Code,
  Decimal,
  type Document,
  Extreme,
  ObjectId,
  Regex,
  Timestamp,
  type Value,
} from './values.ts';

/** Documents within documents. */
const DEPTH_MAX = 100;
const utf8 = new TextDecoder();

/** Reads a document at a place. @throws MongoError where it isn't one */
export function decodeDocument(
  bytes: Uint8Array,
  at = 0,
): { readonly document: Document; readonly end: number } {
  const reader = new Reader(bytes, at);
  const document = reader.document(0);
  return { document, end: reader.at };
}

const invalid = (why: string) => new MongoError('InvalidBSON', `invalid BSON: ${why}`);

class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }

  #take(count: number): number {
    const from = this.at;
    if (count < 0 || from + count > this.#bytes.length) throw invalid('not enough bytes');
    this.at += count;
    return from;
  }

  int32(): number {
    return this.#view.getInt32(this.#take(4), true);
  }

  #text(): string {
    const end = this.#bytes.indexOf(0, this.at);
    if (end < 0) throw invalid('a name without an end');
    const text = utf8.decode(this.#bytes.subarray(this.at, end));
    this.at = end + 1;
    return text;
  }

  #string(): string {
    const length = this.int32();
    const from = this.#take(length);
    return utf8.decode(this.#bytes.subarray(from, from + length - 1));
  }

  #raw(count: number): string {
    const from = this.#take(count);
    return binary(this.#bytes.subarray(from, from + count));
  }

  #elements(depth: number, put: (name: string, value: Value) => void): void {
    if (depth > DEPTH_MAX) throw new MongoError('Overflow', 'BSONObj exceeded maximum nested object depth');
    const start = this.at;
    const end = start + this.int32();
    if (end > this.#bytes.length || end < start + 5) throw invalid('a wrong length');
    for (let type = this.#bytes[this.#take(1)]; type !== 0; type = this.#bytes[this.#take(1)]) {
      const name = this.#text();
      put(name, this.#value(type ?? 0, depth));
    }
    if (this.at !== end) throw invalid('a wrong length');
  }

  document(depth: number): Document {
    const document: Document = new Map();
    this.#elements(depth, (name, value) => document.set(name, value));
    return document;
  }

  #list(depth: number): Value[] {
    const list: Value[] = [];
    this.#elements(depth, (_name, value) => list.push(value));
    return list;
  }

  #value(type: number, depth: number): Value {
    switch (type) {
      case 0x01:
        return this.#view.getFloat64(this.#take(8), true);
      case 0x02:
        return this.#string();
      case 0x03:
        return this.document(depth + 1);
      case 0x04:
        return this.#list(depth + 1);
      case 0x05: {
        const length = this.int32();
        const subtype = this.#bytes[this.#take(1)] ?? 0;
        return new Binary(subtype, this.#raw(length));
      }
      case 0x06:
        return null;
      case 0x07:
        return new ObjectId(
          [...this.#raw(12)]
            .map((character) => character.charCodeAt(0).toString(16).padStart(2, '0'))
            .join(''),
        );
      case 0x08:
        return this.#bytes[this.#take(1)] === 1;
      case 0x09:
        return new BsonDate(Number(this.#view.getBigInt64(this.#take(8), true)));
      case 0x0a:
        return null;
      case 0x0b:
        return new Regex(this.#text(), this.#text());
      case 0x0d:
        return new Code(this.#string());
      case 0x0e:
        return this.#string();
      case 0x10:
        return this.int32();
      case 0x11: {
        const increment = this.#view.getUint32(this.#take(4), true);
        return new Timestamp(this.#view.getUint32(this.#take(4), true), increment);
      }
      case 0x12:
        return this.#view.getBigInt64(this.#take(8), true);
      case 0x13:
        return new Decimal(this.#raw(16));
      case 0x7f:
        return new Extreme(1);
      case 0xff:
        return new Extreme(-1);
      default:
        throw invalid(`type ${type}`);
    }
  }
}
