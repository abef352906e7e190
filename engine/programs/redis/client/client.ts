import { AGAIN, type Next, type Program, type System } from '../../../linux/system.ts';
import { binary, bytesOf } from '../../../shell/commands/bytes.ts';
import type { Reply } from '../resp.ts';
import { syntaxOfWords } from '../words.ts';
import { advance, type Connection, hear, newConnection, nextReply, placeOf, request } from './connection.ts';
import { pipe, piped, print, scan, scanned } from './modes.ts';
import { type Options, parseOptions } from './options.ts';
import { statLine } from './stat.ts';

export type State = {
  options: Options;
  connection: Connection;
  /** What the replies that are still to come belong to. */
  waiting: ('auth' | 'select' | 'hello' | 'command' | 'scan' | 'stat')[];
  /** What came from standard input. */
  typed: string;
  inputEnded: boolean;
  /** Commands of the line that are still to be sent, and when the next one is. */
  left: number;
  dueMs: number;
  lastWords: string[];
  database: number;
  transaction: boolean;
  /** It listens for ever: SUBSCRIBE, MONITOR. */
  listens: boolean;
  prompted: boolean;
  failed: boolean;
  replies: number;
  errors: number;
  requests: number;
};

/** redis-cli: one command, those that come from standard input, or one of its modes. */
export const redisCli: Program<State> = {
  start(system) {
    const options = parseOptions(system);
    if (typeof options === 'number') return { exit: options };
    system.onSignal('ignore', ['SIGPIPE']);
    const state: State = {
      options,
      connection: newConnection(options.host, options.port),
      waiting: [],
      typed: '',
      inputEnded: false,
      left: options.repeat,
      dueMs: 0,
      lastWords: [],
      database: 0,
      transaction: false,
      listens: false,
      prompted: false,
      failed: false,
      replies: 0,
      errors: 0,
      requests: 0,
    };
    return go(system, state);
  },
  step: (system, state) => go(system, state),
};

function go(system: System, state: State): Next<State> {
  const { connection } = state;
  if (['none', 'lookup', 'connecting'].includes(connection.stage)) {
    const wait = advance(system, connection);
    if (wait !== undefined) return { state, until: wait };
    if (connection.stage !== 'open') return unreachable(system, state);
    begin(system, state);
  }
  hear(system, connection);
  for (let reply = nextReply(connection); reply !== undefined; reply = nextReply(connection)) {
    const ended = take(system, state, reply);
    if (ended !== undefined) return { exit: ended };
  }
  if (connection.stage === 'closed') return closed(system, state);
  if (state.listens) return listening(state);
  if (state.waiting.length > 0 && state.options.mode !== 'pipe')
    return { state, until: { readable: [connection.descriptor] } };
  return next(system, state);
}

function unreachable(system: System, state: State): Next<State> {
  system.write(2, `${state.connection.problem}\n`);
  if (state.options.mode !== 'input' || !system.isTerminal(0)) return { exit: 1 };
  return fromInput(system, state);
}

/** Says who it is. */
function begin(system: System, state: State): void {
  const { connection, options } = state;
  const say = (kind: State['waiting'][number], words: readonly string[]) => {
    request(system, connection, words);
    state.waiting.push(kind);
  };
  if (options.password !== '')
    say('auth', options.user === '' ? ['AUTH', options.password] : ['AUTH', options.user, options.password]);
  if (options.modern) say('hello', ['HELLO', '3']);
  if (options.database !== 0) say('select', ['SELECT', String(options.database)]);
}

function closed(system: System, state: State): Next<State> {
  const shuts = /^shutdown$/i.test(state.lastWords[0] ?? '');
  if (state.options.mode === 'input' && system.isTerminal(0)) {
    if (!shuts && state.waiting.length > 0) system.write(1, 'Error: Server closed the connection\n');
    state.waiting = [];
    state.prompted = false;
    return fromInput(system, state);
  }
  if (shuts || (state.waiting.length === 0 && !state.listens)) return { exit: 0 };
  system.write(2, 'Error: Server closed the connection\n');
  return { exit: 1 };
}

/** @returns the exit code, where that was the end */
function take(system: System, state: State, reply: Reply): number | undefined {
  const { options } = state;
  if (state.listens) {
    print(system, reply, options.form);
    return undefined;
  }
  const kind = state.waiting.shift();
  if (kind === undefined) return piped(system, state, reply);
  if (kind === 'auth' || kind === 'hello') {
    if ('error' in reply)
      system.write(2, `${kind === 'auth' ? 'AUTH failed' : 'HELLO 3 failed'}: ${reply.error}\n`);
    return undefined;
  }
  if (kind === 'select') {
    if ('error' in reply) system.write(2, `SELECT ${options.database} failed: ${reply.error}\n`);
    else state.database = options.database;
    return undefined;
  }
  if (kind === 'scan') return scanned(system, state, reply);
  if (kind === 'stat') {
    system.write(1, statLine(reply, state.requests === 0));
    state.requests++;
    state.dueMs = system.now + (options.intervalMs || 1000);
    return undefined;
  }
  commanded(system, state, reply);
  return undefined;
}

function commanded(system: System, state: State, reply: Reply): void {
  const [name = '', argument = ''] = state.lastWords.map((word) => word.toLowerCase());
  const isError = 'error' in reply;
  if (isError) state.failed = true;
  if (!isError && name === 'select') state.database = Number(argument) || 0;
  if (!isError && name === 'multi') state.transaction = true;
  if (name === 'exec' || name === 'discard') state.transaction = false;
  if (!isError && /^(?:monitor|[ps]?subscribe)$/.test(name)) {
    if (system.isTerminal(1) && name !== 'monitor')
      system.write(1, 'Reading messages... (press Ctrl-C to quit or any key to type command)\n');
    state.listens = true;
  }
  // INFO and its kind are shown as they are.
  const plain = 'bulk' in reply && isPlain(name, argument) && state.options.form === 'shown';
  if (plain) system.write(1, bytesOf(`${(reply.bulk ?? '').replace(/\n$/, '')}\n`));
  else print(system, reply, state.options.form);
}

function isPlain(name: string, sub: string): boolean {
  if (name === 'info' || name === 'lolwut') return true;
  if (name === 'client') return sub === 'list' || sub === 'info';
  return (name === 'memory' || name === 'latency') && sub === 'doctor';
}

/** Nothing is under way: what comes next. */
function next(system: System, state: State): Next<State> {
  const { options, connection } = state;
  if (options.mode === 'scan') {
    scan(system, state, '0');
    return { state, until: { readable: [connection.descriptor] } };
  }
  if (options.mode === 'stat') {
    if (system.now < state.dueMs) return { state, until: { timeMs: state.dueMs } };
    request(system, connection, ['INFO']);
    state.waiting.push('stat');
    return { state, until: { readable: [connection.descriptor] } };
  }
  if (options.mode === 'pipe') return pipe(system, state);
  if (options.mode === 'input') return fromInput(system, state);
  if (options.argumentFromInput && !state.inputEnded) {
    const data = system.read(0);
    if (data === AGAIN) return { state, until: { readable: [0] } };
    if (data.length === 0) {
      state.inputEnded = true;
      options.command.push(state.typed);
    } else state.typed += binary(data);
    return next(system, state);
  }
  if (state.left === 0) return { exit: state.failed && options.failsOnError ? 1 : 0 };
  if (system.now < state.dueMs) return { state, until: { timeMs: state.dueMs } };
  state.left--;
  state.dueMs = system.now + options.intervalMs;
  send(system, state, options.command);
  return { state, until: { readable: [connection.descriptor] } };
}

function send(system: System, state: State, words: readonly string[]): void {
  request(system, state.connection, words);
  state.lastWords = words.slice(0, 3);
  state.waiting.push('command');
}

function listening(state: State): Next<State> {
  const { descriptor } = state.connection;
  return { state, until: { readable: [descriptor] } };
}

function prompt(system: System, state: State): void {
  if (state.prompted || !system.isTerminal(0)) return;
  state.prompted = true;
  const { host, port, stage } = state.connection;
  const place = `${placeOf({ host, port })}${state.database === 0 ? '' : `[${state.database}]`}${state.transaction ? '(TX)' : ''}`;
  system.write(1, stage === 'open' ? `${place}> ` : 'not connected> ');
}

const HELP = (version: string) => `redis-cli ${version}
To get help about Redis commands type:
      "help @<group>" to get a list of commands in <group>
      "help <command>" for help on <command>
      "help <tab>" to get a list of possible help topics
      "quit" to exit

To set redis-cli preferences:
      ":set hints" enable online hints
      ":set nohints" disable online hints
Set your preferences in ~/.redisclirc
`;

function fromInput(system: System, state: State): Next<State> {
  for (;;) {
    prompt(system, state);
    const newline = state.typed.indexOf('\n');
    if (newline >= 0 || (state.inputEnded && state.typed !== '')) {
      const line = newline >= 0 ? state.typed.slice(0, newline) : state.typed;
      state.typed = newline >= 0 ? state.typed.slice(newline + 1) : '';
      state.prompted = false;
      const did = typed(system, state, line);
      if (did !== undefined) return did;
      continue;
    }
    const descriptors = state.connection.stage === 'open' ? [0, state.connection.descriptor] : [0];
    if (state.inputEnded) {
      if (system.isTerminal(0)) system.write(1, '\n');
      return { exit: state.connection.stage === 'open' ? 0 : 1 };
    }
    const data = system.read(0);
    if (data === AGAIN) return { state, until: { readable: descriptors } };
    if (data.length === 0) state.inputEnded = true;
    state.typed += binary(data);
  }
}

/** Does what a line says. @returns undefined: there was nothing to do but to go on */
function typed(system: System, state: State, line: string): Next<State> | undefined {
  const words = syntaxOfWords(line);
  if (words === undefined) {
    system.write(1, 'Invalid argument(s)\n');
    return undefined;
  }
  const [name = ''] = words;
  if (name === '' || name.startsWith('#')) return undefined;
  if (/^(?:quit|exit)$/i.test(name)) return { exit: 0 };
  if (/^help$/i.test(name) || name === '?') {
    system.write(1, HELP(system.executable.version ?? ''));
    return undefined;
  }
  if (/^clear$/i.test(name)) {
    system.write(1, '\x1b[H\x1b[2J');
    return undefined;
  }
  if (name.startsWith(':')) return undefined;
  if (/^connect$/i.test(name) && words.length >= 3) {
    state.connection = newConnection(words[1] ?? '', Number(words[2]) || 6379);
    return go(system, state);
  }
  if (state.connection.stage !== 'open') {
    state.connection = newConnection(state.connection.host, state.connection.port);
    state.typed = `${line}\n${state.typed}`;
    return go(system, state);
  }
  const times = /^\d{1,4}$/.test(name) && words.length > 1 ? Number(words.shift()) : 1;
  for (let count = 0; count < times; count++) send(system, state, words);
  return { state, until: { readable: [state.connection.descriptor] } };
}
