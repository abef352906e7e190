import type { Next, Program, System } from '../../../../../linux/system.ts';
import { bytesOf } from '../../../../../shell/commands/bytes.ts';
import { quoted } from '../../../catalog/definitions.ts';
import { utf8 } from '../../../values/output.ts';
import { ask, continueLink, fieldsOf, type Link, openLink, receive } from '../link.ts';
import { parseCommandLine } from '../options.ts';
import { rowOf } from '../psql-answers.ts';
import { versionName } from '../psql-prompt.ts';

type State = {
  link: Link;
  /** Options that pg_dump is given, too. */
  passed: string[];
  only: 'all' | 'roles' | 'globals';
  asked: 'nothing' | 'roles' | 'members' | 'databases' | 'done';
  rows: (string | null)[][];
  databases: string[];
  child?: number | undefined;
};

const flags = new Set(
  '-a -c -g -O -r -s -t -v -w -W -x --clean --globals-only --roles-only --schema-only --data-only --no-owner --no-privileges --if-exists --inserts --column-inserts --no-role-passwords --version -V'.split(
    ' ',
  ),
);
const valued = new Set(['-f', '--file', '-E', '-l', '--database', '-S', '--exclude-database']);
/** Of those, the ones that pg_dump takes as well. */
const shared = /^(?:-[aOsx]|--(?:schema-only|data-only|no-owner|no-privileges|inserts|column-inserts))$/;

const questions = {
  roles:
    'SELECT rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls, rolpassword FROM pg_catalog.pg_authid ORDER BY 1',
  members:
    'SELECT p.rolname, m.rolname FROM pg_catalog.pg_auth_members a JOIN pg_catalog.pg_roles p ON p.oid = a.roleid JOIN pg_catalog.pg_roles m ON m.oid = a.member ORDER BY 1, 2',
  databases:
    "SELECT datname FROM pg_catalog.pg_database WHERE datallowconn ORDER BY datname <> 'template1', datname",
} as const;

/** pg_dumpall: the roles of a server, and what pg_dump says of each database. */
export const pgDumpall: Program<State> = {
  start(system) {
    const line = parseCommandLine(system, flags, valued, 'pg_dumpall');
    if (typeof line === 'string') {
      system.write(
        2,
        `pg_dumpall: unrecognized option '${line}'\npg_dumpall: hint: Try "pg_dumpall --help" for more information.\n`,
      );
      return { exit: 1 };
    }
    const has = (...names: string[]) => line.options.some(([name]) => names.includes(name));
    if (has('-V', '--version')) {
      system.write(1, `pg_dumpall (PostgreSQL) ${versionName(system)}\n`);
      return { exit: 0 };
    }
    if (has('-f', '--file', '-c', '--clean')) {
      system.write(2, 'pg_dumpall: error: options -f and -c are not part of the simulation\n');
      return { exit: 1 };
    }
    system.onSignal('ignore', ['SIGPIPE']);
    return step(system, {
      link: openLink(system, { ...line.target, database: 'postgres' }),
      passed: line.options.flatMap(([name]) => (shared.test(name) ? [name] : [])),
      only: has('-r', '--roles-only') ? 'roles' : has('-g', '--globals-only') ? 'globals' : 'all',
      asked: 'nothing',
      rows: [],
      databases: [],
    });
  },
  step,
};

function say(system: System, text: string): void {
  system.write(1, bytesOf(utf8(text)));
}

function step(system: System, state: State): Next<State> {
  const { link } = state;
  const wait = continueLink(system, link);
  if (wait !== undefined) return { state, until: wait };
  if (link.stage === 'failed') {
    system.write(2, `pg_dumpall: error: ${link.problem}\n`);
    return { exit: 1 };
  }
  if (state.asked === 'done') return dumps(system, state);
  if (state.asked === 'nothing') next(system, state);
  for (;;) {
    const taken = receive(system, link);
    if (taken === 'more') return { state, until: { readable: [link.descriptor] } };
    if (taken === 'end') return { exit: 1 };
    if (taken.kind === 'D') state.rows.push(rowOf(taken.body));
    if (taken.kind === 'E') {
      const { M = '' } = fieldsOf(taken.body);
      system.write(2, `pg_dumpall: error: query failed: ERROR:  ${M}\n`);
      return { exit: 1 };
    }
    if (taken.kind === 'Z' && next(system, state) === 'done') return dumps(system, state);
  }
}

/** Writes what has been answered, and asks the next. */
function next(system: System, state: State): 'asked' | 'done' {
  const put = (asked: keyof typeof questions): 'asked' => {
    state.asked = asked;
    state.rows = [];
    ask(system, state.link, questions[asked]);
    return 'asked';
  };
  switch (state.asked) {
    case 'nothing':
      say(
        system,
        "--\n-- PostgreSQL database cluster dump\n--\n\nSET default_transaction_read_only = off;\n\nSET client_encoding = 'UTF8';\nSET standard_conforming_strings = on;\n\n",
      );
      return put('roles');
    case 'roles':
      say(
        system,
        `--\n-- Roles\n--\n\n${state.rows.map(roleText).join('')}\n--\n-- User Configurations\n--\n\n\n\n\n\n\n\n\n`,
      );
      return put('members');
    case 'members': {
      const lines = state.rows.map(
        ([role, member]) => `GRANT ${quoted(role ?? '')} TO ${quoted(member ?? '')};\n`,
      );
      if (lines.length > 0) say(system, `--\n-- Role memberships\n--\n\n${lines.join('')}\n\n\n\n`);
      if (state.only === 'all') return put('databases');
      break;
    }
    default:
      state.databases = state.rows.map(([name]) => name ?? '');
      say(system, '--\n-- Databases\n--\n\n');
  }
  state.asked = 'done';
  return 'done';
}

function roleText([name, ...cells]: readonly (string | null)[]): string {
  const words = ['SUPERUSER', 'INHERIT', 'CREATEROLE', 'CREATEDB', 'LOGIN', 'REPLICATION', 'BYPASSRLS'];
  const attributes = words.map((word, at) => (cells[at] === 't' ? word : `NO${word}`)).join(' ');
  const password = cells[words.length] ?? null;
  const secret = password === null ? '' : ` PASSWORD '${password}'`;
  return `CREATE ROLE ${quoted(name ?? '')};\nALTER ROLE ${quoted(name ?? '')} WITH ${attributes}${secret};\n`;
}

/** Has pg_dump write one database after the other. */
function dumps(system: System, state: State): Next<State> {
  for (;;) {
    if (state.child !== undefined) {
      const ended = system.wait(state.child);
      if (ended === 'again') return { state, until: { child: true } };
      state.child = undefined;
      const [database = ''] = state.databases.splice(0, 1);
      if (ended !== 'none' && !('code' in ended.status && ended.status.code === 0)) {
        system.write(2, `pg_dumpall: error: pg_dump failed on database "${database}", exiting\n`);
        return { exit: 1 };
      }
    }
    const [database] = state.databases;
    if (database === undefined) {
      say(system, '--\n-- PostgreSQL database cluster dump complete\n--\n\n');
      return { exit: 0 };
    }
    // It stands beside this program.
    const folder = /^.*\//.exec(system.argv[0] ?? '')?.[0] ?? '';
    const path = system.findExecutable(`${folder}pg_dump`);
    if (path === undefined) {
      system.write(2, 'pg_dumpall: error: program "pg_dump" is needed by pg_dumpall but was not found\n');
      return { exit: 1 };
    }
    const there = database === 'postgres' || database === 'template1';
    say(
      system,
      `--\n-- Database "${database}" dump\n--\n\n${there ? `\\connect ${quoted(database)}\n\n` : ''}`,
    );
    const { host, port, user, password } = state.link.target;
    const argv = ['pg_dump', ...state.passed, ...(there ? [] : ['--create']), '-p', String(port), '-U', user];
    if (host !== undefined) argv.push('-h', host);
    const env = new Map([
      ...system.env,
      ...(password === undefined ? [] : [['PGPASSWORD', password] as const]),
    ]);
    state.child = system.spawn({ path, argv: [...argv, '-d', database], env });
  }
}
