import { SystemError } from '../../../../../filesystem/errors.ts';
import type { Next, Program, System } from '../../../../../linux/system.ts';
import { atLeast } from '../../../../../registry/catalogue/repository.ts';
import { bytesOf } from '../../../../../shell/commands/bytes.ts';
import { quoted } from '../../../catalog/definitions.ts';
import { isLike } from '../../../run/patterns.ts';
import { utf8 } from '../../../values/output.ts';
import { ask, continueLink, fieldsOf, type Link, openLink, receive } from '../link.ts';
import { parseCommandLine } from '../options.ts';
import { headersOf, rowOf } from '../psql-answers.ts';
import { versionName } from '../psql-prompt.ts';
import type { Table } from '../psql-state.ts';
import { insertLines } from './inserts.ts';
import { type Described, described, type Question, questions, type Relation } from './questions.ts';
import { cleaning, dataColumns, entry, place, postData, preData, type Style } from './text.ts';

type Options = Style & {
  readonly create: boolean;
  readonly schema: boolean;
  readonly data: boolean;
  /** `rows`: INSERTs; `columns`: with the columns' names. */
  readonly inserts: 'none' | 'rows' | 'columns';
  readonly tables: readonly string[];
  readonly schemas: readonly string[];
  readonly excluded: readonly string[];
};

/** What is being asked. */
type Asking =
  | { readonly what: 'path' }
  | { readonly what: 'catalogue'; readonly name: Question }
  | { readonly what: 'rows' | 'counter'; readonly at: number };

type State = {
  link: Link;
  options: Options;
  /** Where the dump goes. */
  output: number;
  asking: Asking | undefined;
  asked: string;
  answers: { [name in Question]?: (string | null)[][] };
  table: Table | undefined;
};

const flags = new Set(
  '-a -b -c -C -O -s -x -v -w -W --data-only --clean --create --no-owner --schema-only --no-privileges --no-acl --verbose --no-password --password --if-exists --inserts --column-inserts --attribute-inserts --no-comments --no-tablespaces --disable-triggers --quote-all-identifiers --version -V --help -?'.split(
    ' ',
  ),
);
const valued = new Set(
  '-f --file -F --format -t --table -T --exclude-table -n --schema -N --exclude-schema -E --encoding -Z --compress -j --jobs --lock-wait-timeout --role --section --exclude-table-data --rows-per-insert -S --superuser'.split(
    ' ',
  ),
);

const QUESTIONS = Object.keys(questions).filter((name): name is Question => Object.hasOwn(questions, name));

/** pg_dump: a database as the statements that make it again. */
export const pgDump: Program<State> = {
  start(system) {
    const line = parseCommandLine(system, flags, valued, 'pg_dump');
    const fail = (words: string): Next<State> => {
      system.write(2, `pg_dump: ${words}\n`);
      return { exit: 1 };
    };
    if (typeof line === 'string')
      return fail(`unrecognized option '${line}'\npg_dump: hint: Try "pg_dump --help" for more information.`);
    const value = (...names: string[]) =>
      line.options.flatMap(([name, text]) => (names.includes(name) ? [text] : []));
    const has = (...names: string[]) => value(...names).length > 0;
    if (has('-V', '--version')) {
      system.write(1, `pg_dump (PostgreSQL) ${versionName(system)}\n`);
      return { exit: 0 };
    }
    const [format = 'p'] = value('-F', '--format');
    if (!/^p(?:lain)?$/.test(format))
      return fail(`error: output format "${format}" is not part of the simulation: use -Fp`);
    if (has('-a', '--data-only') && has('-s', '--schema-only'))
      return fail('error: options -s/--schema-only and -a/--data-only cannot be used together');
    const output = openOutput(system, value('-f', '--file')[0]);
    if (typeof output === 'string') return fail(`error: ${output}`);
    const [database] = line.words.filter((word) => !/^postgres(?:ql)?:\/\//.test(word));
    system.onSignal('ignore', ['SIGPIPE']);
    const target = { ...line.target, ...(database === undefined ? {} : { database }) };
    return step(system, {
      link: openLink(system, target),
      options: optionsOf(has, value),
      output,
      asking: undefined,
      asked: '',
      answers: {},
      table: undefined,
    });
  },
  step,
};

function optionsOf(has: (...names: string[]) => boolean, value: (...names: string[]) => string[]): Options {
  return {
    owners: !has('-O', '--no-owner'),
    privileges: !has('-x', '--no-privileges', '--no-acl'),
    clean: has('-c', '--clean'),
    ifExists: has('--if-exists'),
    create: has('-C', '--create'),
    schema: !has('-a', '--data-only'),
    data: !has('-s', '--schema-only'),
    inserts: has('--column-inserts', '--attribute-inserts') ? 'columns' : has('--inserts') ? 'rows' : 'none',
    tables: value('-t', '--table'),
    schemas: value('-n', '--schema'),
    excluded: value('-T', '--exclude-table'),
  };
}

/** @returns a descriptor; a text: what is wrong */
function openOutput(system: System, path: string | undefined): number | string {
  if (path === undefined) return 1;
  try {
    return system.open(path, { write: true, create: true, truncate: true });
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    return `could not open output file "${path}": ${error.message}`;
  }
}

function say(system: System, { output }: State, text: string): void {
  system.write(output, bytesOf(utf8(text)));
}

function step(system: System, state: State): Next<State> {
  const { link } = state;
  const wait = continueLink(system, link);
  if (wait !== undefined) return { state, until: wait };
  if (link.stage === 'failed') {
    system.write(2, `pg_dump: error: ${link.problem}\n`);
    return { exit: 1 };
  }
  if (state.asking === undefined) put(system, state, { what: 'path' });
  for (let rounds = 0; rounds < 1000; rounds++) {
    const taken = receive(system, link);
    if (taken === 'more') return { state, until: { readable: [link.descriptor] } };
    if (taken === 'end') {
      system.write(2, 'pg_dump: error: server closed the connection unexpectedly\n');
      return { exit: 1 };
    }
    const { kind, body } = taken;
    if (kind === 'T') state.table = headersOf(body);
    else if (kind === 'D') state.table?.rows.push(rowOf(body));
    else if (kind === 'd') system.write(state.output, bytesOf(body));
    else if (kind === 'E') {
      const { M = '' } = fieldsOf(body);
      system.write(
        2,
        `pg_dump: error: query failed: ERROR:  ${M}\npg_dump: detail: Query was: ${state.asked}\n`,
      );
      return { exit: 1 };
    } else if (kind === 'Z' && state.asking !== undefined) {
      const next = answered(system, state, state.asking);
      if (next === undefined) return { exit: 0 };
      if (next === 'failed') return { exit: 1 };
      put(system, state, next);
    }
  }
  return { state, until: { cpuMs: 1 } };
}

function put(system: System, state: State, asking: Asking): void {
  state.asking = asking;
  state.table = undefined;
  state.asked = questionOf(state, asking);
  ask(system, state.link, state.asked);
}

function questionOf(state: State, asking: Asking): string {
  if (asking.what === 'path') return "SELECT pg_catalog.set_config('search_path', '', false)";
  if (asking.what === 'catalogue') return questions[asking.name];
  const relation = wanted(state).relations[asking.at];
  if (relation === undefined) throw new Error('it asks about what is there');
  if (asking.what === 'counter') return `SELECT last_value, is_called FROM ${place(relation)}`;
  const columns = dataColumns(relation);
  return state.options.inserts === 'none'
    ? `COPY ${place(relation)} (${columns}) TO stdout`
    : `SELECT ${columns === '' ? '*' : columns} FROM ${place(relation)}`;
}

/** Of what is in the database, what the options ask for. */
function wanted({ answers, options }: State): Described {
  const all = described(answers);
  const { tables, schemas, excluded } = options;
  const matches = (pattern: string, { schema, name }: Relation) => {
    const form = pattern
      .replaceAll('"', '')
      .replace(/[%_\\]/g, '\\$&')
      .replaceAll('*', '%')
      .replaceAll('?', '_');
    return isLike(pattern.includes('.') ? `${schema}.${name}` : name, form, false);
  };
  const isWanted = (each: Relation): boolean =>
    (tables.length === 0 || tables.some((pattern) => matches(pattern, each))) &&
    (schemas.length === 0 || schemas.includes(each.schema)) &&
    !excluded.some((pattern) => matches(pattern, each));
  const picked = all.relations.filter(isWanted);
  const owned = all.relations.filter((each) => {
    const table = all.sequences.get(each.oid)?.table;
    return !picked.includes(each) && picked.some(({ oid }) => oid === table);
  });
  const relations = all.relations.filter((each) => picked.includes(each) || owned.includes(each));
  return {
    ...all,
    relations,
    schemas:
      tables.length > 0
        ? []
        : all.schemas.filter(({ name }) => schemas.length === 0 || schemas.includes(name)),
    enums:
      tables.length > 0
        ? []
        : all.enums.filter(({ schema }) => schemas.length === 0 || schemas.includes(schema)),
  };
}

/** An answer is whole. @returns what to ask next; undefined: the dump is done */
function answered(system: System, state: State, asking: Asking): Asking | 'failed' | undefined {
  const rows = state.table?.rows ?? [];
  if (asking.what === 'catalogue') state.answers[asking.name] = rows;
  if (asking.what === 'path' || asking.what === 'catalogue') {
    const next = QUESTIONS[asking.what === 'path' ? 0 : QUESTIONS.indexOf(asking.name) + 1];
    if (next !== undefined) return { what: 'catalogue', name: next };
    const database = wanted(state);
    if (database.relations.length === 0 && state.options.tables.length > 0) {
      system.write(2, 'pg_dump: error: no matching tables were found\n');
      return 'failed';
    }
    begin(system, state, database);
    return nextData(system, state, 'rows', -1);
  }
  const relation = wanted(state).relations[asking.at];
  if (relation === undefined) return undefined;
  if (asking.what === 'rows')
    say(system, state, state.options.inserts === 'none' ? '\\.\n\n\n' : `${insertsOf(state, relation)}\n\n`);
  else {
    const [last = '1', called = 'f'] = rows[0] ?? [];
    const body = `SELECT pg_catalog.setval('${place(relation)}', ${last}, ${called === 't'});\n`;
    const { name, schema, owner } = relation;
    say(system, state, entry(name, 'SEQUENCE SET', schema, owner, state.options, body));
  }
  return nextData(system, state, asking.what, asking.at);
}

function insertsOf({ table, options }: State, relation: Relation): string {
  return table === undefined
    ? ''
    : insertLines(place(relation), table, options.inserts === 'columns' ? dataColumns(relation) : undefined);
}

/** Tables' rows, then sequences' numbers, then what comes after them. */
function nextData(system: System, state: State, what: 'rows' | 'counter', after: number): Asking | undefined {
  const { relations } = wanted(state);
  const kind = what === 'rows' ? 'r' : 'S';
  const at = state.options.data
    ? relations.findIndex((each, index) => index > after && each.kind === kind)
    : -1;
  const relation = relations[at];
  if (relation === undefined) {
    if (what === 'rows') return nextData(system, state, 'counter', -1);
    finish(system, state);
    return undefined;
  }
  if (what === 'rows') {
    const { name, schema, owner } = relation;
    const start =
      state.options.inserts === 'none'
        ? `COPY ${place(relation)} (${dataColumns(relation)}) FROM stdin;`
        : '';
    const text = entry(name, 'TABLE DATA', schema, owner, state.options, start);
    say(system, state, start === '' ? text.replace(/\n\n$/, '') : text.replace(/\n$/, ''));
  }
  return { what, at };
}

function begin(system: System, state: State, database: Described): void {
  const { options, link } = state;
  const server = link.parameters.server_version ?? '';
  const own = versionName(system);
  const shown = server === own.split(' ')[0] ? own : server;
  const timeouts = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'];
  if (atLeast(own.split(' ')[0] ?? '', '17.0')) timeouts.push('transaction_timeout');
  const settings = [
    ...timeouts.map((name) => `SET ${name} = 0;`),
    "SET client_encoding = 'UTF8';",
    'SET standard_conforming_strings = on;',
    "SELECT pg_catalog.set_config('search_path', '', false);",
    'SET check_function_bodies = false;',
    'SET xmloption = content;',
    'SET client_min_messages = warning;',
    'SET row_security = off;',
  ].join('\n');
  say(
    system,
    state,
    `--\n-- PostgreSQL database dump\n--\n\n-- Dumped from database version ${shown}\n-- Dumped by pg_dump version ${own}\n\n${settings}\n\n`,
  );
  const name = quoted(link.target.database);
  if (options.clean) {
    if (options.create) say(system, state, `DROP DATABASE ${options.ifExists ? 'IF EXISTS ' : ''}${name};\n`);
    else say(system, state, cleaning(database, options));
  }
  if (options.create) {
    const provider = atLeast(own.split(' ')[0] ?? '', '15.0') ? ' LOCALE_PROVIDER = libc' : '';
    const body = `CREATE DATABASE ${name} WITH TEMPLATE = template0 ENCODING = 'UTF8'${provider} LOCALE = 'en_US.utf8';\n`;
    say(
      system,
      state,
      `${entry(link.target.database, 'DATABASE', '', link.target.user, options, body)}\\connect ${name}\n\n${settings}\n\n`,
    );
  }
  if (options.schema) say(system, state, preData(database, options));
}

function finish(system: System, state: State): void {
  if (state.options.schema) say(system, state, postData(wanted(state), state.options));
  say(system, state, '--\n-- PostgreSQL database dump complete\n--\n\n');
}
