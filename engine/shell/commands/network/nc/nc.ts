import { systemError } from '../../../../filesystem/errors.ts';
import type { Next, Program, System } from '../../../../linux/system.ts';
import { unixAddress } from '../../../../network/unix-address.ts';
import { fail, guarded } from '../../command.ts';
import { commandName, type Manual, type Options, parseOptions, Quit, usageOnly } from '../../options.ts';
import { parseAddress } from '../addresses.ts';
import { connect, resolve } from './connect.ts';
import { exchangeDatagrams } from './datagrams.ts';
import { accept, listen } from './listen.ts';
import { runCommand } from './run.ts';
import { newState, type Outcome, type State } from './state.ts';
import { talk } from './talk.ts';
import { type Dialect, dialectOf, wordsOf } from './words.ts';

const manual: Manual = {
  gnu:
    '[-46CDdFhklNnrStUuvZz] [-I length] [-i interval] [-M ttl]\n\t  [-m minttl] [-O length] [-P proxy_username] [-p source_port]\n' +
    '\t  [-q seconds] [-s sourceaddr] [-T keyword] [-V rtable] [-W recvlimit]\n\t  [-w timeout] [-X proxy_protocol] [-x proxy_address[:port]]\n\t  [destination] [port]',
  package: 'OpenBSD netcat',
  shows: 'lower case',
};

const LETTERS: Readonly<Record<Dialect, string>> = {
  busybox: 'lp:zvw:kni:us:bo:',
  openbsd: '46CDdFhklNnrStUuvZzI:i:M:m:O:P:p:q:s:T:V:W:w:X:x:',
  traditional: 'bCc:e:g:G:hi:klno:p:q:rs:T:tuvw:z',
  ncat: '46Cc:e:g:G:hi:klm:no:p:s:tuUvw:x:z',
};

const NCAT_LONG: Readonly<Record<string, string>> = {
  exec: 'e',
  'idle-timeout': 'i',
  'keep-open': 'k',
  listen: 'l',
  nodns: 'n',
  'recv-only': '',
  'send-only': '',
  'sh-exec': 'c',
  'source-port': 'p',
  udp: 'u',
  verbose: 'v',
  wait: 'w',
};

/** Ports that -z goes through. */
const PORTS_MAX = 1_024;
/** Where ncat listens and connects to unless told. */
const NCAT_PORT = '31337';

export const nc: Program<State> = guarded({
  start(system) {
    const dialect = dialectOf(system);
    const [argv, command] = dialect === 'busybox' ? cutCommand(system.argv) : [system.argv, []];
    const options = parseOptions(
      system,
      { letters: LETTERS[dialect], manual, ...(dialect === 'ncat' ? { long: NCAT_LONG } : {}) },
      argv,
    );
    if (options.has('x') && dialect !== 'traditional')
      throw fail(system, 'connecting through a proxy is not simulated');
    const state = stateOf(dialect, options, command);
    if (options.has('U')) return startUnix(system, options, state);
    if (options.has('l')) return startListening(system, options, state);
    const port = options.operands[1] ?? (dialect === 'ncat' && state.host !== '' ? NCAT_PORT : undefined);
    if (port === undefined) throw withoutPort(system, dialect);
    state.ports = portsOf(system, port);
    return step(system, state);
  },
  step,
});

/** Busybox's `-e` takes all the words behind it. */
function cutCommand(argv: readonly string[]): [readonly string[], string[]] {
  const at = argv.findIndex((word) => /^-[a-z]*e$/.test(word));
  if (at < 0 || argv[at + 1] === undefined) return [argv, []];
  const others = (argv[at] ?? '').slice(0, -1);
  return [[...argv.slice(0, at), ...(others === '-' ? [] : [others])], argv.slice(at + 1)];
}

function stateOf(dialect: Dialect, options: Options, command: string[]): State {
  const seconds = (letter: string) => Number(options.value(letter) ?? Number.NaN) * 1000;
  const limit = seconds('w');
  const linger = seconds('q');
  const shell = options.value('c');
  const program = options.value('e')?.split(' ') ?? [];
  return {
    ...newState(options.operands[0] ?? ''),
    scan: options.has('z'),
    verbose: options.has('v'),
    keep: options.has('k'),
    datagrams: options.has('u'),
    command:
      shell !== undefined && dialect !== 'openbsd' ? ['/bin/sh', '-c', shell] : [...command, ...program],
    limitMs: limit > 0 ? limit : undefined,
    lingerMs: linger >= 0 ? linger : undefined,
    tellsEnd: dialect !== 'openbsd' || options.has('N'),
  };
}

function startListening(system: System, options: Options, state: State): Next<State> {
  const { operands } = options;
  const port = Number(
    options.value('p') ?? operands.at(-1) ?? (dialectOf(system) === 'ncat' ? NCAT_PORT : Number.NaN),
  );
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw usage(system);
  const own = options.value('s') ?? operands.slice(0, options.has('p') ? 1 : -1)[0];
  listen(system, state, {
    address: own !== undefined && parseAddress(own) !== undefined ? own : '0.0.0.0',
    port,
  });
  return step(system, state);
}

/** `nc -U path` and `nc -lU path`: there is no port. */
function startUnix(system: System, options: Options, state: State): Next<State> {
  const [path, ...rest] = options.operands;
  if (path === undefined || rest.length > 0) throw usage(system);
  state.address = unixAddress(path).address;
  state.ports = [0];
  if (!options.has('l')) {
    state.stage = 'connect';
    return step(system, state);
  }
  try {
    state.listener = system.listen(unixAddress(path));
  } catch (error) {
    throw fail(system, systemError(error).message);
  }
  state.stage = 'accept';
  if (state.verbose) system.write(2, `Bound on ${path}\nListening on ${path}\n`);
  return step(system, state);
}

function usage(system: System): Quit {
  return dialectOf(system) === 'busybox'
    ? usageOnly(system, manual)
    : new Quit(`usage: ${commandName(system)} ${manual.gnu}\n`, 1);
}

function withoutPort(system: System, dialect: Dialect): Quit {
  if (dialect === 'ncat') return new Quit('Ncat: You must specify a host to connect to. QUITTING.\n', 2);
  if (dialect === 'traditional') return new Quit('no port[s] to connect to\n', 1);
  return usage(system);
}

export function portsOf(system: System, text: string): number[] {
  const [, low, high] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  const [first, last] = [Number(low), Number(high ?? low)];
  if (low === undefined || first > last || last > 65_535) {
    const { badPort, troubleCode } = wordsOf(system);
    throw new Quit(badPort(text), troubleCode);
  }
  return Array.from({ length: Math.min(PORTS_MAX, last - first + 1) }, (_, index) => first + index);
}

function step(system: System, state: State): Next<State> {
  for (;;) {
    if (state.stage === 'talk' && state.command.length > 0) {
      const next = runCommand(system, state);
      if (next !== undefined) return next;
    }
    const next = stages[state.stage](system, state);
    if (next === undefined) continue;
    return 'exit' in next ? next : { state, until: next };
  }
}

const stages: Readonly<Record<State['stage'], (system: System, state: State) => Outcome>> = {
  resolve,
  connect,
  accept,
  talk,
  datagrams: exchangeDatagrams,
};
