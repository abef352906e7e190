import { unpacked } from '../../engine/filesystem/packed.ts';
import { type Headers as HeaderList, header } from '../../engine/programs/http/message.ts';
import { parseHead } from '../../engine/programs/http/wire.ts';
import type { Framing } from './body.ts';
import { VisitError } from './refusals.ts';

/** With this header a visitor says by which name a server is to be asked, where the place isn't it. */
const NAME_HEADER = 'atoll-host';

/** Between two neighbours only (RFC 9110, 7.6.1), or about the way to the server. */
const ON_THE_WAY = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
/** What hosts add to requests, for themselves. */
const OF_HOSTS = /^(?:cf-|x-atoll-|sec-websocket-)/;

/** A request as it goes over the connection, without the body. @param target as `/search?q=x` */
export function requestHead(
  request: Request,
  target: string,
  where: string,
  bodyBytes: number | undefined,
): Uint8Array {
  const lines = [
    `${request.method} ${target} HTTP/1.1`,
    `Host: ${request.headers.get(NAME_HEADER) ?? where}`,
    'Connection: close',
  ];
  const named = connectionHeaders(request.headers.get('connection'));
  for (const [name, value] of request.headers) {
    const isOurs = ['host', 'content-length', NAME_HEADER].includes(name);
    if (!isOurs && !ON_THE_WAY.has(name) && !named.has(name) && !OF_HOSTS.test(name)) {
      lines.push(`${name}: ${value}`);
    }
  }
  if (bodyBytes !== undefined) lines.push(`Content-Length: ${bodyBytes}`);
  return unpacked(`${lines.join('\r\n')}\r\n\r\n`);
}

/** The head of a program's answer. */
export interface AnswerHead {
  readonly status: number;
  readonly headers: HeaderList;
  /** Where in the text the body begins. */
  readonly end: number;
}

/** Undefined: the rest of it hasn't come. @param text one character per byte @throws VisitError */
export function answerHead(text: string): AnswerHead | undefined {
  const head = parseHead(text);
  if (head === 'more') {
    if (!'HTTP/1.'.startsWith(text.slice(0, 7))) throw noHttp(text);
    return undefined;
  }
  if (typeof head === 'number') throw noHttp(text);
  const [version, code] = head.line;
  const status = Number(code);
  if (!/^HTTP\/1\.[01]$/.test(version) || !/^[1-5]\d\d$/.test(code) || status === 101) throw noHttp(text);
  return { status, headers: head.headers, end: head.end };
}

const CHARACTERS_SHOWN = 100;

function noHttp(text: string): VisitError {
  const begin = JSON.stringify(text.slice(0, CHARACTERS_SHOWN));
  return new VisitError('bad-answer', `This is not the beginning of an answer in HTTP/1.1: ${begin}.`);
}

/** How an answer's body ends. @throws VisitError */
export function framingOf({ status, headers }: AnswerHead, method: string): Framing {
  if (method === 'HEAD' || status === 204 || status === 304) return { is: 'length', bytes: 0 };
  const value = (name: string) => header({ headers }, name);
  if (/\bchunked\b/i.test(value('transfer-encoding') ?? '')) return { is: 'chunked' };
  const length = value('content-length');
  if (length === undefined) return { is: 'until the end' };
  if (!/^\d{1,15}$/.test(length)) throw new VisitError('bad-answer', 'Its Content-Length is not a number.');
  return { is: 'length', bytes: Number(length) };
}

/**
 * The headers for the visitor. Places on the server are now behind the door.
 * @param base where the server's `/` is now, without the slash
 */
export function headersFor({ headers }: AnswerHead, base: string, where: string): Headers {
  const answer = new Headers();
  const named = connectionHeaders(header({ headers }, 'connection') ?? null);
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    if (ON_THE_WAY.has(lower) || named.has(lower)) continue;
    try {
      answer.append(name, REWRITTEN[lower]?.(value, base, where) ?? value);
    } catch {
      throw new VisitError('bad-answer', `Its header ${JSON.stringify(name)} can not be passed on.`);
    }
  }
  // A student's page is at home on the server's own origin: it must not act there as the server's pages may.
  answer.append('content-security-policy', 'sandbox allow-forms allow-modals allow-popups allow-scripts');
  return answer;
}

type Rewriter = (value: string, base: string, where: string) => string;

const REWRITTEN: Readonly<Record<string, Rewriter>> = { location: moved, 'set-cookie': confined };

function moved(location: string, base: string, where: string): string {
  const own = `http://${where}`;
  const path = location === own || location.startsWith(`${own}/`) ? location.slice(own.length) : location;
  return path === '' || (path.startsWith('/') && !path.startsWith('//')) ? base + (path || '/') : location;
}

/** A cookie is for the server that has set it, and for no other on this origin. */
function confined(cookie: string, base: string): string {
  const [pair = '', ...attributes] = cookie.split(';');
  const isAbout = (attribute: string, name: string) => attribute.trim().toLowerCase().startsWith(`${name}=`);
  const given =
    attributes
      .find((attribute) => isAbout(attribute, 'path'))
      ?.trim()
      .slice('path='.length) ?? '/';
  const kept = attributes.filter((attribute) => !isAbout(attribute, 'path') && !isAbout(attribute, 'domain'));
  return [pair, ...kept, ` Path=${base}${given.startsWith('/') ? given : '/'}`].join(';');
}

function connectionHeaders(connection: string | null): ReadonlySet<string> {
  return new Set(
    (connection ?? '')
      .toLowerCase()
      .split(',')
      .map((name) => name.trim()),
  );
}
