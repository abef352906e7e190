import { unpacked } from '../../filesystem/packed.ts';
import { type Headers, header } from '../../programs/http/message.ts';
import { parseBody, parseHead } from '../../programs/http/wire.ts';

/** The longest request, in bytes: a connection's record holds it until it is whole. */
export const REQUEST_BYTES_MAX = 1_048_576;

export interface Incoming {
  readonly method: string;
  readonly target: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
  readonly isHttp11: boolean;
  readonly closes: boolean;
  /** Where it ends in the input. */
  readonly end: number;
}

/** A request that Go's server refuses itself. */
export interface Refused {
  readonly refused: string;
  readonly status: 400 | 413;
}

const BAD: Refused = { refused: '400 Bad Request', status: 400 };
const TOO_LONG: Refused = {
  refused: `the daemon's socket takes requests of ${REQUEST_BYTES_MAX} bytes at most`,
  status: 413,
};

/** @param input one character per byte @returns undefined: the rest hasn't come */
export function nextRequest(input: string): Incoming | Refused | undefined {
  const head = parseHead(input);
  if (head === 'more') return undefined;
  if (typeof head === 'number' || !/^HTTP\/1\.[01]$/.test(head.line[2])) return BAD;
  const isHttp11 = head.line[2] === 'HTTP/1.1';
  if (isHttp11 && header(head, 'Host') === undefined)
    return { refused: '400 Bad Request: missing required Host header', status: 400 };
  if (Number(header(head, 'Content-Length') ?? 0) > REQUEST_BYTES_MAX) return TOO_LONG;
  const body = parseBody(input, head, undefined);
  if (body === 'more') return input.length > REQUEST_BYTES_MAX ? TOO_LONG : undefined;
  if (typeof body === 'number') return BAD;
  const wish = header(head, 'Connection')?.toLowerCase() ?? '';
  const [method, target] = head.line;
  return {
    method,
    target: target.replace(/^http:\/\/[^/]*/, '') || '/',
    headers: head.headers,
    body: unpacked(body.data),
    isHttp11,
    closes: isHttp11 ? wish.includes('close') : !wish.includes('keep-alive'),
    end: body.end,
  };
}
