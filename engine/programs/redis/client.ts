import { SystemError } from '../../filesystem/errors.ts';
import { AGAIN, type Next, type Program, type System } from '../../linux/system.ts';
import { binary, bytesOf, encode } from '../../shell/commands/bytes.ts';
import { portNumber } from '../options.ts';
import { continueLookup, type Lookup, lookUp, lookupWait, type Resolved } from '../resolver.ts';
import { type Reply, splitWords, takeReply } from './resp.ts';

type State = {
  host: string;
  port: number;
  /** Requests to send before those of the command line or the input. */
  first: string[][];
  /** The command of the command line; empty: commands come from standard input. */
  command: string[];
  raw: boolean;
  lookup?: Lookup | undefined;
  descriptor: number;
  stage: 'lookup' | 'connecting' | 'ready';
  /** What came from standard input and from the server, one character per byte. */
  typed: string;
  input: string;
  /** Replies that are still to come; those of the first requests aren't shown. */
  waiting: { shown: boolean }[];
  ended: boolean;
  repeat: number;
  failed: boolean;
};

/** redis-cli: one command, or those that come from standard input. */
export const redisCli: Program<State> = {
  start(system) {
    const state = parse(system);
    if (typeof state === 'number') return { exit: state };
    system.onSignal('ignore', ['SIGPIPE']);
    return resolved(system, state, lookUp(system, state.host));
  },
  step(system, state) {
    if (state.lookup !== undefined) return resolved(system, state, continueLookup(system, state.lookup));
    if (state.stage === 'connecting') return connecting(system, state);
    return converse(system, state);
  },
};

function parse(system: System): State | number {
  const words = system.argv.slice(1);
  const state: State = {
    host: '127.0.0.1',
    port: 6379,
    first: [],
    command: [],
    raw: !system.isTerminal(1),
    descriptor: -1,
    stage: 'lookup',
    typed: '',
    input: '',
    waiting: [],
    ended: false,
    repeat: 1,
    failed: false,
  };
  const password = system.env.get('REDISCLI_AUTH');
  if (password !== undefined) state.first.push(['AUTH', password]);
  while (words[0]?.startsWith('-') === true) {
    const word = words.shift() ?? '';
    if (word === '-h') state.host = words.shift() ?? state.host;
    else if (word === '-p') state.port = portNumber(words.shift(), 6379);
    else if (word === '-a' || word === '--pass') state.first.push(['AUTH', words.shift() ?? '']);
    else if (word === '-n') state.first.push(['SELECT', words.shift() ?? '0']);
    else if (word === '-r') state.repeat = Math.min(1000, Number(words.shift()) || 1);
    else if (word === '--raw') state.raw = true;
    else if (word === '--no-raw') state.raw = false;
    else if (word === '--no-auth-warning' || word === '-x' || word === '-c') continue;
    else if (word === '-v' || word === '--version') {
      system.write(1, `redis-cli ${system.executable.version ?? ''}\n`);
      return 0;
    } else {
      system.write(2, `Unrecognized option or bad number of args for: '${word}'\n`);
      return 1;
    }
  }
  state.command = words.map(encode);
  return state;
}

function resolved(system: System, state: State, result: Resolved): Next<State> {
  if ('lookup' in result) {
    state.lookup = result.lookup;
    return { state, until: lookupWait(result.lookup) };
  }
  state.lookup = undefined;
  if ('failed' in result) return unreachable(system, state, 'Name or service not known');
  try {
    state.descriptor = system.connect({ address: result.address, port: state.port });
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    return unreachable(system, state, error.message);
  }
  state.stage = 'connecting';
  return connecting(system, state);
}

function unreachable(system: System, { host, port }: State, why: string): Next<State> {
  system.write(2, `Could not connect to Redis at ${host}:${port}: ${why}\n`);
  return { exit: 1 };
}

function connecting(system: System, state: State): Next<State> {
  try {
    if (system.connected(state.descriptor) === AGAIN)
      return { state, until: { connected: state.descriptor } };
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    return unreachable(system, state, error.message);
  }
  state.stage = 'ready';
  for (const request of state.first) send(system, state, request, false);
  for (let count = 0; count < (state.command.length === 0 ? 0 : state.repeat); count++)
    send(system, state, state.command, true);
  if (state.command.length === 0) prompt(system, state);
  return converse(system, state);
}

function send(system: System, state: State, request: readonly string[], shown: boolean): void {
  const text = `*${request.length}\r\n${request.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`;
  system.write(state.descriptor, bytesOf(text));
  state.waiting.push({ shown });
}

function prompt(system: System, state: State): void {
  if (system.isTerminal(0)) system.write(1, `${state.host}:${state.port}> `);
}

function converse(system: System, state: State): Next<State> {
  const data = system.read(state.descriptor);
  if (data !== AGAIN) {
    if (data.length === 0) {
      if (state.waiting.length > 0 && !/^shutdown$/i.test(state.command[0] ?? '')) {
        system.write(2, 'Error: Server closed the connection\n');
        return { exit: 1 };
      }
      return { exit: 0 };
    }
    state.input += binary(data);
  }
  show(system, state);
  if (state.waiting.length > 0) return { state, until: { readable: [state.descriptor] } };
  if (state.command.length > 0) return { exit: state.failed ? 1 : 0 };
  return fromInput(system, state);
}

function show(system: System, state: State): void {
  while (state.waiting.length > 0) {
    const reply = takeReply(state.input);
    if (reply === 'more') return;
    state.input = state.input.slice(reply.end);
    const waiting = state.waiting.shift();
    if (waiting?.shown === true || 'error' in reply.value) {
      system.write(1, bytesOf(state.raw ? `${rawText(reply.value)}\n` : `${shownText(reply.value, '')}\n`));
    }
    if (waiting?.shown === true && state.command.length === 0) prompt(system, state);
  }
}

function fromInput(system: System, state: State): Next<State> {
  for (;;) {
    const newline = state.typed.indexOf('\n');
    if (newline >= 0 || (state.ended && state.typed !== '')) {
      const line = newline >= 0 ? state.typed.slice(0, newline) : state.typed;
      state.typed = newline >= 0 ? state.typed.slice(newline + 1) : '';
      const words = splitWords(line);
      if (words === undefined) system.write(1, 'Invalid argument(s)\n');
      const [name = ''] = words ?? [];
      if (/^(?:quit|exit)$/i.test(name)) return { exit: 0 };
      if (words === undefined || words.length === 0) {
        prompt(system, state);
        continue;
      }
      send(system, state, words, true);
      return { state, until: { readable: [state.descriptor] } };
    }
    if (state.ended) return { exit: 0 };
    const data = system.read(0);
    if (data === AGAIN) return { state, until: { readable: [0, state.descriptor] } };
    if (data.length === 0) state.ended = true;
    state.typed += binary(data);
  }
}

/** As into a pipe. */
function rawText(reply: Reply): string {
  if ('status' in reply) return reply.status;
  if ('error' in reply) return `${reply.error}\n`;
  if ('integer' in reply) return String(reply.integer);
  if ('bulk' in reply) return reply.bulk ?? '';
  return (reply.list ?? []).map(rawText).join('\n');
}

/** As on a terminal. */
function shownText(reply: Reply, indent: string): string {
  if ('status' in reply) return reply.status;
  if ('error' in reply) return `(error) ${reply.error}`;
  if ('integer' in reply) return `(integer) ${reply.integer}`;
  if ('bulk' in reply) return reply.bulk === null ? '(nil)' : quoted(reply.bulk);
  if (reply.list === null) return '(nil)';
  if (reply.list.length === 0) return '(empty array)';
  const width = String(reply.list.length).length;
  return reply.list
    .map((element, index) => {
      const label = `${String(index + 1).padStart(width)}) `;
      return `${index === 0 ? '' : indent}${label}${shownText(element, indent + ' '.repeat(label.length))}`;
    })
    .join('\n');
}

function quoted(text: string): string {
  const escapes: Readonly<Record<string, string>> = {
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
    '"': '\\"',
    '\\': '\\\\',
  };
  const shown = [...text].map((character) => {
    if (escapes[character] !== undefined) return escapes[character];
    const code = character.charCodeAt(0);
    return code < 32 || code > 126 ? `\\x${code.toString(16).padStart(2, '0')}` : character;
  });
  return `"${shown.join('')}"`;
}
