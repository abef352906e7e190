/** A document: fields in their order. */
export type Document = Map<string, Value>;

/** Whole numbers of 32 bits and doubles are numbers; those of 64 bits are bigints. */
export type Value =
  | null
  | undefined
  | boolean
  | number
  | bigint
  | string
  | ObjectId
  | BsonDate
  | Regex
  | Binary
  | Timestamp
  | Decimal
  | Code
  | Extreme
  | readonly Value[]
  | Document;

export class ObjectId {
  readonly hex: string;
  constructor(hex: string) {
    this.hex = hex;
  }
}

export class BsonDate {
  readonly ms: number;
  constructor(ms: number) {
    this.ms = ms;
  }
}

export class Regex {
  readonly pattern: string;
  readonly flags: string;
  constructor(pattern: string, flags: string) {
    this.pattern = pattern;
    this.flags = flags;
  }
}

export class Binary {
  readonly subtype: number;
  /** One character per byte. */
  readonly bytes: string;
  constructor(subtype: number, bytes: string) {
    this.subtype = subtype;
    this.bytes = bytes;
  }
}

export class Timestamp {
  readonly seconds: number;
  readonly increment: number;
  constructor(seconds: number, increment: number) {
    this.seconds = seconds;
    this.increment = increment;
  }
}

/** A decimal of 128 bits, as it came: nothing is calculated with it. */
export class Decimal {
  readonly bytes: string;
  constructor(bytes: string) {
    this.bytes = bytes;
  }
}

export class Code {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** MinKey or MaxKey. */
export class Extreme {
  readonly sign: -1 | 1;
  constructor(sign: -1 | 1) {
    this.sign = sign;
  }
}

export const isDocument = (value: Value): value is Document => value instanceof Map;
export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
export const isNumber = (value: Value): value is number | bigint =>
  typeof value === 'number' || typeof value === 'bigint';

/** A document of fields; those without a value aren't in it. */
export function doc(fields: Readonly<Record<string, Value>>): Document {
  return new Map(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** A type's name and number, as $type has them. */
export function typeOf(value: Value): { readonly name: string; readonly number: number } {
  if (value === undefined) return { name: 'missing', number: 6 };
  if (value === null) return { name: 'null', number: 10 };
  if (typeof value === 'boolean') return { name: 'bool', number: 8 };
  if (typeof value === 'number')
    return Number.isInteger(value) && Math.abs(value) <= 0x7fffffff
      ? { name: 'int', number: 16 }
      : { name: 'double', number: 1 };
  if (typeof value === 'bigint') return { name: 'long', number: 18 };
  if (typeof value === 'string') return { name: 'string', number: 2 };
  if (isList(value)) return { name: 'array', number: 4 };
  if (isDocument(value)) return { name: 'object', number: 3 };
  if (value instanceof ObjectId) return { name: 'objectId', number: 7 };
  if (value instanceof BsonDate) return { name: 'date', number: 9 };
  if (value instanceof Regex) return { name: 'regex', number: 11 };
  if (value instanceof Binary) return { name: 'binData', number: 5 };
  if (value instanceof Timestamp) return { name: 'timestamp', number: 17 };
  if (value instanceof Decimal) return { name: 'decimal', number: 19 };
  if (value instanceof Code) return { name: 'javascript', number: 13 };
  return value.sign < 0 ? { name: 'minKey', number: -1 } : { name: 'maxKey', number: 127 };
}

/** As truth in expressions has it: numbers but 0, and everything that is there. */
export function isTrue(value: Value): boolean {
  return value !== undefined && value !== null && value !== false && value !== 0 && value !== 0n;
}
