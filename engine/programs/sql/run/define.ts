import { SqlError } from '../errors.ts';
import type { Definition } from '../syntax/definition-tree.ts';
import type { Row } from '../values/value.ts';
import { alterTable, renameTables } from './define-alter.ts';
import { drop } from './define-drop.ts';
import { grant } from './define-grants.ts';
import { alterRole, createRole } from './define-roles.ts';
import { alterDatabase, createDatabase, createSchema } from './define-schemas.ts';
import { createIndex, createTable, type Defined, mustOwn } from './define-tables.ts';
import { alterType, createType } from './define-types.ts';
import { createView, refreshView } from './define-views.ts';
import type { Environment } from './environment.ts';
import { relationNamed } from './names.ts';
import { createSequence } from './sequences.ts';

/** Runs a statement that defines something. */
export function* define(env: Environment, statement: Definition): Generator<readonly Row[], Defined> {
  switch (statement.kind) {
    case 'create view':
      return yield* createView(env, statement);
    case 'refresh':
      return yield* refreshView(env, statement);
    case 'create table':
      return yield* createTable(env, statement);
    case 'create index':
      return yield* createIndex(env, statement);
    case 'alter table':
      return yield* alterTable(env, statement);
    case 'drop':
      return drop(env, statement);
    case 'grant':
      return grant(env, statement);
    default:
      return quickly(env, statement);
  }
}

function quickly(
  env: Environment,
  statement: Exclude<
    Definition,
    { kind: 'create table' | 'create view' | 'refresh' | 'create index' | 'alter table' | 'drop' | 'grant' }
  >,
): Defined {
  switch (statement.kind) {
    case 'create sequence':
      return createSequence(env, statement);
    case 'create schema':
      return createSchema(env, statement);
    case 'create database':
      return createDatabase(env, statement);
    case 'create type':
      return createType(env, statement);
    case 'create role':
      return createRole(env, statement);
    case 'alter role':
      return alterRole(env, statement);
    case 'alter database':
      return alterDatabase(env, statement);
    case 'alter type':
      return alterType(env, statement);
    case 'rename tables':
      return renameTables(env, statement);
    case 'comment':
      return comment(env, statement);
    default:
      return extension(env, statement);
  }
}

/** Extensions whose functions are there anyway. */
const extensions = ['uuid-ossp', 'pgcrypto', 'citext', 'plpgsql', 'hstore', 'pg_trgm', 'pg_stat_statements'];

function extension(
  _env: Environment,
  { name, drop: dropped }: Extract<Definition, { kind: 'extension' }>,
): Defined {
  if (!extensions.includes(name)) {
    throw new SqlError('undefinedExtension', { name }, undefined, {
      detail: `Could not open extension control file "/usr/share/postgresql/extension/${name}.control": No such file or directory.`,
    });
  }
  return { tag: dropped ? 'DROP EXTENSION' : 'CREATE EXTENSION' };
}

function comment(env: Environment, { on, path, text }: Extract<Definition, { kind: 'comment' }>): Defined {
  const table = on === 'column' ? { ...path, path: path.path.slice(0, -1) } : path;
  if (on === 'other') return { tag: 'COMMENT' };
  const def = relationNamed(env, table);
  mustOwn(env, def.owner, def.kind, def.name);
  if (on === 'table') {
    const { comment: _, ...rest } = def;
    env.transaction.define(text === null ? rest : { ...rest, comment: text });
  } else if (def.kind === 'table') {
    const columns = def.columns.map((column) =>
      column.name === path.path.at(-1) ? { ...column, comment: text ?? '' } : column,
    );
    env.transaction.define({ ...def, columns });
  }
  return { tag: 'COMMENT' };
}
