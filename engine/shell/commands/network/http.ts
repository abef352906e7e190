import { binary, bytesOf } from '../bytes.ts';

/** HTTP/1.1 as a client speaks it, one request on a connection. Nothing here reads or writes. */

export type HttpUrl = {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  /** With the query, without the fragment. */
  readonly path: string;
  readonly user?: string;
};

/** What a response's head may take, in bytes. */
const HEAD_BYTES_MAX = 65_536;
const CHUNK_LINE_BYTES_MAX = 1_024;
const defaultPorts: Readonly<Record<string, number>> = { http: 80, https: 443, ftp: 21 };

/** undefined: it is no URL. Without a scheme it is http. */
export function parseUrl(text: string): HttpUrl | undefined {
  const [, scheme = 'http', rest = ''] = /^(?:([a-zA-Z][a-zA-Z0-9+.-]{0,30}):\/\/)?(.*)$/s.exec(text) ?? [];
  const [, authority = '', pathText = ''] = /^([^/?#]*)([^#]*)/.exec(rest) ?? [];
  const at = authority.lastIndexOf('@');
  const [, host = '', portText] = /^(\[[^\]]*\]|[^:]*)(?::(\d{0,5}))?$/.exec(authority.slice(at + 1)) ?? [];
  const port = portText ? Number(portText) : (defaultPorts[scheme.toLowerCase()] ?? 80);
  if (host === '' || port > 65_535 || /[\s]/.test(text)) return undefined;
  const path = pathText.startsWith('/') ? pathText : `/${pathText}`;
  const user = at < 0 ? undefined : authority.slice(0, at);
  return { scheme: scheme.toLowerCase(), host, port, path, ...(user === undefined ? {} : { user }) };
}

/** Where a `Location` leads, seen from a URL. */
export function redirected(from: HttpUrl, location: string): HttpUrl | undefined {
  if (/^[a-zA-Z][a-zA-Z0-9+.-]*:\/\//.test(location)) return parseUrl(location);
  if (location.startsWith('//')) return parseUrl(`${from.scheme}:${location}`);
  const path = location.startsWith('/')
    ? location
    : from.path.replace(/[?].*$/, '').replace(/[^/]*$/, '') + location;
  return { ...from, path: path.replace(/#.*$/, '') };
}

/** As it stands in `Host` and in messages: without the port where it is the usual one. */
export function hostAndPort({ scheme, host, port }: HttpUrl): string {
  return port === defaultPorts[scheme] ? host : `${host}:${port}`;
}

export function urlText(url: HttpUrl): string {
  return `${url.scheme}://${hostAndPort(url)}${url.path}`;
}

/** A header block, and a body of bytes one character each. */
export function requestText(
  method: string,
  path: string,
  version: string,
  headers: readonly (readonly [name: string, value: string])[],
  body: string,
): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `${method} ${path} ${version}\r\n${lines}\r\n${body}`;
}

export type ResponseHead = {
  readonly version: string;
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
};

export function header(head: ResponseHead, name: string): string | undefined {
  return head.headers.findLast(([each]) => each.toLowerCase() === name)?.[1];
}

/** How far a response was read. JSON, changed in place. */
export type Reading = {
  /** What came of the head, or of a line between chunks. */
  text: string;
  head?: ResponseHead;
  framing: 'head' | 'length' | 'to the end' | 'chunk size' | 'chunk' | 'after chunk' | 'trailer' | 'done';
  /** Bytes of the body or chunk that are to come. */
  remaining: number;
  /** Bytes of the body that came. */
  received: number;
  /** A response to HEAD has no body. */
  readonly bodiless: boolean;
};

export function beginReading(bodiless: boolean): Reading {
  return { text: '', framing: 'head', remaining: 0, received: 0, bodiless };
}

/**
 * Takes bytes that came; gives those that belong to the body.
 * @returns undefined: this is no HTTP
 */
export function read(reading: Reading, data: Uint8Array): string | undefined {
  let rest = binary(data);
  const body: string[] = [];
  while (rest !== '' && reading.framing !== 'done') {
    const taken = take(reading, rest, body);
    if (taken === undefined) return undefined;
    rest = rest.slice(taken);
  }
  const text = body.join('');
  reading.received += text.length;
  return text;
}

/** The connection's end came. @returns false: too early */
export function endReading(reading: Reading): boolean {
  if (reading.framing === 'to the end') reading.framing = 'done';
  return reading.framing === 'done';
}

/** How many characters it took; undefined: they make no sense. */
function take(reading: Reading, rest: string, body: string[]): number | undefined {
  switch (reading.framing) {
    case 'head':
      return takeHead(reading, rest);
    case 'to the end':
      body.push(rest);
      return rest.length;
    case 'length':
    case 'chunk': {
      const part = rest.slice(0, reading.remaining);
      body.push(part);
      reading.remaining -= part.length;
      if (reading.remaining === 0) reading.framing = reading.framing === 'length' ? 'done' : 'after chunk';
      return part.length;
    }
    default:
      return takeLine(reading, rest);
  }
}

function takeHead(reading: Reading, rest: string): number | undefined {
  const text = reading.text + rest;
  if (!'HTTP/'.startsWith(text.slice(0, 5))) return undefined;
  const [whole] = /\r?\n\r?\n/.exec(text) ?? [];
  if (whole === undefined) {
    reading.text = text;
    return text.length > HEAD_BYTES_MAX ? undefined : rest.length;
  }
  const end = text.indexOf(whole) + whole.length;
  const head = parseHead(text.slice(0, end));
  const taken = end - reading.text.length;
  reading.text = '';
  if (head === undefined) return undefined;
  // 100 Continue and the like: another head follows.
  if (head.status >= 100 && head.status < 200) return taken;
  reading.head = head;
  frame(reading, head);
  return taken;
}

function frame(reading: Reading, head: ResponseHead): void {
  const length = header(head, 'content-length');
  if (reading.bodiless || head.status === 204 || head.status === 304) reading.framing = 'done';
  else if (header(head, 'transfer-encoding')?.toLowerCase().includes('chunked'))
    reading.framing = 'chunk size';
  else if (length !== undefined && /^\d{1,15}$/.test(length)) {
    reading.remaining = Number(length);
    reading.framing = reading.remaining === 0 ? 'done' : 'length';
  } else reading.framing = 'to the end';
}

function takeLine(reading: Reading, rest: string): number | undefined {
  const end = rest.indexOf('\n');
  reading.text += end < 0 ? rest : rest.slice(0, end);
  if (reading.text.length > CHUNK_LINE_BYTES_MAX) return undefined;
  if (end < 0) return rest.length;
  const line = reading.text.trim();
  reading.text = '';
  if (reading.framing === 'chunk size') {
    const [, digits] = /^([0-9a-fA-F]{1,12})/.exec(line) ?? [];
    if (digits === undefined) return undefined;
    reading.remaining = Number.parseInt(digits, 16);
    reading.framing = reading.remaining === 0 ? 'trailer' : 'chunk';
  } else if (reading.framing === 'after chunk') reading.framing = 'chunk size';
  else if (line === '') reading.framing = 'done';
  return end + 1;
}

function parseHead(text: string): ResponseHead | undefined {
  const [first = '', ...lines] = text.trimEnd().split(/\r?\n/);
  const [, version = '', status, reason = ''] = /^(HTTP\/\d\.\d) (\d{3})(?: (.*))?$/.exec(first) ?? [];
  if (status === undefined) return undefined;
  const headers = lines.flatMap((line): [string, string][] => {
    const colon = line.indexOf(':');
    return colon < 1 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()]];
  });
  return { version, status: Number(status), reason, headers };
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** For `Authorization: Basic`. @param text bytes, one character each */
export function base64(text: string): string {
  const bytes = bytesOf(text);
  let result = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const bits = (a << 16) | (b << 8) | c;
    const four = [18, 12, 6, 0].map((shift) => alphabet[(bits >> shift) & 63] ?? '').join('');
    const missing = Math.max(0, at + 3 - bytes.length);
    result += four.slice(0, 4 - missing) + '='.repeat(missing);
  }
  return result;
}
