import { header, hostAndPort } from './http.ts';
import type { WgetState, WgetWords } from './wget.ts';

const NAME_WIDTH = 20;
const BAR = '*'.repeat(32);

/** What busybox's wget prints. */
export const busyboxWords: WgetWords = {
  begin: () => '',
  resolved: () => '',
  connecting: ({ url }, address) => `Connecting to ${hostAndPort(url)} (${address}:${url.port})\n`,
  connected: () => '',
  head: () => '',
  saving: (_, state) => (state.file === '-' ? 'writing to stdout\n' : `saving to '${state.file}'\n`),
  saved: (_, state, head) => {
    const known = header(head, 'content-length') !== undefined;
    const done = state.file === '-' ? 'written to stdout\n' : `'${state.file}' saved\n`;
    return progress(state, known) + done;
  },
  exists: () => 'remote file exists\n',
  redirect: () => '',
  refused: (_, __, head) => ({
    text: `wget: server returned error: ${head.version} ${head.status} ${head.reason}\n`,
    code: 1,
  }),
  problem: (_, { url }, problem) => {
    switch (problem.problem) {
      case 'name':
        return { text: `wget: bad address '${url.host}'\n`, code: 1 };
      case 'connect':
        return {
          text: `wget: can't connect to remote host (${problem.address}): ${problem.message}\n`,
          code: 1,
        };
      case 'deadline':
        return { text: 'wget: download timed out\n', code: 1 };
      case 'cut short':
        return { text: 'wget: connection closed prematurely\n', code: 1 };
      case 'reset':
        return { text: 'wget: error getting response: Connection reset by peer\n', code: 1 };
      default:
        return { text: 'wget: error getting response\n', code: 1 };
    }
  },
};

function progress(state: WgetState, known: boolean): string {
  const { received } = state.exchange.reading;
  const name = state.file
    .slice(state.file.lastIndexOf('/') + 1)
    .slice(0, NAME_WIDTH)
    .padEnd(NAME_WIDTH);
  if (known) return `\r${name} 100% |${BAR}| ${amount(received)}  0:00:00 ETA\n`;
  return `\r${name}      |${'*'.padEnd(32)}| ${amount(received)}  0:00:00 ETA\n`;
}

/** Five places: `  615`, ` 1234k`. */
function amount(bytes: number): string {
  if (bytes < 100_000) return String(bytes).padStart(5);
  const kilobytes = bytes / 1024;
  if (kilobytes < 10_000) return `${String(Math.floor(kilobytes)).padStart(4)}k`;
  return `${String(Math.floor(kilobytes / 1024)).padStart(4)}M`;
}
