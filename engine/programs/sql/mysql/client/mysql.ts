import { AGAIN, type Next, type Program, type System } from '../../../../linux/system.ts';
import { binary, bytesOf, decode } from '../../../../shell/commands/bytes.ts';
import { utf8 } from '../../values/output.ts';
import { greeting } from './greeting.ts';
import { ask, continueLink, type Link, openLink, type Problem, type Reply, takeReply } from './link.ts';
import { parseCommandLine } from './options.ts';
import { batch, table, vertical } from './show.ts';
import { sourceOf, statementsOf, unreadable } from './source.ts';
import { nextStatement } from './split.ts';

type State = {
  link: Link;
  mariadb: boolean;
  style: 'table' | 'batch' | 'vertical';
  names: boolean;
  force: boolean;
  interactive: boolean;
  /** Statements of `-e`, which came whole. */
  given: boolean;
  buffer: string;
  delimiter: string;
  typed: string;
  ended: boolean;
  waiting: boolean;
  vertical: boolean;
  /** Where the buffer begins, and the statement that is asked. */
  line: number;
  asksLine: number;
  /** Whose statements the buffer holds, where they were not typed, and the line that comes after it. */
  file: string;
  lineAfter: number;
  /** Files since the last line of its input: they may ask for each other. */
  sourced: number;
  /** A database that is in use when the answer is good. */
  using: string;
  database: string;
  asksPassword: boolean;
};

/** Files that ask for each other: the client has so many open at most. */
const SOURCED_MAX = 1000;
const [ENOENT, EMFILE] = [2, 24];

/** mysql and mariadb: statements of the command line, a pipe or a terminal. */
export const mysql: Program<State> = {
  start(system) {
    const line = parseCommandLine(system);
    const name = system.argv[0]?.split('/').at(-1) ?? 'mysql';
    if (typeof line === 'string') {
      system.write(2, `${name}: [ERROR] unknown option '${line}'.\n`);
      return { exit: 2 };
    }
    const mariadb = isMariadb(system);
    const version = system.executable.version ?? '';
    if (line.options.has('version')) {
      const about = mariadb
        ? `from ${version}-MariaDB, client 15.2 for debian-linux-gnu (x86_64) using  EditLine wrapper`
        : `Ver ${version} for Linux on x86_64 (MySQL Community Server - GPL)`;
      system.write(1, `${name}  ${about}\n`);
      return { exit: 0 };
    }
    if (line.passwordShown && !mariadb)
      system.write(2, 'mysql: [Warning] Using a password on the command line interface can be insecure.\n');
    const execute = line.options.get('execute');
    const database = line.target.database || (line.words[0] ?? '');
    const interactive = execute === undefined && system.isTerminal(0);
    const tables =
      line.options.has('table') ||
      (system.isTerminal(1) &&
        (execute !== undefined || interactive) &&
        !line.options.has('batch') &&
        !line.options.has('silent'));
    system.onSignal('ignore', ['SIGPIPE']);
    const state: State = {
      link: openLink(system, { ...line.target, database }),
      mariadb,
      style: line.options.has('vertical') ? 'vertical' : tables ? 'table' : 'batch',
      names: !line.options.has('skip-column-names'),
      force: line.options.has('force'),
      interactive,
      given: execute !== undefined,
      buffer: execute ?? '',
      delimiter: ';',
      typed: '',
      ended: execute !== undefined,
      waiting: false,
      vertical: false,
      line: 1,
      asksLine: 1,
      file: '',
      lineAfter: 1,
      sourced: 0,
      using: '',
      database,
      asksPassword: line.asks,
    };
    if (state.asksPassword && system.isTerminal(0)) {
      system.write(1, 'Enter password: ');
      system.setTerminalMode(0, { echo: false });
    } else state.asksPassword = false;
    return step(system, state);
  },
  step,
};

export function isMariadb(system: System): boolean {
  return /mariadb/.test(system.argv[0] ?? '') || system.findExecutable('mariadb') !== undefined;
}

function step(system: System, state: State): Next<State> {
  if (state.asksPassword) {
    const next = password(system, state);
    if (next !== undefined) return next;
  }
  if (state.link.stage !== 'ready') {
    const wait = continueLink(system, state.link);
    if (wait !== undefined) return { state, until: wait };
    if (state.link.problem !== undefined) {
      system.write(2, problemText(state.link.problem));
      return { exit: 1 };
    }
    if (state.interactive) {
      system.write(1, greeting(state.link, state.mariadb));
      prompt(system, state);
    }
  }
  for (let rounds = 0; rounds < 200; rounds++) {
    if (state.waiting) {
      const reply = takeReply(system, state.link);
      if (reply === undefined) return { state, until: { readable: [state.link.descriptor] } };
      if (reply === 'end') {
        system.write(2, 'ERROR 2013 (HY000): Lost connection to MySQL server during query\n');
        return { exit: 1 };
      }
      const ends = show(system, state, reply);
      if (ends !== undefined) return ends;
      continue;
    }
    const next = act(system, state);
    if (next !== undefined) return next;
  }
  return { state, until: { cpuMs: 1 } };
}

function password(system: System, state: State): Next<State> | undefined {
  const data = system.read(0);
  if (data === AGAIN) return { state, until: { readable: [0] } };
  state.typed += binary(data);
  const end = state.typed.indexOf('\n');
  if (end < 0 && data.length > 0) return { state, until: { readable: [0] } };
  system.setTerminalMode(0, { echo: true });
  system.write(1, '\n');
  const given = decode(end < 0 ? state.typed : state.typed.slice(0, end));
  state.typed = end < 0 ? '' : state.typed.slice(end + 1);
  state.asksPassword = false;
  system.close(state.link.descriptor);
  state.link = openLink(system, { ...state.link.target, password: given });
  return undefined;
}

function problemText({ code, state, words }: Problem, at?: number, file = ''): string {
  const place = at === undefined ? '' : ` at line ${at}${file === '' ? '' : ` in file: '${file}'`}`;
  return `ERROR ${code} (${state})${place}: ${words}\n`;
}

function prompt(system: System, state: State): void {
  if (!state.interactive || state.waiting) return;
  if (nextStatement(state.buffer, state.delimiter, false) !== undefined) return;
  const first = state.mariadb
    ? `MariaDB [${state.database === '' ? '(none)' : state.database}]> `
    : 'mysql> ';
  system.write(1, state.buffer.trim() === '' ? first : '->'.padStart(first.length - 1).concat(' '));
}

/** @returns an end, where the answer is one */
function show(system: System, state: State, reply: Reply): Next<State> | undefined {
  const say = (text: string) => system.write(1, bytesOf(utf8(text)));
  if (reply.kind === 'problem') {
    system.write(
      2,
      bytesOf(utf8(problemText(reply.problem, state.interactive ? undefined : state.asksLine, state.file))),
    );
    state.waiting = false;
    if (!state.interactive && !state.force) return { exit: 1 };
    if (state.interactive) say('');
    prompt(system, state);
    return undefined;
  }
  if (reply.kind === 'rows') {
    const { rows } = reply;
    if (state.vertical || state.style === 'vertical') say(vertical(reply));
    else if (state.style === 'table') say(rows.length === 0 ? '' : table(reply, state.names));
    else say(batch(reply, state.names));
    if (state.interactive)
      say(
        rows.length === 0
          ? `Empty set${warned(reply.warnings)} (0.00 sec)\n\n`
          : `${rows.length} row${rows.length === 1 ? '' : 's'} in set${warned(reply.warnings)} (0.00 sec)\n\n`,
      );
  } else if (state.using !== '') {
    state.database = state.using;
    if (state.interactive) say('Database changed\n');
  } else if (state.interactive) {
    say(
      `Query OK, ${reply.affected} row${reply.affected === 1 ? '' : 's'} affected${warned(reply.warnings)} (0.01 sec)\n${reply.info === '' ? '' : `${reply.info}\n`}\n`,
    );
  }
  state.using = '';
  state.vertical = false;
  state.waiting = reply.more;
  prompt(system, state);
  return undefined;
}

const warned = (count: number): string => (count === 0 ? '' : `, ${count} warning${count === 1 ? '' : 's'}`);

/** What stands before a statement: the client keeps comments to itself. */
const blank = /^(?:\s+|--(?:[ \t][^\n]*)?(?=\n|$)|#[^\n]*)*/;
const newlines = (text: string): number => text.split('\n').length - 1;

function act(system: System, state: State): Next<State> | undefined {
  const found = nextStatement(state.buffer, state.delimiter, state.ended);
  if (found !== undefined) {
    const before = blank.exec(found.text)?.[0] ?? '';
    state.asksLine = state.given ? 1 : state.line + newlines(before);
    state.line += newlines(state.buffer.slice(0, state.buffer.length - found.rest.length));
    state.buffer = found.rest;
    state.vertical = found.vertical;
    const text = found.text.slice(before.length).trim();
    const file = sourceOf(text);
    if (file !== undefined) return source(system, state, file);
    const ends = command(system, state, text);
    if (ends === 'quit') {
      if (state.interactive) system.write(1, 'Bye\n');
      return { exit: 0 };
    }
    if (ends === 'ask') {
      state.using = /^use\s+`?([^`\s;]+)`?$/i.exec(text)?.[1] ?? '';
      ask(system, state.link, text);
      state.waiting = true;
    } else prompt(system, state);
    return undefined;
  }
  return read(system, state);
}

/** What the client does itself. */
function command(system: System, state: State, text: string): 'ask' | 'quit' | 'done' {
  if (text === '') return 'done';
  const word = text.toLowerCase();
  if (word === 'exit' || word === 'quit' || word === '\\q') return 'quit';
  const delimiter = /^delimiter\s+(\S+)$/i.exec(text)?.[1];
  if (delimiter !== undefined) {
    state.delimiter = delimiter;
    return 'done';
  }
  if (word === 'status' || word === '\\s') {
    const { target, id, version } = state.link;
    system.write(
      1,
      `--------------\n${state.mariadb ? 'mariadb' : 'mysql'}  Ver ${system.executable.version ?? ''}\n\nConnection id:\t\t${id}\nCurrent database:\t${state.database}\nCurrent user:\t\t${target.user}@localhost\nServer version:\t\t${version}\nProtocol version:\t10\n--------------\n\n`,
    );
    return 'done';
  }
  if (word === 'help' || word === '\\h' || word === '?') {
    system.write(
      1,
      "List of all client commands:\nNote that all text commands must be first on line and end with ';'\nexit      (\\q) Exit mysql. Same as quit.\nstatus    (\\s) Get status information from the server.\nuse       (\\u) Use another database. Takes database name as argument.\n\n",
    );
    return 'done';
  }
  return 'ask';
}

function read(system: System, state: State): Next<State> | undefined {
  const newline = state.typed.indexOf('\n');
  if (newline >= 0) {
    const text = decode(state.typed.slice(0, newline));
    state.typed = state.typed.slice(newline + 1);
    if (state.file !== '') state.line = state.lineAfter;
    state.file = '';
    state.sourced = 0;
    const alone =
      state.buffer.trim() === '' &&
      (sourceOf(text) !== undefined ||
        /^(?:exit|quit|use\s+\S+|status|help|delimiter\s+\S+|\\[qsh])\s*;?$/i.test(text.trim()));
    state.buffer += alone
      ? `${text.trimEnd().replace(/;$/, '')}${state.delimiter}\n`
      : `${text.replace(/\\c\s*$/, '')}\n`;
    if (/\\c\s*$/.test(text)) state.buffer = '';
    if (state.interactive && nextStatement(state.buffer, state.delimiter, false) === undefined)
      prompt(system, state);
    return undefined;
  }
  if (state.ended) {
    if (state.interactive) system.write(1, 'Bye\n');
    return { exit: 0 };
  }
  const data = system.read(0);
  if (data === AGAIN) return { state, until: { readable: [0, state.link.descriptor] } };
  if (data.length === 0) {
    state.ended = true;
    if (state.typed !== '') state.typed += '\n';
  }
  state.typed += binary(data);
  return undefined;
}

/** Its statements come before what else there is. One file a step. */
function source(system: System, state: State, file: string): Next<State> {
  const statements = state.sourced < SOURCED_MAX ? statementsOf(system, file) : undefined;
  if (statements === undefined) {
    const errno = state.sourced < SOURCED_MAX ? ENOENT : EMFILE;
    system.write(2, unreadable(file, errno, state.interactive ? undefined : state.asksLine));
    if (!state.interactive && !state.force) return { exit: 1 };
    if (errno === EMFILE) state.buffer = '';
  } else {
    state.sourced++;
    state.lineAfter = state.line;
    state.file = file;
    state.line = 1;
    state.buffer = statements + state.delimiter + state.buffer;
  }
  prompt(system, state);
  return { state, until: { cpuMs: 1 } };
}
