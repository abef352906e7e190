import type { Headers, HttpReply } from './message.ts';

const plain = 'text/plain; charset=utf-8';

export function text(status: number, body: string, type = plain): HttpReply {
  return { status, headers: [['Content-Type', type]], body };
}

export function html(status: number, body: string): HttpReply {
  return text(status, body, 'text/html; charset=utf-8');
}

export function json(status: number, value: unknown, headers: Headers = [], indent?: number): HttpReply {
  return {
    status,
    headers: [...headers, ['Content-Type', 'application/json; charset=utf-8']],
    body: JSON.stringify(value, undefined, indent),
  };
}

/** What Go's net/http says of a path that nobody handles. */
export const goNotFound: HttpReply = {
  status: 404,
  headers: [
    ['Content-Type', plain],
    ['X-Content-Type-Options', 'nosniff'],
  ],
  body: '404 page not found\n',
};
