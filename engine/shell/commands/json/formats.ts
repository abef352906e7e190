import { packed } from '../../../filesystem/packed.ts';
import { JqError, type JsonValue } from './syntax.ts';
import { described, isArray, typeOf } from './values.ts';

export function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const encoder = new TextEncoder();

/** `@csv` and the like. */
export function formatted(format: string, value: JsonValue): string {
  switch (format) {
    case '@text':
      return textOf(value);
    case '@json':
      return JSON.stringify(value);
    case '@csv':
      return row(value, 'csv', ',', (text) => `"${text.replaceAll('"', '""')}"`);
    case '@tsv':
      return row(value, 'tsv', '\t', (text) =>
        text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r'),
      );
    case '@sh':
      return (isArray(value) ? value : [value]).map(shellWord).join(' ');
    case '@html':
      return textOf(value).replace(
        /[<>&'"]/g,
        (letter) => `&${{ '<': 'lt', '>': 'gt', '&': 'amp', "'": '#39', '"': 'quot' }[letter] ?? ''};`,
      );
    case '@uri':
      return [...encoder.encode(textOf(value))]
        .map((byte) =>
          /[\w.~-]/.test(String.fromCharCode(byte))
            ? String.fromCharCode(byte)
            : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
        )
        .join('');
    case '@base64':
      return btoa(packed(encoder.encode(textOf(value))));
    case '@base64d':
      return decoded(textOf(value));
    default:
      throw new JqError(`${format.slice(1)} is not a valid format`);
  }
}

function decoded(text: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
  } catch {
    throw new JqError(`${described(text)} is not valid base64 data`);
  }
}

function row(value: JsonValue, name: string, glue: string, quote: (text: string) => string): string {
  if (!isArray(value))
    throw new JqError(`${described(value)} cannot be ${name}-formatted, only an array can be`);
  return value
    .map((cell) => {
      if (cell === null) return '';
      if (typeof cell === 'string') return quote(cell);
      if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
      throw new JqError(`${described(cell)} is not valid in a csv row`);
    })
    .join(glue);
}

function shellWord(value: JsonValue): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", "'\\''")}'`;
  if (typeOf(value) === 'array' || typeOf(value) === 'object')
    throw new JqError(`${described(value)} can not be escaped for shell`);
  return JSON.stringify(value);
}

export interface Layout {
  /** What a level is indented by; empty: all in one line. */
  readonly indent: string;
  readonly sortKeys: boolean;
  readonly ascii: boolean;
}

/** A value as jq prints it. */
export function printed(value: JsonValue, { indent, sortKeys, ascii }: Layout): string {
  const text = JSON.stringify(sortKeys ? sorted(value) : value, undefined, indent);
  return ascii
    ? text.replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
    : text;
}

function sorted(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value;
  if (isArray(value)) return value.map(sorted);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
