import type { Headers } from './message.ts';

/** Sizes in bytes. */
const HEAD_BYTES_MAX = 32_768;
export const BODY_BYTES_MAX = 16_777_216;
const HEADERS_MAX = 100;

export interface Head {
  /** `GET / HTTP/1.1` or `HTTP/1.1 200 OK`, in words. */
  readonly line: readonly [string, string, string];
  readonly headers: Headers;
  /** Where the body begins. */
  readonly end: number;
}

export interface Body {
  /** One character per byte. */
  readonly data: string;
  readonly end: number;
}

/** `more`: the rest hasn't come. A number is the status of a refusal. */
export type Parsed<T> = T | 'more' | number;

const START_LINE = /^([!-~]+) (\S+)(?: (.*))?$/;

/**
 * The start line and headers of a message. A start line that makes no sense needs no more to be refused: who begins
 * with TLS waits for an answer to that.
 * @param input one character per byte
 */
export function parseHead(input: string): Parsed<Head> {
  const lineEnd = input.indexOf('\n');
  if (lineEnd >= 0 && !START_LINE.test(input.slice(0, lineEnd).replace(/\r$/, ''))) return 400;
  const limit = input.indexOf('\r\n\r\n');
  const bare = input.indexOf('\n\n');
  const usesBare = bare >= 0 && (limit < 0 || bare < limit);
  const stop = usesBare ? bare : limit;
  if (stop < 0) return input.length > HEAD_BYTES_MAX ? 400 : 'more';
  if (stop > HEAD_BYTES_MAX) return 400;
  const [first = '', ...lines] = input.slice(0, stop).split(/\r?\n/);
  const line = START_LINE.exec(first);
  if (line === null || lines.length > HEADERS_MAX) return 400;
  const headers: [string, string][] = [];
  for (const each of lines) {
    const colon = each.indexOf(':');
    if (colon <= 0 || /\s/.test(each.slice(0, colon))) return 400;
    headers.push([each.slice(0, colon), each.slice(colon + 1).trim()]);
  }
  const [, a = '', b = '', c = ''] = line;
  return { line: [a, b, c], headers, end: stop + (usesBare ? 2 : 4) };
}

/**
 * The body that follows a head.
 * @param untilEnd a response without a length: it goes on until the connection ends
 */
export function parseBody(
  input: string,
  { headers, end }: Head,
  untilEnd: { readonly ended: boolean } | undefined,
): Parsed<Body> {
  const value = (name: string) => headers.find(([each]) => each.toLowerCase() === name)?.[1];
  if (/\bchunked\b/i.test(value('transfer-encoding') ?? '')) return parseChunks(input, end);
  const length = value('content-length');
  if (length === undefined) {
    if (untilEnd === undefined) return { data: '', end };
    if (input.length - end > BODY_BYTES_MAX) return 413;
    return untilEnd.ended ? { data: input.slice(end), end: input.length } : 'more';
  }
  if (!/^\d{1,12}$/.test(length)) return 400;
  const size = Number(length);
  if (size > BODY_BYTES_MAX) return 413;
  if (input.length < end + size) return 'more';
  return { data: input.slice(end, end + size), end: end + size };
}

function parseChunks(input: string, start: number): Parsed<Body> {
  const parts: string[] = [];
  let total = 0;
  let at = start;
  for (;;) {
    const stop = input.indexOf('\r\n', at);
    if (stop < 0) return input.length - at > 1024 ? 400 : 'more';
    const [text = ''] = input.slice(at, stop).split(';');
    if (!/^[0-9a-fA-F]{1,8}$/.test(text.trim())) return 400;
    const size = Number.parseInt(text, 16);
    at = stop + 2;
    if (size === 0) break;
    total += size;
    if (total > BODY_BYTES_MAX) return 413;
    if (input.length < at + size + 2) return 'more';
    parts.push(input.slice(at, at + size));
    at += size + 2;
  }
  const trailer = input.startsWith('\r\n', at) ? at + 2 : input.indexOf('\r\n\r\n', at) + 4;
  if (trailer < at + 2) return 'more';
  return { data: parts.join(''), end: trailer };
}
