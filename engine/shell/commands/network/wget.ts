import { systemError } from '../../../filesystem/errors.ts';
import type { Next, Program, System } from '../../../linux/system.ts';
import { bytesOf, encode } from '../bytes.ts';
import { guarded } from '../command.ts';
import { isBusybox, type Options, parseOptions, Quit, usageOnly } from '../options.ts';
import { advance, beginExchange, type Exchange, type ExchangeProblem, type Listener } from './exchange.ts';
import {
  base64,
  type HttpUrl,
  header,
  hostAndPort,
  parseUrl,
  type ResponseHead,
  redirected,
  requestText,
} from './http.ts';
import { busyboxWords } from './wget-busybox.ts';
import { gnuWords } from './wget-gnu.ts';

const REDIRECTS_MAX = 20;
const GNU_VERSION = '1.21.3';

/** What the command line asks for. JSON. */
type WgetRequest = {
  readonly quiet: boolean;
  readonly brief: boolean;
  readonly spider: boolean;
  readonly serverResponse: boolean;
  /** `-`: standard output. */
  readonly output?: string;
  readonly folder?: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly userAgent?: string;
  readonly body?: string;
  readonly limitMs?: number;
  readonly tries: number;
};

export type WgetState = {
  request: WgetRequest;
  left: string[];
  /** As it was given. */
  text: string;
  url: HttpUrl;
  exchange: Exchange;
  output: number;
  /** As it is printed. */
  file: string;
  redirects: number;
  skips: boolean;
  code: number;
};

/** What one of the flavours prints on the way. Each text is for standard error. */
export interface WgetWords {
  begin(system: System, state: WgetState): string;
  resolved(state: WgetState, addresses: readonly string[]): string;
  connecting(state: WgetState, address: string): string;
  connected(state: WgetState): string;
  head(state: WgetState, head: ResponseHead): string;
  saving(system: System, state: WgetState, head: ResponseHead): string;
  saved(system: System, state: WgetState, head: ResponseHead): string;
  exists(state: WgetState): string;
  redirect(state: WgetState, location: string): string;
  refused(
    system: System,
    state: WgetState,
    head: ResponseHead,
  ): { readonly text: string; readonly code: number };
  problem(
    system: System,
    state: WgetState,
    problem: ExchangeProblem,
  ): { readonly text: string; readonly code: number };
}

const manual = {
  gnu: '[OPTION]... [URL]...',
  package: 'GNU Wget',
};

export const wget: Program<WgetState> = guarded({
  start(system) {
    const options = parseOptions(system, {
      letters: 'qSO:P:U:T:t:cY:n:',
      long: {
        quiet: 'q',
        spider: '',
        'server-response': 'S',
        'output-document': 'O',
        'directory-prefix': 'P',
        'user-agent': 'U',
        timeout: 'T',
        tries: 't',
        continue: 'c',
        header: '=',
        'post-data': '=',
        'post-file': '=',
        'no-check-certificate': '',
        'no-verbose': '',
        'connect-timeout': '=',
      },
      manual,
    });
    if (options.operands.length === 0) {
      if (isBusybox(system)) throw usageOnly(system, manual);
      throw new Quit(
        "wget: missing URL\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n",
        1,
      );
    }
    return begin(system, requestOf(system, options), [...options.operands], 0);
  },
  step,
});

function requestOf(system: System, options: Options): WgetRequest {
  const [output, folder, userAgent, timeout] = ['O', 'P', 'U', 'T'].map((name) => options.value(name));
  const file = options.value('post-file');
  const body = file === undefined ? options.value('post-data') : system.readText(file);
  const limit = Number(timeout ?? options.value('connect-timeout') ?? 0);
  const headers = options.values('header').flatMap((text): [string, string][] => {
    const colon = text.indexOf(':');
    return colon < 1 ? [] : [[text.slice(0, colon), text.slice(colon + 1).trim()]];
  });
  return {
    quiet: options.has('q'),
    brief: options.has('no-verbose') || options.value('n') === 'v',
    spider: options.has('spider'),
    serverResponse: options.has('S'),
    headers,
    tries: Number(options.value('t') ?? 20) || 20,
    ...(output === undefined ? {} : { output }),
    ...(folder === undefined ? {} : { folder }),
    ...(userAgent === undefined ? {} : { userAgent }),
    ...(body === undefined ? {} : { body }),
    ...(limit > 0 ? { limitMs: limit * 1000 } : {}),
  };
}

function words(system: System): WgetWords {
  return isBusybox(system) ? busyboxWords : gnuWords;
}

function say(system: System, state: WgetState, text: string): void {
  if (!state.request.quiet && text !== '') system.write(2, text);
}

function begin(system: System, request: WgetRequest, left: string[], code: number): Next<WgetState> {
  const [text] = left;
  if (text === undefined) return { exit: code };
  const url = parseUrl(text);
  if (url === undefined || url.scheme !== 'http') {
    const scheme = url?.scheme ?? text.slice(0, Math.max(0, text.indexOf(':')));
    const trouble = isBusybox(system)
      ? `wget: not an http or ftp url: ${text}\n`
      : url === undefined
        ? `${text}: Invalid host name.\n`
        : `${text}: Unsupported scheme ‘${scheme}’.\n`;
    throw new Quit(trouble, 1);
  }
  const exchange = exchangeFor(system, request, url);
  const state: WgetState = {
    request,
    left,
    text,
    url,
    exchange,
    output: -1,
    file: '',
    redirects: 0,
    skips: false,
    code,
  };
  if (!request.brief) say(system, state, words(system).begin(system, state));
  return step(system, state);
}

function exchangeFor(system: System, request: WgetRequest, url: HttpUrl): Exchange {
  const method = request.spider ? 'HEAD' : request.body === undefined ? 'GET' : 'POST';
  const agent = request.userAgent ?? (isBusybox(system) ? 'Wget' : `Wget/${GNU_VERSION}`);
  const body = encode(request.body ?? '');
  const headers: (readonly [string, string])[] = [['Host', hostAndPort(url)]];
  const given = new Set(request.headers.map(([name]) => name.toLowerCase()));
  if (!given.has('user-agent')) headers.push(['User-Agent', agent]);
  if (!isBusybox(system)) headers.push(['Accept', '*/*'], ['Accept-Encoding', 'identity']);
  headers.push(['Connection', 'close']);
  if (url.user !== undefined) headers.push(['Authorization', `Basic ${base64(encode(url.user))}`]);
  headers.push(...request.headers.map(([name, value]) => [name, encode(value)] as const));
  if (request.body !== undefined) {
    headers.push(
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['Content-Length', String(body.length)],
    );
  }
  const text = requestText(method, url.path, 'HTTP/1.1', headers, body);
  const limit = request.limitMs === undefined ? {} : { deadlineMs: system.now + request.limitMs };
  return beginExchange(system, url, text, limit);
}

function step(system: System, state: WgetState): Next<WgetState> {
  const result = advance(system, state.exchange, listener(system, state));
  if (result !== 'done' && !('problem' in result)) return { state, until: result };
  let code: number;
  if (result === 'done') {
    const finished = finish(system, state);
    if (finished === 'again') return step(system, state);
    code = finished;
  } else {
    const { text, code: failed } = words(system).problem(system, state, result);
    if (isBusybox(system)) system.write(2, text);
    else say(system, state, text);
    code = failed;
  }
  if (state.output > 2) system.close(state.output);
  if (isBusybox(system) && code !== 0) return { exit: code };
  return begin(system, state.request, state.left.slice(1), code || state.code);
}

function listener(system: System, state: WgetState): Listener {
  const flavour = words(system);
  const tell = (text: string) => {
    if (!state.request.brief) say(system, state, text);
  };
  return {
    resolved: (addresses) => tell(flavour.resolved(state, addresses)),
    connecting: (address) => tell(flavour.connecting(state, address)),
    connected: () => tell(flavour.connected(state)),
    head: (head) => {
      tell(flavour.head(state, head));
      if (state.request.serverResponse) {
        const lines = [
          `${head.version} ${head.status} ${head.reason}`,
          ...head.headers.map((pair) => pair.join(': ')),
        ];
        system.write(2, `${lines.map((line) => `  ${line}\n`).join('')}${isBusybox(system) ? '  \n' : ''}`);
      }
      state.skips = head.status < 200 || head.status >= 300 || state.request.spider;
      if (state.skips) return;
      openOutput(system, state);
      tell(flavour.saving(system, state, head));
    },
    body: (data) => {
      if (!state.skips) system.write(state.output, bytesOf(data));
    },
  };
}

function finish(system: System, state: WgetState): number | 'again' {
  const { exchange, request } = state;
  const flavour = words(system);
  const { head } = exchange.reading;
  if (head === undefined) return 1;
  const location = header(head, 'location');
  if (head.status >= 300 && head.status < 400 && location !== undefined) {
    say(system, state, flavour.redirect(state, location));
    const target = redirected(state.url, location);
    if (state.redirects >= REDIRECTS_MAX || target === undefined) {
      throw new Quit(
        isBusybox(system) ? 'wget: too many redirections\n' : `${REDIRECTS_MAX} redirections exceeded.\n`,
        isBusybox(system) ? 1 : 8,
      );
    }
    if (target.scheme !== 'http') {
      throw new Quit(
        isBusybox(system)
          ? `wget: not an http or ftp url: ${location}\n`
          : `${location}: Unsupported scheme ‘${target.scheme}’.\n`,
        1,
      );
    }
    state.url = target;
    state.redirects++;
    state.exchange = exchangeFor(system, request, target);
    if (!isBusybox(system) && !request.brief)
      say(system, state, flavour.begin(system, { ...state, text: location }));
    return 'again';
  }
  if (head.status < 200 || head.status >= 300) {
    const { text, code } = flavour.refused(system, state, head);
    if (isBusybox(system)) system.write(2, text);
    else say(system, state, text);
    return code;
  }
  say(system, state, request.spider ? flavour.exists(state) : flavour.saved(system, state, head));
  return 0;
}

function openOutput(system: System, state: WgetState): void {
  const { request, url } = state;
  const own = url.path.replace(/\?.*$/, '').split('/').pop() || 'index.html';
  const query = /\?.*$/.exec(url.path)?.[0] ?? '';
  if (request.output === '-') {
    state.file = '-';
    state.output = 1;
    return;
  }
  const named = isBusybox(system) ? own : own + query;
  const plain =
    request.output ??
    (request.folder === undefined ? named : `${request.folder.replace(/\/$/, '')}/${named}`);
  state.file = request.output === undefined && !isBusybox(system) ? freeName(system, plain) : plain;
  const exclusive = isBusybox(system) && request.output === undefined;
  try {
    state.output = system.open(state.file, { write: true, create: true, truncate: true, exclusive });
  } catch (error) {
    const { message } = systemError(error);
    throw new Quit(
      isBusybox(system)
        ? `wget: can't open '${state.file}': ${message}\n`
        : `${state.file}: ${message}\n\nCannot write to '${state.file}' (${message}).\n`,
      isBusybox(system) ? 1 : 3,
    );
  }
}

/** GNU keeps what is there: `index.html.1`. */
function freeName(system: System, name: string): string {
  for (let number = 0; ; number++) {
    const candidate = number === 0 ? name : `${name}.${number}`;
    try {
      system.lstat(candidate);
    } catch (error) {
      systemError(error);
      return candidate;
    }
  }
}
