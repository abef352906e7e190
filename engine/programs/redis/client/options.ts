import type { System } from '../../../linux/system.ts';
import { unixAddress } from '../../../network/unix-address.ts';
import { encode } from '../../../shell/commands/bytes.ts';
import { portNumber } from '../../options.ts';
import type { Form } from './show.ts';

type Mode = 'command' | 'input' | 'scan' | 'pipe' | 'stat';

export type Options = {
  host: string;
  port: number;
  user: string;
  password: string;
  database: number;
  modern: boolean;
  form: Form;
  mode: Mode;
  command: string[];
  /** Negative: for ever. */
  repeat: number;
  intervalMs: number;
  /** -x: the last argument comes from standard input. */
  argumentFromInput: boolean;
  pattern: string;
  count: string;
  failsOnError: boolean;
};

const REPEAT_MAX = 100_000;

const help = (version: string) => `redis-cli ${version}

Usage: redis-cli [OPTIONS] [cmd [arg [arg ...]]]
  -h <hostname>      Server hostname (default: 127.0.0.1).
  -p <port>          Server port (default: 6379).
  -a <password>      Password to use when connecting to the server.
  -u <uri>           Server URI on format redis://user:password@host:port/dbnum
  --user <username>  Used to send ACL style 'AUTH username pass'. Needs -a.
  --pass <password>  Alias of -a for consistency with the new --user option.
  -r <repeat>        Execute specified command N times.
  -i <interval>      When -r is used, waits <interval> seconds per command.
  -n <db>            Database number.
  -2                 Start session in RESP2 protocol mode.
  -3                 Start session in RESP3 protocol mode.
  -x                 Read last argument from STDIN.
  -e                 Return exit error code when command execution fails.
  --raw              Use raw formatting for replies (default when STDOUT is not a tty).
  --no-raw           Force formatted output even when STDOUT is not a tty.
  --csv              Output in CSV format.
  --json             Output in JSON format (default RESP3).
  --stat             Print rolling stats about server: mem, clients, ...
  --scan             List all keys using the SCAN command.
  --pattern <pat>    Keys pattern when using the --scan option (default: *).
  --count <count>    Count option when using the --scan option.
  --pipe             Transfer raw Redis protocol from stdin to server.
  --no-auth-warning  Don't show warning message when using password on command line interface.
  --help             Output this help and exit.
  --version          Output version and exit.
`;

const missing = new Set(
  '--bigkeys --memkeys --hotkeys --keystats --latency --latency-history --latency-dist --lru-test --rdb --functions-rdb --cluster --eval --ldb --replica --slave --tls --intrinsic-latency'.split(
    ' ',
  ),
);

type Taking = (options: Options, value: string) => void;

const valued: Readonly<Record<string, Taking>> = {
  '-h': (options, value) => Object.assign(options, { host: value }),
  '-p': (options, value) => Object.assign(options, { port: portNumber(value, 6379) }),
  '-a': (options, value) => Object.assign(options, { password: value }),
  '--pass': (options, value) => Object.assign(options, { password: value }),
  '--user': (options, value) => Object.assign(options, { user: value }),
  '-u': takeUri,
  '-n': (options, value) => Object.assign(options, { database: Number(value) || 0 }),
  '-r': (options, value) => Object.assign(options, { repeat: Math.min(REPEAT_MAX, Number(value) || 1) }),
  '-i': (options, value) => Object.assign(options, { intervalMs: (Number(value) || 0) * 1000 }),
  '-t': () => {},
  '-d': () => {},
  '-D': () => {},
  '-s': (options, value) => Object.assign(options, { host: unixAddress(value).address }),
  '--pattern': (options, value) => Object.assign(options, { pattern: value }),
  '--count': (options, value) => Object.assign(options, { count: value }),
  '--pipe-timeout': () => {},
};

const switches: Readonly<Record<string, Partial<Options>>> = {
  '-2': { modern: false },
  '-3': { modern: true },
  '-x': { argumentFromInput: true },
  '-e': { failsOnError: true },
  '-c': {},
  '--raw': { form: 'raw' },
  '--no-raw': { form: 'shown' },
  '--csv': { form: 'csv' },
  '--json': { form: 'json', modern: true },
  '--quoted-json': { form: 'json', modern: true },
  '--quoted-input': {},
  '--scan': { mode: 'scan' },
  '--pipe': { mode: 'pipe' },
  '--stat': { mode: 'stat' },
  '--no-auth-warning': {},
  '--verbose': {},
};

function takeUri(options: Options, value: string): void {
  try {
    const url = new URL(value);
    options.host = url.hostname || options.host;
    options.port = portNumber(url.port, 6379);
    options.user = decodeURIComponent(url.username);
    options.password = decodeURIComponent(url.password);
    options.database = Number(url.pathname.slice(1)) || 0;
  } catch {
    // As redis-cli: what isn't understood stays as it was.
  }
}

/** Reads the command line. An exit code: that was all. */
export function parseOptions(system: System): Options | number {
  const words = system.argv.slice(1);
  const version = system.executable.version ?? '';
  const options: Options = {
    host: '127.0.0.1',
    port: 6379,
    user: '',
    password: system.env.get('REDISCLI_AUTH') ?? '',
    database: 0,
    modern: false,
    form: system.isTerminal(1) ? 'shown' : 'raw',
    mode: 'command',
    command: [],
    repeat: 1,
    intervalMs: 0,
    argumentFromInput: false,
    pattern: '*',
    count: '',
    failsOnError: false,
  };
  let warns = false;
  while (words[0]?.startsWith('-') === true) {
    const word = words.shift() ?? '';
    const take = Object.hasOwn(valued, word) ? valued[word] : undefined;
    if (take !== undefined && words.length > 0) {
      take(options, words.shift() ?? '');
      warns ||= word === '-a' || word === '--pass' || (word === '-u' && options.password !== '');
    } else if (Object.hasOwn(switches, word)) Object.assign(options, switches[word]);
    else if (word === '-v' || word === '--version') {
      system.write(1, `redis-cli ${version}\n`);
      return 0;
    } else if (word === '--help') {
      system.write(1, help(version));
      return 0;
    } else {
      const problem = missing.has(word)
        ? `${word} is not part of the simulation`
        : `Unrecognized option or bad number of args for: '${word}'`;
      system.write(2, `${problem}\n`);
      return 1;
    }
  }
  if (warns && !system.argv.includes('--no-auth-warning'))
    system.write(
      2,
      "Warning: Using a password with '-a' or '-u' option on the command line interface may not be safe.\n",
    );
  options.command = words.map(encode);
  if (options.mode === 'command' && options.command.length === 0) options.mode = 'input';
  return options;
}
