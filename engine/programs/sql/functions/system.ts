import { quoted } from '../catalog/definitions.ts';
import { constraintText, indexText, keyText } from '../catalog/keys.ts';
import { postgresWords, SqlError } from '../errors.ts';
import type { Environment } from '../run/environment.ts';
import { checkRelation } from '../run/names.ts';
import { relationOf } from '../run/relation-names.ts';
import { signalSession } from '../run/signals.ts';
import type { SequenceDef, ViewDef } from '../store/definitions.ts';
import { baseEntries, factsOf, OID, titleOf, typeOfOid } from '../values/types.ts';
import type { Value } from '../values/value.ts';
import { define, type Functions, intArg, textArg } from './function.ts';

const relation = (env: Environment, value: Value | undefined) => relationOf(env, textArg(value));

function sequence(env: Environment, value: Value | undefined): SequenceDef {
  const found = relation(env, value);
  if (found?.kind === 'sequence') return found;
  if (found !== undefined) throw new SqlError('notWhat', { name: found.name, what: 'sequence' });
  throw new SqlError('undefinedTable', { name: textArg(value), qualified: textArg(value) });
}

function nextValue(env: Environment, def: SequenceDef): number {
  checkRelation(env, def, 'usage');
  const counter = env.transaction.cluster.counters.get(def.id);
  const value =
    counter === undefined ? def.start : counter.called ? counter.last + def.increment : counter.last;
  if (!Number.isSafeInteger(value) || (def.base === 'int4' && value > 2_147_483_647)) {
    throw new SqlError('badArgument', {
      words: `nextval: reached maximum value of sequence "${def.name}" (2147483647)`,
    });
  }
  env.transaction.cluster.setCounter(def.id, value, true);
  env.session.currval.set(def.id, value);
  return value;
}

function uuid(env: Environment): string {
  const digits = Array.from({ length: 32 }, (_, at) =>
    at === 12
      ? '4'
      : Math.floor(env.random() * 16 * (at === 16 ? 0.25 : 1) + (at === 16 ? 8 : 0)).toString(16),
  );
  return digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A constraint by its number in pg_constraint: its table's and its own place in it. */
function constraintDefinition(env: Environment, oid: number, pretty: boolean): Value {
  const table = env.transaction.definitions().find((def) => def.id === Math.floor(oid / 1000));
  const constraint = table?.kind === 'table' ? table.constraints[oid % 1000] : undefined;
  if (table?.kind !== 'table' || constraint === undefined) return null;
  return constraintText(env, table, constraint, pretty);
}

/** An index's statement, or one of its columns. @param column from one on; 0: all of it */
function indexDefinition(env: Environment, oid: number, column: number, pretty: boolean): Value {
  for (const table of env.transaction.definitions()) {
    const index = table.kind === 'table' ? table.indexes.find(({ id }) => id === oid) : undefined;
    if (index === undefined || table.kind !== 'table') continue;
    return column === 0
      ? indexText(env, table, index, pretty)
      : keyText(env, table, index.columns[column - 1] ?? '', pretty);
  }
  return null;
}

/** Asks another session to end what it does. @returns false: there is none */
function signalled(env: Environment, id: number, signal: 'cancel' | 'terminate'): boolean {
  const found = env.sessions().find(({ facts }) => facts.id === id);
  if (found === undefined) {
    const { message } = postgresWords(new SqlError('unknownThread', { id }));
    env.notices.push({ level: 'WARNING', state: '01000', words: message });
    return false;
  }
  signalSession(env, found.facts, signal);
  return true;
}

const constant = (value: Value, signature: string) => define(signature, () => value);

function typeTitle([oid, modifier]: readonly Value[], env: Environment): Value {
  const type = typeOfOid(Number(oid));
  if (type === undefined) {
    const made = env.transaction.definitions().find((def) => def.kind === 'enum' && def.id === Number(oid));
    if (made?.kind !== 'enum') return '???';
    return `${env.session.searchPath.includes(made.schema) ? '' : `${quoted(made.schema)}.`}${quoted(made.name)}`;
  }
  const size = Number(modifier ?? -1);
  if (size < 4) return titleOf(type);
  if (type.base === 'numeric')
    return titleOf({ ...type, length: (size - 4) >> 16, scale: (size - 4) & 0xffff }, true);
  return titleOf(
    { ...type, length: type.base === 'varchar' || type.base === 'bpchar' ? size - 4 : size },
    true,
  );
}

/** A view's query as it was written, or with the schemas of all that it names, where they have to be said. */
function viewText(env: Environment, { query, written, path }: ViewDef): string {
  return path.every((schema) => env.session.searchPath.includes(schema)) ? (written ?? query) : query;
}

const mebibyte = (bytes: number): string =>
  bytes < 10_240
    ? `${bytes} bytes`
    : bytes < 10_485_760
      ? `${Math.round(bytes / 1024)} kB`
      : `${Math.round(bytes / 1_048_576)} MB`;

export const systemFunctions: Functions = {
  version: define('→ text', (_args, { server }) => server.versionText),
  current_database: define('→ name', (_args, env) =>
    env.mysql ? (env.session.searchPath[0] ?? null) : env.session.database,
  ),
  current_schema: define(
    '→ name',
    (_args, env) =>
      env.session.searchPath.find(
        (name) => env.transaction.object(`schema\0${env.session.database}\0${name}`) !== undefined,
      ) ?? null,
  ),
  current_user: define('→ name', (_args, { session, mysql }) =>
    mysql ? `${session.user}@${session.accountHost}` : session.user,
  ),
  session_user: define('→ name', (_args, { session, mysql }) =>
    mysql ? `${session.loginUser}@${session.clientHost}` : session.loginUser,
  ),
  connection_id: define('→ int8', (_args, { session }) => BigInt(session.id)),
  pg_backend_pid: define('→ int4', (_args, { session }) => session.id),
  last_insert_id: define('→ int8', (_args, { session }) => session.lastInsertId),
  row_count: define('→ int8', (_args, { session }) => BigInt(session.affected)),
  found_rows: define('→ int8', (_args, { session }) => BigInt(session.foundRows)),
  nextval: define('any → int8', ([a], env) => BigInt(nextValue(env, sequence(env, a)))),
  currval: define('any → int8', ([a], env) => {
    const def = sequence(env, a);
    const value = env.session.currval.get(def.id);
    if (value === undefined) throw new SqlError('sequenceNotYet', { name: def.name });
    return BigInt(value);
  }),
  lastval: define('→ int8', (_args, { session }) => {
    const last = [...session.currval.values()].at(-1);
    if (last === undefined)
      throw new SqlError('badArgument', { words: 'lastval is not yet defined in this session' });
    return BigInt(last);
  }),
  setval: define('any int8 bool? → int8', ([a, b, c], env) => {
    const def = sequence(env, a);
    checkRelation(env, def, 'update');
    env.transaction.cluster.setCounter(def.id, intArg(b), c !== false);
    return b ?? null;
  }),
  pg_get_serial_sequence: define('text text → text', ([a, b], env) => {
    const table = relation(env, a);
    const found = env.transaction
      .definitions()
      .find(
        (def) => def.kind === 'sequence' && def.ownedBy?.table === table?.id && def.ownedBy?.column === b,
      );
    return found?.kind === 'sequence' ? `${found.schema}.${found.name}` : null;
  }),
  gen_random_uuid: define('→ uuid', (_args, env) => uuid(env)),
  uuid: define('→ text', (_args, env) => uuid(env)),
  set_config: define('text text bool → text', ([a, b], { session }) => {
    session.settings.set(textArg(a), textArg(b));
    if (a === 'search_path')
      session.searchPath = textArg(b)
        .split(',')
        .flatMap((name) => (name.trim() === '' ? [] : [name.trim().replaceAll('"', '')]));
    return b ?? null;
  }),
  current_setting: define('text bool? → text', ([a, missing], { session, server }) => {
    const name = textArg(a);
    const value = name === 'server_version' ? server.version : session.settings.get(name);
    if (value === undefined && missing !== true) throw new SqlError('undefinedVariable', { name });
    return value ?? null;
  }),
  pg_is_in_recovery: constant(false, '→ bool'),
  pg_postmaster_start_time: define('→ timestamptz', (_args, { server }) => server.startedMs * 1000),
  inet_server_port: define('→ int4', (_args, { server }) => server.port),
  inet_server_addr: constant(null, '→ text'),
  pg_table_is_visible: constant(true, 'oid → bool'),
  pg_type_is_visible: constant(true, 'oid → bool'),
  pg_collation_is_visible: constant(true, 'oid → bool'),
  pg_opclass_is_visible: constant(true, 'oid → bool'),
  pg_function_is_visible: constant(true, 'oid → bool'),
  has_table_privilege: constant(true, 'any* → bool'),
  has_schema_privilege: constant(true, 'any* → bool'),
  has_database_privilege: constant(true, 'any* → bool'),
  pg_encoding_to_char: constant('UTF8', 'int4 → name'),
  pg_get_userbyid: define(
    'oid → name',
    ([a], env) =>
      env.transaction.definitions().find((def) => def.kind === 'role' && def.id === Number(a))?.name ??
      (Number(a) === 6171 ? 'pg_database_owner' : `unknown (OID=${Number(a)})`),
  ),
  pg_get_expr: define('text any any? → text', ([a]) => a ?? null),
  pg_get_viewdef: define('any bool? → text', ([a], env) => {
    const found = relation(env, a);
    return found?.kind === 'view' ? `${viewText(env, found)};` : null;
  }),
  pg_get_indexdef: define('oid int4? bool? → text', ([a, b, c], env) =>
    indexDefinition(env, Number(a), intArg(b), c === true),
  ),
  pg_get_constraintdef: define('oid bool? → text', ([a, b], env) =>
    constraintDefinition(env, Number(a), b === true),
  ),
  format_type: define('any any → text', typeTitle, { nulls: true }),
  pg_typeof: define('any → text', (_args, _env, [type]) => (type === undefined ? null : titleOf(type)), {
    nulls: true,
  }),
  to_regclass: define('text → oid', ([a], env) => relation(env, a)?.id ?? null, { result: () => OID }),
  to_regtype: define('text → oid', ([a]) => baseEntries.find(([base]) => base === a)?.[1].oid ?? null),
  obj_description: define('any any? → text', ([a], env) => relation(env, a)?.comment ?? null),
  col_description: define('any int4 → text', ([a, b], env) => {
    const found = relation(env, a);
    return found?.kind === 'table' ? (found.columns[intArg(b) - 1]?.comment ?? null) : null;
  }),
  shobj_description: constant(null, 'any any → text'),
  pg_size_pretty: define('numeric → text', ([a]) => mebibyte(Number(String(a)))),
  pg_database_size: define('any → int8', (_args, env) => BigInt(7_500_000 + env.transaction.cluster.bytes)),
  pg_relation_size: define('any any? → int8', ([a], env) => BigInt(sizeOf(env, a, 'heap'))),
  pg_indexes_size: define('any → int8', ([a], env) =>
    BigInt(sizeOf(env, a, 'all') - sizeOf(env, a, 'table')),
  ),
  pg_total_relation_size: define('any → int8', ([a], env) => BigInt(sizeOf(env, a, 'all'))),
  pg_table_size: define('any → int8', ([a], env) => BigInt(sizeOf(env, a, 'table'))),
  pg_advisory_lock: constant('', 'int8 int8? → void'),
  pg_try_advisory_lock: constant(true, 'int8 int8? → bool'),
  pg_advisory_unlock: constant(true, 'int8 int8? → bool'),
  txid_current: define('→ int8', (_args, { transaction }) =>
    BigInt(730 + (transaction.cluster.nextId % 100_000)),
  ),
  pg_cancel_backend: define('int4 → bool', ([a], env) => signalled(env, intArg(a), 'cancel')),
  pg_terminate_backend: define('int4 int8? → bool', ([a], env) => signalled(env, intArg(a), 'terminate')),
  pg_blocking_pids: define(
    'int4 → any',
    ([a], env) =>
      [...env.transaction.cluster.open].flatMap(({ pid, waitsFor }) =>
        pid === intArg(a) && waitsFor !== undefined ? [waitsFor.pid] : [],
      ),
    { result: () => ({ base: 'int4', array: true }) },
  ),
  pg_sleep: define('float8 → void', ([a], env) => {
    env.delay.ms += Math.max(0, Number(a)) * 1000;
    return '';
  }),
  sleep: define('float8 → int4', ([a], env) => {
    env.delay.ms += Math.max(0, Number(a)) * 1000;
    return 0;
  }),
  get_lock: constant(1, 'text any → int4'),
  release_lock: constant(1, 'text → int4'),
  charset: constant('utf8mb4', 'any → text'),
  collation: constant('utf8mb4_0900_ai_ci', 'any → text'),
  isnull: define('any → int4', ([a]) => (a === null ? 1 : 0), { nulls: true }),
  set_variable: define(
    'text any → any',
    ([a, b], { session }) => {
      session.variables.set(textArg(a).slice(1).toLowerCase(), b ?? null);
      return b ?? null;
    },
    { nulls: true, result: ([, type]) => type ?? { base: 'text' } },
  ),
};

/** Whole pages of what is stored, in bytes; a table with long values has an empty index of where they are, too. */
function sizeOf(env: Environment, value: Value | undefined, parts: 'heap' | 'table' | 'all'): number {
  const name = textArg(value);
  for (const def of env.transaction.definitions()) {
    const index = def.kind === 'table' ? def.indexes.find(({ id }) => String(id) === name) : undefined;
    if (def.kind === 'table' && index !== undefined) return indexBytes(env.transaction.scan(def).length);
  }
  const found = relation(env, value);
  if (found?.kind === 'sequence') return PAGE;
  if (found?.kind !== 'table') return 0;
  const rows = env.transaction.scan(found).length;
  const heap = Math.ceil((rows * 64) / PAGE) * PAGE;
  if (parts === 'heap') return heap;
  const long = found.columns.some(({ type }) => factsOf(type).size < 0 && type.base !== 'numeric');
  const table = heap + (long ? PAGE : 0);
  return parts === 'table' ? table : table + found.indexes.length * indexBytes(rows);
}

const PAGE = 8192;

function indexBytes(rows: number): number {
  return PAGE + Math.ceil((rows * 20) / PAGE) * PAGE;
}

export const systemAliases: Readonly<Record<string, string>> = {
  database: 'current_database',
  schema: 'current_database',
  current_catalog: 'current_database',
  current_role: 'current_user',
  user: 'session_user',
  system_user: 'session_user',
  uuid_generate_v4: 'gen_random_uuid',
};
