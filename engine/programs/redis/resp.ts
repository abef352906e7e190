import { syntaxOfWords } from './words.ts';

/** A reply in redis's protocol. Text is one character per byte. */
export type Reply =
  | { readonly status: string }
  | { readonly error: string }
  | { readonly integer: number | bigint }
  | { readonly bulk: string | null }
  | { readonly list: readonly Reply[] | null }
  /** Keys and values in turn; RESP2 has lists for it. */
  | { readonly map: readonly Reply[] }
  | { readonly set: readonly Reply[] }
  | { readonly push: readonly Reply[] }
  | { readonly double: number }
  | { readonly boolean: boolean }
  /** Text that is to be shown as it is. */
  | { readonly verbatim: string }
  /** Several replies for one request. */
  | { readonly several: readonly Reply[] };

/** What a command that waits in vain is answered with. JSON. */
export type EmptyReply = { readonly list: null } | { readonly bulk: null } | { readonly error: string };

export type Protocol = 2 | 3;

export const ok: Reply = { status: 'OK' };
export const nothing: EmptyReply = { bulk: null };
export const integer = (value: number | bigint): Reply => ({ integer: value });
export const bulk = (text: string | null | undefined): Reply => ({ bulk: text ?? null });
export const bulks = (texts: readonly (string | null | undefined)[]): Reply => ({ list: texts.map(bulk) });

/** Elements of a request, bytes of one, and bytes of a line. */
const ELEMENTS_MAX = 1_048_576;
const BULK_BYTES_MAX = 4_194_304;
const LINE_BYTES_MAX = 65_536;

/** A number as redis writes it. */
export function doubleText(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return 'inf';
  if (value === Number.NEGATIVE_INFINITY) return '-inf';
  return Number.isNaN(value) ? 'nan' : Object.is(value, -0) ? '-0' : String(value);
}

function listOf(
  mark: string,
  elements: readonly Reply[],
  protocol: Protocol,
  length = elements.length,
): string {
  const parts = [`${mark}${length}\r\n`];
  for (const element of elements) parts.push(encodeReply(element, protocol));
  return parts.join('');
}

export function encodeReply(reply: Reply, protocol: Protocol): string {
  const modern = protocol === 3;
  if ('bulk' in reply) {
    if (reply.bulk === null) return modern ? '_\r\n' : '$-1\r\n';
    return `$${reply.bulk.length}\r\n${reply.bulk}\r\n`;
  }
  if ('status' in reply) return `+${reply.status}\r\n`;
  if ('error' in reply) return `-${reply.error}\r\n`;
  if ('integer' in reply) return `:${reply.integer}\r\n`;
  if ('list' in reply) {
    if (reply.list === null) return modern ? '_\r\n' : '*-1\r\n';
    return listOf('*', reply.list, protocol);
  }
  if ('map' in reply)
    return modern ? listOf('%', reply.map, protocol, reply.map.length / 2) : listOf('*', reply.map, protocol);
  if ('set' in reply) return listOf(modern ? '~' : '*', reply.set, protocol);
  if ('push' in reply) return listOf(modern ? '>' : '*', reply.push, protocol);
  if ('several' in reply) return reply.several.map((each) => encodeReply(each, protocol)).join('');
  if ('boolean' in reply)
    return modern ? `#${reply.boolean ? 't' : 'f'}\r\n` : `:${reply.boolean ? 1 : 0}\r\n`;
  if ('double' in reply) {
    const text = doubleText(reply.double);
    return modern ? `,${text}\r\n` : `$${text.length}\r\n${text}\r\n`;
  }
  const { verbatim } = reply;
  return modern ? `=${verbatim.length + 4}\r\ntxt:${verbatim}\r\n` : `$${verbatim.length}\r\n${verbatim}\r\n`;
}

export function encodeRequest(words: readonly string[]): string {
  return `*${words.length}\r\n${words.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`;
}

export interface Taken<T> {
  readonly value: T;
  readonly end: number;
}

/** Not whole yet: it isn't worth another look before there are so many characters. */
export interface More {
  readonly more: number;
}

/** Takes a request off the input from a place on: an array of bulk strings, or a line of words. */
export function takeRequest(input: string, start = 0): Taken<string[]> | More | { readonly error: string } {
  const lineEnd = input.indexOf('\n', start);
  if (lineEnd < 0) {
    if (input.length - start > LINE_BYTES_MAX) return { error: 'Protocol error: too big inline request' };
    return { more: input.length + 1 };
  }
  const line = input.slice(start, lineEnd).replace(/\r$/, '');
  if (!line.startsWith('*')) {
    if (line.length > LINE_BYTES_MAX) return { error: 'Protocol error: too big inline request' };
    const words = syntaxOfWords(line);
    return words === undefined
      ? { error: 'Protocol error: unbalanced quotes in request' }
      : { value: words, end: lineEnd + 1 };
  }
  const count = Number(line.slice(1));
  if (!Number.isInteger(count) || count > ELEMENTS_MAX)
    return { error: 'Protocol error: invalid multibulk length' };
  const words: string[] = [];
  let at = lineEnd + 1;
  for (let index = 0; index < count; index++) {
    const end = input.indexOf('\r\n', at);
    if (end < 0) {
      if (input.length - at > LINE_BYTES_MAX) return { error: 'Protocol error: too big bulk count string' };
      return { more: Math.max(input.length + 1, at + (count - index) * 6) };
    }
    if (input[at] !== '$') return { error: `Protocol error: expected '$', got '${input[at] ?? ''}'` };
    const length = Number(input.slice(at + 1, end));
    if (end === at + 1 || !Number.isInteger(length) || length < 0 || length > BULK_BYTES_MAX)
      return { error: 'Protocol error: invalid bulk length' };
    at = end + 2 + length + 2;
    if (input.length < at) return { more: at + (count - index - 1) * 6 };
    words.push(input.slice(end + 2, at - 2));
  }
  return { value: words, end: at };
}
