import { SystemError } from '../../../../../filesystem/errors.ts';
import type { Next, Program, System } from '../../../../../linux/system.ts';
import { bytesOf } from '../../../../../shell/commands/bytes.ts';
import { tick } from '../../../catalog/mysql-definitions.ts';
import { utf8 } from '../../../values/output.ts';
import { fieldsOf } from '../../../values/times.ts';
import { ask, continueLink, type Link, openLink, type Reply, takeReply } from '../link.ts';
import { isMariadb } from '../mysql.ts';
import { type CommandLine, type Letters, parseCommandLine } from '../options.ts';
import {
  type Column,
  databaseText,
  dataText,
  ending,
  heading,
  selected,
  tableText,
  viewStandIn,
  viewText,
} from './text.ts';

/** One question, in the order in which the dump is written. */
type Task =
  | { what: 'databases' }
  | { what: 'database' | 'tables'; database: string }
  | { what: 'create' | 'columns' | 'rows' | 'stand-in' | 'view'; database: string; table: string };

type Options = {
  name: string;
  mariadb: boolean;
  /** Databases are made, and not only filled. */
  named: boolean;
  tables: string[];
  ignored: string[];
  where: string;
  comments: boolean;
  drops: boolean;
  locks: boolean;
  extended: boolean;
  complete: boolean;
  definitions: boolean;
  data: boolean;
  /** Settings around it are left out. */
  compact: boolean;
};

type State = {
  link: Link;
  options: Options;
  output: number;
  tasks: Task[];
  views: Task[];
  columns: Column[];
  asked: boolean;
  begun: boolean;
};

const letters: Letters = {
  valued: { h: 'host', P: 'port', u: 'user', S: 'socket', w: 'where', r: 'result-file' },
  flags: {
    A: 'all-databases',
    B: 'databases',
    d: 'no-data',
    t: 'no-create-info',
    n: 'no-create-db',
    R: 'routines',
    E: 'events',
    q: 'quick',
    l: 'lock-tables',
    c: 'complete-insert',
    e: 'extended-insert',
    f: 'force',
    v: 'verbose',
    y: 'no-tablespaces',
    C: 'compress',
    V: 'version',
    i: 'comments',
    K: 'disable-keys',
    x: 'lock-all-tables',
    F: 'flush-logs',
  },
};

/** What nobody has asked a database to be made from. */
const ownDatabases = ['information_schema', 'performance_schema', 'sys'];

/** mysqldump and mariadb-dump: databases as the statements that make them again. */
export const mysqldump: Program<State> = {
  start(system) {
    const name = system.argv[0]?.split('/').at(-1) ?? 'mysqldump';
    const line = parseCommandLine(system, letters);
    if (typeof line === 'string') {
      system.write(2, `${name}: [ERROR] unknown option '${line}'.\n`);
      return { exit: 2 };
    }
    const mariadb = isMariadb(system);
    if (line.options.has('version')) {
      const version = system.executable.version ?? '';
      const about = mariadb
        ? `from ${version}-MariaDB, client 10.19 for debian-linux-gnu (x86_64)`
        : ` Ver ${version} for Linux on x86_64 (MySQL Community Server - GPL)`;
      system.write(1, `${name} ${about}\n`);
      return { exit: 0 };
    }
    const all = line.options.has('all-databases');
    if (!all && line.words.length === 0) {
      const usage = `Usage: ${name} [OPTIONS] database [tables]\nOR     ${name} [OPTIONS] --databases [OPTIONS] DB1 [DB2 DB3...]\nOR     ${name} [OPTIONS] --all-databases [OPTIONS]\nFor more options, use ${name} --help\n`;
      system.write(mariadb ? 1 : 2, usage);
      return { exit: 1 };
    }
    if (line.passwordShown && !mariadb)
      system.write(
        2,
        'mysqldump: [Warning] Using a password on the command line interface can be insecure.\n',
      );
    const output = openOutput(system, line.options.get('result-file'));
    if (output === undefined) {
      system.write(2, `${name}: Can't create/write to file '${line.options.get('result-file') ?? ''}'\n`);
      return { exit: 1 };
    }
    system.onSignal('ignore', ['SIGPIPE']);
    const named = all || line.options.has('databases');
    const databases = named ? line.words : line.words.slice(0, 1);
    return step(system, {
      link: openLink(system, { ...line.target, database: named ? '' : (line.words[0] ?? '') }),
      options: optionsOf(line, name, mariadb, named),
      output,
      tasks: all ? [{ what: 'databases' }] : databases.flatMap((database) => tasksOf(database, named)),
      views: [],
      columns: [],
      asked: false,
      begun: false,
    });
  },
  step,
};

function optionsOf({ options, words }: CommandLine, name: string, mariadb: boolean, named: boolean): Options {
  const compact = options.has('compact');
  return {
    name,
    mariadb,
    named,
    tables: named ? [] : words.slice(1),
    ignored: (options.get('ignore-table') ?? '').split(','),
    where: options.get('where') ?? '',
    comments: !compact && !options.has('skip-comments'),
    drops: !compact && !options.has('skip-add-drop-table'),
    locks: !compact && !options.has('skip-add-locks'),
    extended: !options.has('skip-extended-insert') && options.get('extended-insert') !== 'FALSE',
    complete: options.has('complete-insert'),
    definitions: !options.has('no-create-info'),
    data: !options.has('no-data'),
    compact,
  };
}

function openOutput(system: System, path: string | undefined): number | undefined {
  if (path === undefined) return 1;
  try {
    return system.open(path, { write: true, create: true, truncate: true });
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    return undefined;
  }
}

function tasksOf(database: string, named: boolean): Task[] {
  return [...(named ? [{ what: 'database', database } as const] : []), { what: 'tables', database }];
}

function step(system: System, state: State): Next<State> {
  const { link, options } = state;
  const wait = continueLink(system, link);
  if (wait !== undefined) return { state, until: wait };
  const fail = (words: string, exit: number): Next<State> => {
    system.write(2, `${options.name}: ${words}\n`);
    return { exit };
  };
  if (link.problem !== undefined) {
    const when = link.problem.code === 1049 ? 'selecting the database' : 'trying to connect';
    return fail(
      `Got error: ${link.problem.code}: ${shownProblem(state, link.problem.words)} when ${when}`,
      2,
    );
  }
  if (!state.begun) begin(system, state);
  for (let rounds = 0; rounds < 200; rounds++) {
    const [task] = state.tasks;
    if (task === undefined) {
      if (state.views.length === 0) return finish(system, state);
      state.tasks.push(...state.views.splice(0));
      continue;
    }
    if (!state.asked) {
      ask(system, link, questionOf(state, task));
      state.asked = true;
    }
    const reply = takeReply(system, link);
    if (reply === undefined) return { state, until: { readable: [link.descriptor] } };
    if (reply === 'end') return fail('Error: 2013: Lost connection to MySQL server during query', 2);
    if (reply.kind === 'problem') {
      const { code, words } = reply.problem;
      return code === 1049
        ? fail(`Got error: 1049: ${words} when selecting the database`, 2)
        : fail(`Couldn't execute '${questionOf(state, task)}': ${words} (${code})`, 2);
    }
    state.asked = false;
    state.tasks.shift();
    if (reply.kind !== 'rows') continue;
    const missing = answered(system, state, task, reply);
    if (missing !== undefined) return fail(`Couldn't find table: "${missing}"`, 6);
  }
  return { state, until: { cpuMs: 1 } };
}

/** Older clients put what the server says between quotes. */
function shownProblem({ options }: State, words: string): string {
  return options.mariadb ? `"${words}"` : words;
}

function begin(system: System, state: State): void {
  const { link, options } = state;
  state.begun = true;
  if (options.compact) return;
  say(
    system,
    state,
    heading({
      mariadb: options.mariadb,
      version: system.executable.version ?? '',
      serverVersion: link.version.replace(/^5\.5\.5-/, ''),
      host: link.target.host ?? 'localhost',
      database: options.named ? '' : link.target.database,
      comments: options.comments,
    }),
  );
}

function finish(system: System, state: State): Next<State> {
  const { compact, comments } = state.options;
  if (!compact) say(system, state, ending(comments ? timeText(system.now) : undefined));
  return { exit: 0 };
}

function timeText(nowMs: number): string {
  const { year, month, day, hour, minute, second } = fieldsOf(nowMs * 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)} ${String(hour).padStart(2)}:${two(minute)}:${two(second)}`;
}

function say(system: System, { output }: State, text: string): void {
  system.write(output, bytesOf(utf8(text)));
}

function questionOf({ columns, options }: State, task: Task): string {
  if (task.what === 'databases') return 'SHOW DATABASES';
  if (task.what === 'database') return `SHOW CREATE DATABASE IF NOT EXISTS ${tick(task.database)}`;
  if (!('table' in task)) return `SHOW FULL TABLES FROM ${tick(task.database)}`;
  const place = `${tick(task.database)}.${tick(task.table)}`;
  if (task.what === 'create') return `SHOW CREATE TABLE ${place}`;
  if (task.what === 'view') return `SHOW CREATE VIEW ${place}`;
  if (task.what === 'columns' || task.what === 'stand-in') return `SHOW FIELDS FROM ${place}`;
  return `SELECT ${selected(columns)} FROM ${place}${options.where === '' ? '' : ` WHERE ${options.where}`}`;
}

/** @returns a table that isn't there */
function answered(
  system: System,
  state: State,
  task: Task,
  { rows }: Extract<Reply, { kind: 'rows' }>,
): string | undefined {
  const { options } = state;
  const [first = []] = rows;
  if (task.what === 'databases') {
    const names = rows.map(([name]) => name ?? '').filter((name) => !ownDatabases.includes(name));
    state.tasks.push(...names.flatMap((name) => tasksOf(name, true)));
  } else if (task.what === 'database')
    say(system, state, databaseText(task.database, first[1] ?? '', options.comments));
  else if (!('table' in task)) return listed(state, task.database, rows);
  else if (task.what === 'create') say(system, state, tableText(task.table, first[1] ?? '', options));
  else if (task.what === 'view') say(system, state, viewText(task.table, first[1] ?? '', options.comments));
  else if (task.what === 'stand-in') {
    const names = rows.map(([name]) => name ?? '');
    say(system, state, viewStandIn(task.table, names, options.comments));
  } else if (task.what === 'columns')
    state.columns = rows.flatMap(([name, type, , , , extra]) =>
      /GENERATED$/.test(extra ?? '') && !/DEFAULT_GENERATED/.test(extra ?? '')
        ? []
        : [
            {
              name: name ?? '',
              binary: /blob|binary/.test(type ?? ''),
              numeric: /int|decimal|float|double|year/.test(type ?? ''),
            },
          ],
    );
  else say(system, state, dataText(task.table, state.columns, rows, options));
  return undefined;
}

function listed(
  state: State,
  database: string,
  rows: readonly (readonly (string | null)[])[],
): string | undefined {
  const { options } = state;
  const missing = options.tables.find((name) => !rows.some(([table]) => table === name));
  if (missing !== undefined) return missing;
  const tasks: Task[] = [];
  for (const [name, type] of rows) {
    const table = name ?? '';
    if (options.tables.length > 0 && !options.tables.includes(table)) continue;
    if (options.ignored.includes(`${database}.${table}`)) continue;
    const of = { database, table };
    if (type === 'VIEW') {
      if (!options.definitions) continue;
      tasks.push({ what: 'stand-in', ...of });
      state.views.push({ what: 'view', ...of });
      continue;
    }
    if (options.definitions) tasks.push({ what: 'create', ...of });
    if (options.data) tasks.push({ what: 'columns', ...of }, { what: 'rows', ...of });
  }
  state.tasks.unshift(...tasks);
  return undefined;
}
