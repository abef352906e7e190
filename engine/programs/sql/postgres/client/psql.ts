import { SystemError } from '../../../../filesystem/errors.ts';
import { AGAIN, type Next, type Program, type System } from '../../../../linux/system.ts';
import { binary, bytesOf, decode } from '../../../../shell/commands/bytes.ts';
import { utf8 } from '../../values/output.ts';
import { readInt16, readInt32 } from '../integers.ts';
import { message } from '../messages.ts';
import { ask, continueLink, fieldsOf, type Link, openLink, receive, send } from './link.ts';
import { describeQuery, type MetaQuery, metaQuery } from './meta.ts';
import { parseCommandLine } from './options.ts';
import { nextUnit, openMark } from './split.ts';
import { type Format, show } from './table.ts';

type Table = { headers: string[]; types: number[]; rows: (string | null)[][] };

/** What the answer that is awaited is for. */
type Waiting =
  | { kind: 'query' }
  | { kind: 'meta'; query: MetaQuery; footers: string[]; left: number; table?: Table | undefined };

type Source =
  | { kind: 'command'; text: string }
  | { kind: 'text'; text: string; name: string; line: number }
  | { kind: 'input' };

type State = {
  link: Link;
  format: Format;
  quiet: boolean;
  stopOnError: boolean;
  timing: boolean;
  single: boolean;
  sources: Source[];
  /** Input that isn't a whole statement yet. */
  buffer: string;
  /** The text of the question that is being answered. */
  asked: string;
  askedMs: number;
  waiting?: Waiting | undefined;
  table?: Table | undefined;
  copying: boolean;
  interactive: boolean;
  /** The server is asking for a password on the terminal. */
  passwordPrompt: boolean;
  typed: string;
  ended: boolean;
  failed: boolean;
  status: string;
  variables: { [name: string]: string };
};

const flags = new Set([
  '-t',
  '-A',
  '-x',
  '-q',
  '-l',
  '-X',
  '-w',
  '-W',
  '-1',
  '-e',
  '-a',
  '-E',
  '-n',
  '-H',
  '-b',
  '-V',
  '-S',
  '-s',
  '-L',
  '-?',
  '--tuples-only',
  '--no-align',
  '--expanded',
  '--quiet',
  '--list',
  '--no-psqlrc',
  '--no-password',
  '--password',
  '--single-transaction',
  '--csv',
  '--version',
  '--echo-all',
  '--help',
]);
const valued = new Set([
  '-c',
  '-f',
  '-v',
  '-F',
  '-P',
  '-o',
  '-R',
  '--command',
  '--file',
  '--set',
  '--variable',
  '--field-separator',
  '--pset',
  '--output',
]);

/** psql: statements from the command line, a file, a pipe or a terminal. */
export const psql: Program<State> = {
  start(system) {
    const line = parseCommandLine(system, flags, valued, 'psql');
    if (typeof line === 'string') {
      system.write(
        2,
        `psql: unrecognized option '${line}'\npsql: hint: Try "psql --help" for more information.\n`,
      );
      return { exit: 1 };
    }
    const has = (...names: string[]) => line.options.some(([name]) => names.includes(name));
    if (has('-V', '--version')) {
      system.write(1, `psql (PostgreSQL) ${versionName(system)}\n`);
      return { exit: 0 };
    }
    const variables: { [name: string]: string } = {};
    const sources: Source[] = [];
    const format: Format = {
      style: 'aligned',
      expanded: false,
      tuplesOnly: false,
      separator: '|',
      nullText: '',
      footer: true,
    };
    if (has('-l', '--list')) sources.push({ kind: 'command', text: '\\l' });
    for (const [name, value] of line.options) {
      if (name === '-c' || name === '--command') sources.push({ kind: 'command', text: value });
      else if (name === '-f' || name === '--file') {
        const source = fileSource(system, value);
        if (typeof source === 'string') {
          system.write(2, `psql: error: ${source}\n`);
          return { exit: 1 };
        }
        sources.push(source);
      } else if (['-v', '--set', '--variable'].includes(name)) {
        const [key = '', text = ''] = value.split(/=(.*)/s);
        variables[key] = text;
      } else if (name === '-F' || name === '--field-separator') format.separator = value;
      else if (name === '-P' || name === '--pset') pset(format, value.split('='));
    }
    if (has('-t', '--tuples-only')) format.tuplesOnly = true;
    if (has('-A', '--no-align')) format.style = 'unaligned';
    if (has('--csv')) format.style = 'csv';
    if (has('-x', '--expanded')) format.expanded = true;
    if (sources.length === 0) sources.push({ kind: 'input' });
    const [database, user] = line.words.filter((word) => !/^postgres(?:ql)?:\/\//.test(word));
    const target = {
      ...line.target,
      ...(database === undefined ? {} : { database }),
      ...(user === undefined ? {} : { user }),
      ...(has('-l', '--list') && database === undefined && !system.argv.includes('-d')
        ? { database: 'postgres' }
        : {}),
    };
    system.onSignal('ignore', ['SIGPIPE']);
    const interactive = sources[0]?.kind === 'input' && system.isTerminal(0);
    const state: State = {
      link: openLink(system, target),
      format,
      quiet: has('-q', '--quiet'),
      stopOnError: /^(?:1|on|true)$/i.test(variables.ON_ERROR_STOP ?? ''),
      timing: false,
      single: has('-1', '--single-transaction'),
      sources,
      buffer: '',
      asked: '',
      askedMs: system.now,
      copying: false,
      interactive,
      passwordPrompt: false,
      typed: '',
      ended: false,
      failed: false,
      status: 'I',
      variables,
    };
    return step(system, state);
  },
  step,
};

function versionName(system: System): string {
  const version = system.executable.version ?? '';
  return `${version} (Debian ${version}-1.pgdg120+1)`;
}

function fileSource(system: System, path: string): Source | string {
  if (path === '-') return { kind: 'input' };
  try {
    return { kind: 'text', text: system.readText(path), name: path, line: 1 };
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    return `${path}: ${error.message}`;
  }
}

function pset(format: Format, [name = '', value = '']: readonly string[]): void {
  if (name === 'format') format.style = value === 'unaligned' || value === 'csv' ? value : 'aligned';
  else if (name === 'expanded' || name === 'x') format.expanded = value !== 'off';
  else if (name === 'tuples_only' || name === 't') format.tuplesOnly = value !== 'off';
  else if (name === 'null') format.nullText = value.replace(/^'(.*)'$/, '$1');
  else if (name === 'fieldsep') format.separator = value.replace(/^'(.*)'$/, '$1');
  else if (name === 'footer') format.footer = value !== 'off';
}

function step(system: System, state: State): Next<State> {
  if (state.passwordPrompt) return askPassword(system, state);
  if (state.link.stage !== 'ready') {
    const wait = continueLink(system, state.link);
    if (wait !== undefined) return { state, until: wait };
    if (state.link.stage === 'failed') return notConnected(system, state);
    if (state.interactive) greet(system, state);
  }
  for (let rounds = 0; rounds < 200; rounds++) {
    if (state.waiting !== undefined) {
      const wait = answers(system, state);
      if (wait === 'end') {
        system.write(
          2,
          'server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.\nconnection to server was lost\n',
        );
        return { exit: 2 };
      }
      if (wait === 'more') return { state, until: { readable: [state.link.descriptor] } };
      if (state.failed && (state.stopOnError || state.sources[0]?.kind === 'command') && !state.interactive)
        return { exit: state.sources[0]?.kind === 'command' ? 1 : 3 };
      prompt(system, state);
    }
    const next = nextAction(system, state);
    if (next !== undefined) return next;
  }
  return { state, until: { cpuMs: 1 } };
}

function notConnected(system: System, state: State): Next<State> {
  if (state.link.needsPassword && system.isTerminal(0) && !system.argv.includes('-w')) {
    system.write(1, `Password for user ${state.link.target.user}: `);
    system.setTerminalMode(0, { echo: false });
    state.passwordPrompt = true;
    return askPassword(system, state);
  }
  system.write(2, `psql: error: ${state.link.problem}\n`);
  return { exit: 2 };
}

function askPassword(system: System, state: State): Next<State> {
  const data = system.read(0);
  if (data === AGAIN) return { state, until: { readable: [0] } };
  state.typed += binary(data);
  const end = state.typed.indexOf('\n');
  if (end < 0 && data.length > 0) return { state, until: { readable: [0] } };
  system.setTerminalMode(0, { echo: true });
  system.write(1, '\n');
  const password = decode(state.typed.slice(0, end < 0 ? undefined : end));
  state.typed = end < 0 ? '' : state.typed.slice(end + 1);
  state.passwordPrompt = false;
  state.link = openLink(system, { ...state.link.target, password });
  return step(system, state);
}

function greet(system: System, state: State): void {
  if (!state.quiet) system.write(1, `psql (${versionName(system)})\nType "help" for help.\n\n`);
  prompt(system, state);
}

function prompt(system: System, state: State): void {
  if (!state.interactive || state.waiting !== undefined || state.sources[0]?.kind !== 'input') return;
  const mark = openMark(state.buffer);
  const transaction = state.status === 'T' ? '*' : state.status === 'E' ? '!' : '';
  const superuser = state.link.parameters.is_superuser === 'on' ? '#' : '>';
  system.write(1, `${state.link.target.database}${mark}${transaction}${superuser} `);
}

/** Reads what the server says. @returns `done` when the answer is over */
function answers(system: System, state: State): 'more' | 'end' | 'done' {
  for (let count = 0; count < 100_000; count++) {
    const taken = receive(system, state.link);
    if (taken === 'more') return 'more';
    if (taken === 'end') return 'end';
    const { kind, body } = taken;
    if (kind === 'Z') {
      state.status = body;
      return finish(system, state) ? 'done' : 'more';
    }
    heard(system, state, kind, body);
    if (state.copying) {
      feedCopy(system, state);
      if (state.copying) return 'done';
    }
  }
  return 'more';
}

function heard(system: System, state: State, kind: string, body: string): void {
  if (kind === 'T') state.table = headersOf(body);
  else if (kind === 'D') state.table?.rows.push(rowOf(body));
  else if (kind === 'C') completed(system, state, decode(body.replace(/\0$/, '')));
  else if (kind === 'E') {
    state.failed = true;
    system.write(2, utf8Bytes(problemText(state, fieldsOf(body))));
  } else if (kind === 'N') {
    const { S = 'NOTICE', M = '' } = fieldsOf(body);
    system.write(2, utf8Bytes(`${place(state)}${S}:  ${M}\n`));
  } else if (kind === 'd') system.write(1, bytesOf(body));
  else if (kind === 'G') state.copying = true;
}

const utf8Bytes = (text: string): Uint8Array => bytesOf(utf8(text));

function place(state: State): string {
  const [source] = state.sources;
  return source?.kind === 'text'
    ? `psql:${source.name}:${source.line}: `
    : source?.kind === 'input' && !state.interactive
      ? ''
      : '';
}

function problemText(
  state: State,
  { S = 'ERROR', M = '', D, H, P }: Readonly<Record<string, string>>,
): string {
  const lines = [`${place(state)}${S}:  ${M}`];
  if (P !== undefined) lines.push(...pointer(state.asked, Number(P)));
  if (D !== undefined) lines.push(`DETAIL:  ${D}`);
  if (H !== undefined) lines.push(`HINT:  ${H}`);
  return `${lines.join('\n')}\n`;
}

/** The line of the statement that is wrong, and a mark under it. */
function pointer(asked: string, position: number): string[] {
  const before = [...asked].slice(0, position - 1).join('');
  const number = before.split('\n').length;
  const line = asked.split('\n')[number - 1] ?? '';
  const column = [...before.slice(before.lastIndexOf('\n') + 1)].length;
  const start = `LINE ${number}: `;
  const from = column > 60 ? column - 30 : 0;
  const shown =
    from > 0
      ? `...${[...line].slice(from, from + 60).join('')}`
      : line.length > 70
        ? `${[...line].slice(0, 60).join('')}...`
        : line;
  return [
    `${start}${shown.replaceAll('\t', ' ')}`,
    `${' '.repeat(start.length + column - from + (from > 0 ? 3 : 0))}^`,
  ];
}

function headersOf(body: string): Table {
  const table: Table = { headers: [], types: [], rows: [] };
  let at = 2;
  for (let count = readInt16(body, 0); count > 0; count--) {
    const end = body.indexOf('\0', at);
    table.headers.push(decode(body.slice(at, end)));
    table.types.push(readInt32(body, end + 7));
    at = end + 19;
  }
  return table;
}

function rowOf(body: string): (string | null)[] {
  const row: (string | null)[] = [];
  let at = 2;
  for (let count = readInt16(body, 0); count > 0; count--) {
    const length = readInt32(body, at);
    at += 4;
    row.push(length < 0 ? null : decode(body.slice(at, at + length)));
    at += Math.max(0, length);
  }
  return row;
}

function completed(system: System, state: State, tag: string): void {
  const { table, waiting } = state;
  state.table = undefined;
  if (waiting?.kind === 'meta') {
    if (waiting.table === undefined) waiting.table = table ?? { headers: [], types: [], rows: [] };
    else {
      const heading = waiting.query.footers?.[waiting.query.footers.length - waiting.left]?.heading ?? '';
      if (table !== undefined && table.rows.length > 0)
        waiting.footers.push(heading, ...table.rows.map(([line]) => line ?? ''));
      waiting.left--;
    }
    return;
  }
  if (table !== undefined) system.write(1, utf8Bytes(show(table, state.format)));
  if (
    !state.quiet &&
    (table === undefined || !tag.startsWith('SELECT')) &&
    !(table !== undefined && /^(?:SHOW|EXPLAIN)/.test(tag)) &&
    !(
      tag.startsWith('COPY') &&
      state.sources[0]?.kind === 'command' &&
      state.asked.toLowerCase().includes('stdout')
    )
  )
    system.write(1, `${tag}\n`);
}

/** The answer is over. @returns false: another question follows from it */
function finish(system: System, state: State): boolean {
  const { waiting } = state;
  if (waiting?.kind === 'meta' && waiting.table !== undefined) {
    const { query, table } = waiting;
    if (query.leadsTo === 'table' && table.rows[0] !== undefined) {
      startMeta(system, state, describeQuery(table.rows[0]));
      return false;
    }
    const next = query.footers?.[query.footers.length - waiting.left];
    if (waiting.left > 0 && next !== undefined) {
      ask(system, state.link, next.sql);
      return false;
    }
    if (table.rows.length === 0 && query.empty !== undefined) system.write(2, `${query.empty}\n`);
    else {
      const footers = query.footers === undefined ? {} : { footers: waiting.footers };
      const hidden =
        query.title?.startsWith('Table ') === true || query.title?.startsWith('View ') === true
          ? { footers: waiting.footers }
          : footers;
      system.write(
        1,
        utf8Bytes(
          show(
            { ...table, ...hidden, ...(query.title === undefined ? {} : { title: query.title }) },
            state.format,
          ),
        ),
      );
    }
  }
  if (state.timing && waiting?.kind === 'query')
    system.write(1, `Time: ${(system.now - state.askedMs + 0.412).toFixed(3)} ms\n`);
  state.waiting = undefined;
  return true;
}

function startMeta(system: System, state: State, query: MetaQuery): void {
  state.waiting = { kind: 'meta', query, footers: [], left: query.footers?.length ?? 0 };
  state.asked = query.sql;
  ask(system, state.link, query.sql);
}

function startQuery(system: System, state: State, text: string): void {
  state.failed = false;
  state.asked = text.trim();
  state.askedMs = system.now;
  state.waiting = { kind: 'query' };
  ask(system, state.link, state.asked);
}

/** Gives the server the lines after COPY … FROM STDIN, up to the one that ends them. */
function feedCopy(system: System, state: State): void {
  const [source] = state.sources;
  if (source?.kind === 'text') {
    state.buffer += source.text;
    source.text = '';
  }
  while (state.buffer.startsWith('\n')) state.buffer = state.buffer.slice(1);
  const end = /^\\\.\s*$/m.exec(state.buffer);
  if (end === null && !(state.ended || source?.kind !== 'input')) return;
  const data = end === null ? state.buffer : state.buffer.slice(0, end.index);
  state.buffer = end === null ? '' : state.buffer.slice(end.index + end[0].length + 1);
  if (data !== '') send(system, state.link, message('d', utf8(data)));
  send(system, state.link, message('c'));
  state.copying = false;
}

function nextAction(system: System, state: State): Next<State> | undefined {
  const [source] = state.sources;
  if (source === undefined) return { exit: 0 };
  if (source.kind === 'command') {
    state.sources.shift();
    state.sources.unshift({ kind: 'text', text: '', name: '', line: 1 });
    state.sources[0] = source;
    if (source.text === '\0done') {
      state.sources.shift();
      return undefined;
    }
    const { text } = source;
    source.text = '\0done';
    if (text.startsWith('\\')) return meta(system, state, text.slice(1));
    startQuery(system, state, substituted(state, text));
    return undefined;
  }
  const text = state.copying ? undefined : nextUnit(state.buffer);
  if (text !== undefined) return runUnit(system, state, text);
  if (source.kind === 'text') return fromFile(system, state, source);
  return fromInput(system, state);
}

function runUnit(
  system: System,
  state: State,
  unit: Exclude<ReturnType<typeof nextUnit>, undefined>,
): Next<State> | undefined {
  const [source] = state.sources;
  if (source?.kind === 'text')
    source.line += (unit.kind === 'sql' ? unit.text : `${unit.before}${unit.line}\n`).split('\n').length - 1;
  state.buffer = unit.rest;
  if (unit.kind === 'meta') {
    state.buffer = unit.before + unit.rest;
    if (unit.before.trim() !== '' && /^g[x]?\b/.test(unit.line)) {
      state.buffer = unit.rest;
      startQuery(system, state, substituted(state, unit.before));
      return undefined;
    }
    const next = meta(system, state, unit.line);
    if (next === undefined && state.waiting === undefined) prompt(system, state);
    return next;
  }
  if (unit.text.trim() === ';') return undefined;
  startQuery(system, state, substituted(state, unit.text));
  return undefined;
}

/** `:name`, `:'name'`, `:"name"` */
function substituted(state: State, text: string): string {
  return text.replace(
    /(^|[^:\w]):(?:'(\w+)'|"(\w+)"|(\w+))/g,
    (whole: string, before: string, quoted?: string, name?: string, bare?: string) => {
      const value = state.variables[quoted ?? name ?? bare ?? ''];
      if (value === undefined) return whole;
      return (
        before +
        (quoted !== undefined
          ? `'${value.replaceAll("'", "''")}'`
          : name !== undefined
            ? `"${value}"`
            : value)
      );
    },
  );
}

function fromFile(
  system: System,
  state: State,
  source: Extract<Source, { kind: 'text' }>,
): Next<State> | undefined {
  if (source.text !== '') {
    state.buffer += source.text.endsWith('\n') ? source.text : `${source.text}\n`;
    source.text = '';
    return undefined;
  }
  const rest = state.buffer.trim();
  state.buffer = '';
  if (rest !== '' && !rest.startsWith('--')) {
    startQuery(system, state, substituted(state, rest));
    return undefined;
  }
  state.sources.shift();
  return undefined;
}

function fromInput(system: System, state: State): Next<State> | undefined {
  const newline = state.typed.lastIndexOf('\n');
  if (newline >= 0) {
    const text = decode(state.typed.slice(0, newline + 1));
    state.typed = state.typed.slice(newline + 1);
    if (state.interactive && state.buffer.trim() === '' && /^(?:exit|quit)\s*$/.test(text.trim()))
      return { exit: 0 };
    if (state.interactive && state.buffer.trim() === '' && text.trim() === 'help') {
      system.write(
        1,
        'You are using psql, the command-line interface to PostgreSQL.\nType:  \\copyright for distribution terms\n       \\h for help with SQL commands\n       \\? for help with psql commands\n       \\g or terminate with semicolon to execute query\n       \\q to quit\n',
      );
      prompt(system, state);
      return undefined;
    }
    state.buffer = state.buffer.trim() === '' ? text.replace(/^\s+/, '') : state.buffer + text;
    if (state.copying) {
      feedCopy(system, state);
      return undefined;
    }
    if (nextUnit(state.buffer) === undefined) prompt(system, state);
    return undefined;
  }
  if (state.ended) {
    const rest = (state.buffer + decode(state.typed)).trim();
    [state.buffer, state.typed] = ['', ''];
    if (state.interactive) {
      system.write(1, '\\q\n');
      return { exit: 0 };
    }
    if (rest.startsWith('\\') && !state.copying) return meta(system, state, rest.slice(1)) ?? undefined;
    if (rest !== '') startQuery(system, state, substituted(state, rest));
    else state.sources.shift();
    return undefined;
  }
  const data = system.read(0);
  if (data === AGAIN) return { state, until: { readable: [0, state.link.descriptor] } };
  if (data.length === 0) state.ended = true;
  state.typed += binary(data);
  return undefined;
}

/** A backslash command. @returns what ends or changes the program; undefined: it goes on */
function meta(system: System, state: State, line: string): Next<State> | undefined {
  const [command = '', ...args] = line.trim().split(/\s+/);
  const [argument] = args;
  if (command === 'q' || command === 'quit') return { exit: 0 };
  const query = metaQuery(command, argument, state.link.parameters.server_version ?? '');
  if (query !== undefined) {
    startMeta(system, state, query);
    return undefined;
  }
  const say = (text: string) => system.write(1, `${text}\n`);
  if (command === 'c' || command === 'connect') return connect(system, state, args);
  if (command === 'x') {
    state.format.expanded = argument === undefined ? !state.format.expanded : argument === 'on';
    if (!state.quiet) say(`Expanded display is ${state.format.expanded ? 'on' : 'off'}.`);
  } else if (command === 't') {
    state.format.tuplesOnly = !state.format.tuplesOnly;
    say(`Tuples only is ${state.format.tuplesOnly ? 'on' : 'off'}.`);
  } else if (command === 'a') {
    state.format.style = state.format.style === 'aligned' ? 'unaligned' : 'aligned';
    say(`Output format is ${state.format.style}.`);
  } else if (command === 'timing') {
    state.timing = argument === undefined ? !state.timing : argument === 'on';
    say(`Timing is ${state.timing ? 'on' : 'off'}.`);
  } else if (command === 'echo' || command === 'qecho') say(args.join(' ').replace(/^'(.*)'$/, '$1'));
  else if (command === 'set')
    state.variables[argument ?? ''] = args
      .slice(1)
      .join(' ')
      .replace(/^'(.*)'$/, '$1');
  else if (command === 'pset') pset(state.format, args);
  else if (command === 'conninfo') {
    const { target, address } = state.link;
    const where =
      target.host === undefined
        ? `via socket in "/var/run/postgresql"`
        : `on host "${target.host}"${target.host === address ? '' : ` (address "${address}")`}`;
    say(
      `You are connected to database "${target.database}" as user "${target.user}" ${where} at port "${target.port}".`,
    );
  } else if (command === 'i' || command === 'ir') {
    const source = fileSource(system, argument ?? '');
    if (typeof source === 'string') {
      system.write(2, `${source}\n`);
      state.failed = true;
    } else state.sources.unshift(source);
  } else if (
    command === 'connect' ||
    command === 'p' ||
    command === 'r' ||
    command === 'encoding' ||
    command === ''
  ) {
    if (command === 'r') state.buffer = '';
  } else if (command === '?' || command === 'h' || command === 'help')
    say(
      'General\n  \\g [FILE]              execute query\n  \\q                     quit psql\nInformational\n  \\d[S+]                 list tables, views, and sequences\n  \\d[S+]  NAME           describe table, view, sequence, or index\n  \\dn[S+] [PATTERN]      list schemas\n  \\dt[S+] [PATTERN]      list tables\n  \\du[S+] [PATTERN]      list roles\n  \\l[+]   [PATTERN]      list databases\nConnection\n  \\c[onnect] [DBNAME]    connect to new database',
    );
  else {
    system.write(
      2,
      `${place(state)}${state.interactive ? '' : place(state) === '' ? '' : ''}invalid command \\${command}\nTry \\? for help.\n`.replace(
        /\nTry.*\n$/,
        state.interactive ? '\nTry \\? for help.\n' : '\n',
      ),
    );
    state.failed = true;
  }
  return undefined;
}

function connect(
  system: System,
  state: State,
  [database, user, host]: readonly string[],
): Next<State> | undefined {
  const old = state.link;
  const target = {
    ...old.target,
    ...(database === undefined || database === '-' ? {} : { database }),
    ...(user === undefined || user === '-' ? {} : { user }),
    ...(host === undefined || host === '-' ? {} : { host }),
  };
  send(system, old, message('X'));
  system.close(old.descriptor);
  state.link = openLink(system, target);
  state.status = 'I';
  if (!state.quiet)
    system.write(1, `You are now connected to database "${target.database}" as user "${target.user}".\n`);
  const interactive = state.interactive;
  state.interactive = false;
  const wait = continueLink(system, state.link);
  state.interactive = interactive;
  return wait === undefined ? undefined : { state, until: wait };
}
