import type { System } from '../../../linux/system.ts';
import { quote } from '../quoting.ts';
import { formatTime } from '../system/calendar.ts';
import { header, type ResponseHead, urlText } from './http.ts';
import type { WgetState, WgetWords } from './wget.ts';

const stampFormat = '%Y-%m-%d %H:%M:%S';
/** Exit codes. */
const NETWORK = 4;
const SERVER = 8;

/** What GNU's wget prints. */
export const gnuWords: WgetWords = {
  begin: (system, { request, url }) =>
    `${request.spider ? 'Spider mode enabled. Check if remote file exists.\n' : ''}--${formatTime(stampFormat, system.now)}--  ${urlText(url)}\n`,
  resolved: ({ url }, addresses) =>
    addresses[0] === url.host ? '' : `Resolving ${url.host} (${url.host})... ${addresses.join(', ')}\n`,
  connecting: ({ url }, address) => {
    const place =
      address === url.host ? `${address}:${url.port}` : `${url.host} (${url.host})|${address}|:${url.port}`;
    return `Connecting to ${place}... `;
  },
  connected: () => 'connected.\nHTTP request sent, awaiting response... ',
  head: (_, head) => `${head.status} ${head.reason}\n`,
  saving: (system, state, head) =>
    `${lengthLine(head)}Saving to: ${quote(system, state.file === '-' ? 'STDOUT' : state.file)}\n\n`,
  saved,
  exists: ({ exchange }) => {
    const { head } = exchange.reading;
    return `${head === undefined ? '' : lengthLine(head)}Remote file exists and could contain further links,\nbut recursion is disabled -- not retrieving.\n\n`;
  },
  redirect: (_, location) => `Location: ${location} [following]\n`,
  refused: (system, state, head) => ({
    text: state.request.spider
      ? 'Remote file does not exist -- broken link!!!\n\n'
      : `${formatTime(stampFormat, system.now)} ERROR ${head.status}: ${head.reason || '(no description)'}.\n\n`,
    code: SERVER,
  }),
  problem: (system, { url, request }, problem) => {
    switch (problem.problem) {
      case 'name': {
        const what = problem.temporary ? 'Temporary failure in name resolution' : 'Name or service not known';
        const resolving = request.brief ? '' : `Resolving ${url.host} (${url.host})... failed: ${what}.\n`;
        return {
          text: `${resolving}wget: unable to resolve host address ${quote(system, url.host)}\n`,
          code: NETWORK,
        };
      }
      case 'connect':
        return { text: `failed: ${problem.message}.\n`, code: NETWORK };
      case 'deadline':
        return {
          text: problem.connecting
            ? 'failed: Connection timed out.\nGiving up.\n\n'
            : 'Read error (Connection timed out) in headers.\nGiving up.\n\n',
          code: NETWORK,
        };
      case 'empty':
        return { text: 'No data received.\nGiving up.\n\n', code: NETWORK };
      case 'not HTTP':
        return { text: '200 No headers, assuming HTTP/0.9\n', code: SERVER };
      default:
        return { text: 'Read error (Connection reset by peer) in headers.\nGiving up.\n\n', code: NETWORK };
    }
  },
};

function lengthLine(head: ResponseHead): string {
  const length = header(head, 'content-length');
  const type = header(head, 'content-type')?.replace(/;.*/, '');
  const kind = type === undefined ? '' : ` [${type}]`;
  if (length === undefined) return `Length: unspecified${kind}\n`;
  const bytes = Number(length);
  const human = bytes < 1024 ? '' : ` (${shortSize(bytes)})`;
  return `Length: ${length}${human}${kind}\n`;
}

function shortSize(bytes: number): string {
  const units = ['', 'K', 'M', 'G'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)}${units[unit]}`;
}

/** Kilobytes that a dot and a line of dots stand for. */
const DOT_KILOBYTES = 1;
const DOTS = 50;
/** Lines of dots that are printed; the rest of a large file shows as its last line. */
const LINES_MAX = 200;

function dots(bytes: number, total: number | undefined, seconds: number): string {
  const speed = rate(bytes, seconds);
  const took = `${seconds < 10 ? Number(seconds.toFixed(1)) : Math.round(seconds)}s`;
  const all = Math.ceil(bytes / 1024 / DOT_KILOBYTES);
  const lines = Math.max(1, Math.ceil(all / DOTS));
  let text = '';
  for (let line = Math.max(0, lines - LINES_MAX); line < lines; line++) {
    const count = Math.min(DOTS, Math.floor(bytes / 1024) - line * DOTS);
    const groups = Array.from({ length: 5 }, (_, group) =>
      '.'.repeat(Math.max(0, Math.min(10, count - group * 10))).padEnd(10),
    );
    const done = Math.min(bytes, (line + 1) * DOTS * 1024);
    const share =
      total === undefined ? '' : `${String(Math.floor((100 * done) / Math.max(1, total))).padStart(3)}%`;
    const last = line === lines - 1;
    text += `${String(line * DOTS).padStart(6)}K ${groups.join(' ')} ${share} ${speed.short.padStart(4)}${last ? `=${took}` : ' 0s'}\n`;
  }
  return `${text}\n`;
}

function rate(bytes: number, seconds: number): { readonly short: string; readonly long: string } {
  const perSecond = bytes / Math.max(seconds, 0.000_003);
  const units = ['', 'K', 'M', 'G'];
  let value = perSecond;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  const number =
    value >= 99.95 ? String(Math.round(value)) : value >= 9.995 ? value.toFixed(1) : value.toFixed(2);
  return { short: `${number}${units[unit]}`, long: `${number} ${units[unit]}B/s` };
}

function saved(system: System, state: WgetState, head: ResponseHead): string {
  const { exchange, file, request, url } = state;
  const { received } = exchange.reading;
  const length = header(head, 'content-length');
  const stamp = formatTime(stampFormat, system.now);
  const sizes = length === undefined ? `[${received}]` : `[${received}/${length}]`;
  if (request.brief) return `${stamp} URL:${urlText(url)} ${sizes} -> "${file}" [1]\n`;
  const seconds = (system.now - exchange.connectedMs) / 1000;
  const total = length === undefined ? undefined : Number(length);
  const result = file === '-' ? `written to stdout ${sizes}` : `${quote(system, file)} saved ${sizes}`;
  return `${dots(received, total, seconds)}${stamp} (${rate(received, seconds).long}) - ${result}\n\n`;
}
