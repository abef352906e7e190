import { systemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import { Quit } from '../options.ts';

/** What the command line of curl asks for. JSON. */
export type CurlRequest = {
  urls: string[];
  method?: string | undefined;
  headers: (readonly [name: string, value: string])[];
  body?: string | undefined;
  user?: string;
  userAgent?: string;
  output?: string;
  remoteName: boolean;
  writeOut?: string;
  silent: boolean;
  showError: boolean;
  noMeter: boolean;
  include: boolean;
  head: boolean;
  verbose: boolean;
  fail: boolean;
  follow: boolean;
  redirectsMax: number;
  limitMs?: number;
  connectLimitMs?: number;
  /** The Unix socket to connect to, whatever the URL's host and port are. */
  unixSocket?: string;
  resolve: { readonly host: string; readonly port: number; readonly address: string }[];
};

const REDIRECTS_DEFAULT = 50;
const URLS_MAX = 100;
const VERSION_TEXT =
  'curl 7.88.1 (x86_64-pc-linux-gnu) libcurl/7.88.1\nRelease-Date: 2023-02-20\nProtocols: http\nFeatures: \n';
const HELP = `Usage: curl [options...] <url>
 -d, --data <data>          HTTP POST data
 -f, --fail                 Fail fast with no output on HTTP errors
 -h, --help <category>      Get help for commands
 -i, --include              Include protocol response headers in the output
 -o, --output <file>        Write to file instead of stdout
 -O, --remote-name          Write output to a file named as the remote file
 -s, --silent               Silent mode
 -u, --user <user:password> Server user and password
 -A, --user-agent <name>    Send User-Agent <name> to server
 -v, --verbose              Make the operation more talkative
 -V, --version              Show version number and quit
`;
const TRY = "curl: try 'curl --help' or 'curl --manual' for more information\n";

type Apply = (request: CurlRequest, value: string, system: System) => void;

interface Option {
  readonly letter?: string;
  readonly takesValue: boolean;
  readonly apply: Apply;
}

const flag = (letter: string | undefined, apply: (request: CurlRequest) => void): Option => ({
  ...(letter === undefined ? {} : { letter }),
  takesValue: false,
  apply,
});
const valued = (letter: string | undefined, apply: Apply): Option => ({
  ...(letter === undefined ? {} : { letter }),
  takesValue: true,
  apply,
});
const nothing = () => {};

const options: Readonly<Record<string, Option>> = {
  silent: flag('s', (request) => {
    request.silent = true;
  }),
  'show-error': flag('S', (request) => {
    request.showError = true;
  }),
  'no-progress-meter': flag(undefined, (request) => {
    request.noMeter = true;
  }),
  'progress-bar': flag('#', (request) => {
    request.noMeter = true;
  }),
  include: flag('i', (request) => {
    request.include = true;
  }),
  head: flag('I', (request) => {
    request.head = true;
  }),
  verbose: flag('v', (request) => {
    request.verbose = true;
  }),
  fail: flag('f', (request) => {
    request.fail = true;
  }),
  location: flag('L', (request) => {
    request.follow = true;
  }),
  insecure: flag('k', nothing),
  get: flag('G', (request) => {
    request.method = 'GET';
  }),
  'no-buffer': flag('N', nothing),
  ipv4: flag('4', nothing),
  compressed: flag(undefined, nothing),
  'http1.1': flag(undefined, nothing),
  'remote-name': flag('O', (request) => {
    request.remoteName = true;
  }),
  output: valued('o', (request, value) => {
    request.output = value;
  }),
  request: valued('X', (request, value) => {
    request.method = value;
  }),
  header: valued('H', (request, value) => {
    const colon = value.indexOf(':');
    if (colon > 0) request.headers.push([value.slice(0, colon), value.slice(colon + 1).trim()]);
  }),
  data: valued('d', (request, value, system) => addData(request, dataOf(system, value, true))),
  'data-raw': valued(undefined, (request, value) => addData(request, value)),
  'data-binary': valued(undefined, (request, value, system) =>
    addData(request, dataOf(system, value, false)),
  ),
  'data-urlencode': valued(undefined, (request, value) => {
    const [name = '', text] = value.split(/=(.*)/s);
    addData(
      request,
      text === undefined
        ? encodeURIComponent(name)
        : `${name === '' ? '' : `${name}=`}${encodeURIComponent(text)}`,
    );
  }),
  json: valued(undefined, (request, value, system) => {
    addData(request, dataOf(system, value, false));
    request.headers.push(['Content-Type', 'application/json'], ['Accept', 'application/json']);
  }),
  user: valued('u', (request, value) => {
    request.user = value;
  }),
  'user-agent': valued('A', (request, value) => {
    request.userAgent = value;
  }),
  referer: valued('e', (request, value) => {
    request.headers.push(['Referer', value]);
  }),
  cookie: valued('b', (request, value) => {
    request.headers.push(['Cookie', value]);
  }),
  'write-out': valued('w', (request, value) => {
    request.writeOut = value;
  }),
  'max-time': valued('m', (request, value) => {
    request.limitMs = seconds('max-time', value);
  }),
  'connect-timeout': valued(undefined, (request, value) => {
    request.connectLimitMs = seconds('connect-timeout', value);
  }),
  'unix-socket': valued(undefined, (request, value) => {
    request.unixSocket = value;
  }),
  'max-redirs': valued(undefined, (request, value) => {
    request.redirectsMax = Math.min(Number(value) || 0, REDIRECTS_DEFAULT);
  }),
  resolve: valued(undefined, (request, value) => {
    const [, host, port, address] = /^\+?([^:]+):(\d{1,5}):([\d.]+)$/.exec(value) ?? [];
    if (host === undefined || address === undefined)
      throw new Quit(`curl: (49) Couldn't parse CURLOPT_RESOLVE entry '${value}'\n`, 49);
    request.resolve.push({ host, port: Number(port), address });
  }),
  url: valued(undefined, (request, value) => {
    request.urls.push(value);
  }),
};

const byLetter = new Map(
  Object.entries(options).flatMap(([name, option]) =>
    option.letter === undefined ? [] : [[option.letter, name] as const],
  ),
);

export function parseCurl(system: System): CurlRequest {
  const request: CurlRequest = {
    urls: [],
    headers: [],
    remoteName: false,
    silent: false,
    showError: false,
    noMeter: false,
    include: false,
    head: false,
    verbose: false,
    fail: false,
    follow: false,
    redirectsMax: REDIRECTS_DEFAULT,
    resolve: [],
  };
  const words = system.argv.slice(1);
  if (words.length === 0) throw new Quit(TRY, 2);
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word.startsWith('--')) longOption(system, request, word.slice(2), words);
    else if (word.startsWith('-') && word !== '-') shortOptions(system, request, word.slice(1), words);
    else request.urls.push(word);
  }
  if (request.urls.length === 0) throw new Quit(`curl: no URL specified!\n${TRY}`, 2);
  if (request.urls.length > URLS_MAX) throw new Quit(`curl: (27) Out of memory\n`, 27);
  return request;
}

function longOption(system: System, request: CurlRequest, name: string, words: string[]): void {
  if (name === 'help') throw new Quit(HELP, 0, 'out');
  if (name === 'version') throw new Quit(VERSION_TEXT, 0, 'out');
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (option === undefined) throw new Quit(`curl: option --${name}: is unknown\n${TRY}`, 2);
  option.apply(request, option.takesValue ? argument(`--${name}`, words) : '', system);
}

function shortOptions(system: System, request: CurlRequest, letters: string, words: string[]): void {
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? '';
    if (letter === 'h') throw new Quit(HELP, 0, 'out');
    if (letter === 'V') throw new Quit(VERSION_TEXT, 0, 'out');
    const option = options[byLetter.get(letter) ?? ''];
    if (option === undefined) throw new Quit(`curl: option -${letter}: is unknown\n${TRY}`, 2);
    if (option.takesValue) {
      const attached = letters.slice(at + 1);
      option.apply(request, attached === '' ? argument(`-${letter}`, words) : attached, system);
      return;
    }
    option.apply(request, '', system);
  }
}

function argument(name: string, words: string[]): string {
  const value = words.shift();
  if (value === undefined) throw new Quit(`curl: option ${name}: requires parameter\n${TRY}`, 2);
  return value;
}

function seconds(name: string, value: string): number {
  const number = Number(value);
  if (/^\d+(?:\.\d+)?$/.test(value)) return number * 1000;
  throw new Quit(`curl: option --${name}: expected a proper numerical parameter\n${TRY}`, 2);
}

function addData(request: CurlRequest, text: string): void {
  request.body = request.body === undefined ? text : `${request.body}&${text}`;
}

function dataOf(system: System, value: string, oneLine: boolean): string {
  if (!value.startsWith('@')) return value;
  const name = value.slice(1);
  try {
    const text = system.readText(name === '-' ? '/dev/stdin' : name);
    return oneLine ? text.replace(/[\r\n]/g, '') : text;
  } catch (error) {
    systemError(error);
    throw new Quit(
      `curl: Failed to open ${name}\ncurl: option -d: error encountered when reading a file\n${TRY}`,
      26,
    );
  }
}
