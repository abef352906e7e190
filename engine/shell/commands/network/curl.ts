import { systemError } from '../../../filesystem/errors.ts';
import type { Next, Program, System } from '../../../linux/system.ts';
import { unixAddress, unixPathOf } from '../../../network/unix-address.ts';
import { bytesOf, encode } from '../bytes.ts';
import { guarded } from '../command.ts';
import { Quit } from '../options.ts';
import { beginCurlMeter, curlMeter, curlMeterEnd } from './curl-meter.ts';
import { type CurlRequest, parseCurl } from './curl-options.ts';
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
  urlText,
} from './http.ts';

/** The version of curl where the package doesn't say one. */
const VERSION = '7.88.1';
const redirects = new Set([301, 302, 303, 307, 308]);

type State = {
  request: CurlRequest;
  /** URLs that are left, this one first. */
  left: string[];
  url: HttpUrl;
  method: string;
  exchange: Exchange;
  /** Where the body goes; -1: nowhere yet. */
  output: number;
  redirects: number;
  /** The body of this response isn't shown: a redirect is followed, or it failed. */
  skips: boolean;
  startedMs: number;
  code: number;
};

export const curl: Program<State> = guarded({
  start(system) {
    const request = parseCurl(system);
    const startedMs = system.now;
    return new Transfer(system, request).begin([...request.urls], startedMs, 0);
  },
  step: (system, state) => new Transfer(system, state.request).step(state),
});

class Transfer {
  private readonly system: System;
  private readonly request: CurlRequest;

  constructor(system: System, request: CurlRequest) {
    this.system = system;
    this.request = request;
  }

  begin(left: string[], startedMs: number, code: number): Next<State> {
    const [text] = left;
    if (text === undefined) return { exit: code };
    const url = parseUrl(text);
    const { request, system } = this;
    if (url === undefined)
      return this.nextUrl(left, startedMs, this.fails(3, 'URL using bad/illegal format or missing URL'));
    if (url.scheme !== 'http') {
      return this.nextUrl(
        left,
        startedMs,
        this.fails(1, `Protocol "${url.scheme}" not supported or disabled in libcurl`),
      );
    }
    const method = request.method ?? (request.head ? 'HEAD' : request.body === undefined ? 'GET' : 'POST');
    const exchange = this.exchange(url, method, startedMs);
    const state: State = {
      request,
      left,
      url,
      method,
      exchange,
      output: -1,
      redirects: 0,
      skips: false,
      startedMs,
      code,
    };
    if (this.showsMeter()) system.write(2, beginCurlMeter());
    return this.step(state);
  }

  private nextUrl(left: string[], startedMs: number, code: number): Next<State> {
    return this.begin(left.slice(1), startedMs, code);
  }

  private exchange(url: HttpUrl, method: string, startedMs: number): Exchange {
    const { request, system } = this;
    const body = request.body === undefined || method === 'HEAD' ? '' : encode(request.body);
    const text = requestText(
      method,
      url.path,
      'HTTP/1.1',
      headersOf(request, url, method, body.length),
      body,
    );
    const resolved = request.resolve.find(
      (each) => each.host === url.host && each.port === url.port,
    )?.address;
    const address = request.unixSocket === undefined ? resolved : unixAddress(request.unixSocket).address;
    const target = { host: url.host, port: url.port, ...(address === undefined ? {} : { address }) };
    return beginExchange(system, target, encodeHead(text), {
      ...(request.limitMs === undefined ? {} : { deadlineMs: startedMs + request.limitMs }),
      ...(request.connectLimitMs === undefined ? {} : { connectMs: system.now + request.connectLimitMs }),
    });
  }

  step(state: State): Next<State> {
    const { system } = this;
    const result = advance(system, state.exchange, this.listener(state));
    if (result !== 'done' && !('problem' in result)) return { state, until: result };
    const code = result === 'done' ? this.finish(state) : this.problem(state, result);
    if (code === 'again') return this.step(state);
    if (this.request.writeOut !== undefined) this.writeOut(state);
    if (state.output > 2) system.close(state.output);
    state.output = -1;
    return this.nextUrl(state.left, state.startedMs, code || state.code);
  }

  private listener(state: State): Listener {
    const { request, system } = this;
    const { exchange, url } = state;
    const say = (text: string) => (request.verbose ? system.write(2, bytesOf(text)) : undefined);
    return {
      connecting: (address) => say(`*   Trying ${placeOf(address, url.port)}...\n`),
      refused: (address, message) => say(`* ${refusal(address, url.port, message)}\n`),
      connected: (address) => {
        const place = unixPathOf({ address }) ?? address;
        say(`* Connected to ${url.host} (${place}) port ${url.port} (#${state.redirects})\n`);
        const [head = ''] = exchange.request.split('\r\n\r\n');
        say([...head.split('\r\n'), ''].map((line) => `> ${line}\r\n`).join(''));
      },
      head: (head) => this.head(state, head),
      body: (data) => this.body(state, data),
    };
  }

  private head(state: State, head: ResponseHead): void {
    const { request, system } = this;
    if (request.verbose) {
      if (head.version === 'HTTP/1.0') system.write(2, '* HTTP 1.0, assume close after body\n');
      system.write(
        2,
        bytesOf(
          `${headLines(head)
            .map((line) => `< ${line}\r\n`)
            .join('')}< \r\n`,
        ),
      );
    }
    const follows = request.follow && redirects.has(head.status) && header(head, 'location') !== undefined;
    const failed = request.fail && head.status >= 400;
    state.skips = follows || failed;
    if ((request.include || request.head) && !failed) {
      this.save(
        state,
        `${headLines(head)
          .map((line) => `${line}\r\n`)
          .join('')}\r\n`,
      );
    }
  }

  private body(state: State, data: string): void {
    const { request, system } = this;
    const first = state.exchange.reading.received === data.length;
    if (request.verbose && first) system.write(2, `{ [${data.length} bytes data]\n`);
    if (!state.skips) this.save(state, data);
  }

  private save(state: State, data: string): void {
    const { request, system } = this;
    if (state.output < 0) {
      const file = request.remoteName ? this.remoteName(state.url) : request.output;
      try {
        const options = { write: true, create: true, truncate: true };
        state.output = file === undefined || file === '-' ? 1 : system.open(file, options);
      } catch (error) {
        systemError(error);
        system.write(2, `curl: (23) Failure writing output to destination\n`);
        throw new Quit('', 23);
      }
    }
    system.write(state.output, bytesOf(data));
  }

  private remoteName(url: HttpUrl): string {
    const name = url.path.replace(/\?.*$/, '').split('/').pop();
    if (name) return name;
    throw new Quit(
      'curl: Remote file name has no length!\ncurl: (23) Failed writing received data to disk/application\n',
      23,
    );
  }

  /** @returns the exit code; `again`: a redirect is followed */
  private finish(state: State): number | 'again' {
    const { request, system } = this;
    const { exchange } = state;
    const { head } = exchange.reading;
    if (this.showsMeter())
      system.write(2, curlMeterEnd(exchange.reading.received, system.now - exchange.startedMs));
    if (request.verbose) {
      const closes =
        head?.version === 'HTTP/1.0' || header(head ?? noHead, 'connection')?.toLowerCase() === 'close';
      const text = closes
        ? `* Closing connection ${state.redirects}\n`
        : `* Connection #${state.redirects} to host ${state.url.host} left intact\n`;
      system.write(2, text);
    }
    if (head === undefined) return 0;
    if (request.fail && head.status >= 400)
      return this.fails(22, `The requested URL returned error: ${head.status}`);
    if (!state.skips) {
      if (state.output < 0 && request.output !== undefined) this.save(state, '');
      return 0;
    }
    const target = redirected(state.url, header(head, 'location') ?? '');
    if (state.redirects >= request.redirectsMax) {
      return this.fails(47, `Maximum (${request.redirectsMax}) redirects followed`);
    }
    if (target === undefined || target.scheme !== 'http') {
      return this.fails(1, `Protocol "${target?.scheme ?? ''}" not supported or disabled in libcurl`);
    }
    if (request.verbose) system.write(2, `* Issue another request to this URL: '${urlText(target)}'\n`);
    const keeps = head.status === 307 || head.status === 308 || request.method !== undefined;
    state.method = keeps || state.method === 'HEAD' ? state.method : 'GET';
    state.url = target;
    state.redirects++;
    state.skips = false;
    state.exchange = new Transfer(
      system,
      state.method === 'GET' ? { ...request, body: undefined } : request,
    ).exchange(target, state.method, state.startedMs);
    return 'again';
  }

  private problem(state: State, failure: ExchangeProblem): number {
    const { exchange, url } = state;
    const { system } = this;
    const elapsed = Math.round(system.now - exchange.startedMs);
    const place = `${url.host} port ${url.port}`;
    if (this.showsMeter() && failure.problem !== 'name') system.write(2, curlMeter(0, 0));
    switch (failure.problem) {
      case 'name':
        return this.fails(6, `Could not resolve host: ${url.host}`);
      case 'connect': {
        const text = `Failed to connect to ${place} after ${elapsed} ms: Couldn't connect to server`;
        if (this.request.verbose) system.write(2, `* ${text}\n* Closing connection 0\n`);
        return this.fails(failure.code === 'ETIMEDOUT' ? 28 : 7, text);
      }
      case 'deadline':
        if (failure.connecting) return this.fails(28, `Connection timed out after ${elapsed} milliseconds`);
        return this.fails(
          28,
          `Operation timed out after ${elapsed} milliseconds with ${exchange.reading.received} bytes received`,
        );
      case 'empty':
        if (this.request.verbose) system.write(2, '* Empty reply from server\n* Closing connection 0\n');
        return this.fails(52, 'Empty reply from server');
      case 'not HTTP':
        return this.fails(1, 'Received HTTP/0.9 when not allowed');
      case 'cut short':
        return this.fails(18, `transfer closed with ${exchange.reading.remaining} bytes remaining to read`);
      case 'reset':
        return this.fails(56, 'Recv failure: Connection reset by peer');
    }
  }

  private fails(code: number, text: string): number {
    const { request, system } = this;
    if (!request.silent || request.showError) system.write(2, `curl: (${code}) ${text}\n`);
    return code;
  }

  private showsMeter(): boolean {
    const { request, system } = this;
    if (request.silent || request.noMeter) return false;
    return request.output !== undefined && request.output !== '-'
      ? true
      : request.remoteName || !system.isTerminal(1);
  }

  private writeOut(state: State): void {
    const { system } = this;
    const { exchange, url } = state;
    const { head, received } = exchange.reading;
    const seconds = (ms: number) => (Math.max(0, ms) / 1000).toFixed(6);
    const values: Readonly<Record<string, string>> = {
      http_code: String(head?.status ?? 0).padStart(3, '0'),
      response_code: String(head?.status ?? 0).padStart(3, '0'),
      size_download: String(received),
      url_effective: urlText(url),
      url: urlText(url),
      content_type: header(head ?? noHead, 'content-type') ?? '',
      remote_ip:
        head === undefined || this.request.unixSocket !== undefined ? '' : (exchange.addresses[0] ?? ''),
      remote_port: String(url.port),
      num_redirects: String(state.redirects),
      redirect_url: redirectTarget(url, head),
      time_total: seconds(system.now - state.startedMs),
      time_namelookup: seconds(exchange.resolvedMs - exchange.startedMs),
      time_connect: seconds(exchange.connectedMs - exchange.startedMs),
      time_starttransfer: seconds(system.now - exchange.startedMs),
      http_version: head?.version.slice(5) ?? '0',
      method: state.method,
      exitcode: String(state.code),
    };
    const text = (this.request.writeOut ?? '').replace(
      /%\{([a-z_]+)\}|%%|\\([nrt\\])/g,
      (whole, name, escaped) => {
        if (escaped !== undefined) return { n: '\n', r: '\r', t: '\t' }[String(escaped)] ?? '\\';
        if (name === undefined) return '%';
        return Object.hasOwn(values, name) ? (values[name] ?? '') : whole;
      },
    );
    system.write(1, text);
  }
}

/** As curl says where it connects to: an address and a port, or the path of a Unix socket. */
function placeOf(address: string, port: number): string {
  const path = unixPathOf({ address });
  return path === undefined ? `${address}:${port}` : `${path}:0`;
}

function refusal(address: string, port: number, message: string): string {
  const path = unixPathOf({ address });
  return path === undefined
    ? `connect to ${address} port ${port} failed: ${message}`
    : `Immediate connect fail for ${path}: ${message}`;
}

const noHead: ResponseHead = { version: '', status: 0, reason: '', headers: [] };

function redirectTarget(url: HttpUrl, head: ResponseHead | undefined): string {
  const location = head === undefined ? undefined : header(head, 'location');
  const target = location === undefined ? undefined : redirected(url, location);
  return target === undefined ? '' : urlText(target);
}

function headLines(head: ResponseHead): string[] {
  return [
    `${head.version} ${head.status} ${head.reason}`,
    ...head.headers.map(([name, value]) => `${name}: ${value}`),
  ];
}

/** Header values may hold more than ASCII; the body is bytes already. */
function encodeHead(text: string): string {
  const end = text.indexOf('\r\n\r\n');
  return encode(text.slice(0, end)) + text.slice(end);
}

function headersOf(
  request: CurlRequest,
  url: HttpUrl,
  method: string,
  length: number,
): (readonly [string, string])[] {
  const given = request.headers;
  const has = (name: string) => given.some(([each]) => each.toLowerCase() === name);
  const headers: [string, string][] = [];
  if (!has('host')) headers.push(['Host', hostAndPort(url)]);
  const user = request.user ?? url.user;
  if (user !== undefined && !has('authorization'))
    headers.push(['Authorization', `Basic ${base64(encode(user))}`]);
  if (!has('user-agent')) headers.push(['User-Agent', request.userAgent ?? `curl/${VERSION}`]);
  if (!has('accept')) headers.push(['Accept', '*/*']);
  for (const [name, value] of given) if (value !== '') headers.push([name, value]);
  if (request.body !== undefined && method !== 'HEAD') {
    if (!has('content-length')) headers.push(['Content-Length', String(length)]);
    if (!has('content-type')) headers.push(['Content-Type', 'application/x-www-form-urlencoded']);
  }
  return headers;
}
