import { quoted } from '../catalog/definitions.ts';
import { SqlError } from '../errors.ts';
import type { Column, SequenceDef } from '../store/definitions.ts';
import type { Definition, SequenceOptions } from '../syntax/definition-tree.ts';
import type { Defined } from './define-tables.ts';
import type { Environment } from './environment.ts';
import { checkSchema, findRelation, placeOf, tableNamed } from './names.ts';
import { typeNamed } from './type-named.ts';

export function createSequence(
  env: Environment,
  statement: Extract<Definition, { kind: 'create sequence' }>,
): Defined {
  const { schema, name } = placeOf(env, statement.table);
  checkSchema(env, schema);
  if (findRelation(env, { path: [schema, name], at: 0 }) !== undefined) {
    if (statement.ifNotExists) return { tag: 'CREATE SEQUENCE' };
    throw new SqlError('duplicateTable', { name });
  }
  const { database, user } = env.session;
  const made: SequenceDef = {
    kind: 'sequence',
    id: env.transaction.cluster.takeId(),
    database,
    schema,
    name,
    owner: user,
    grants: [],
    start: 1,
    increment: 1,
    base: 'int8',
  };
  alterSequence(env, made, statement);
  return { tag: 'CREATE SEQUENCE' };
}

/** Gives a sequence what its options say. */
export function alterSequence(env: Environment, def: SequenceDef, options: SequenceOptions): void {
  const { start = def.start, increment = def.increment, restart, ownedBy, type } = options;
  const base = type === undefined ? def.base : typeNamed(env, type).base;
  if (base !== 'int2' && base !== 'int4' && base !== 'int8')
    throw new SqlError('badArgument', { words: 'sequence type must be smallint, integer, or bigint' });
  const [column = '', ...table] = [...(ownedBy?.path ?? [])].reverse();
  const { ownedBy: owned, ...plain } = def;
  const owner =
    ownedBy === undefined
      ? owned
      : table.length === 0
        ? undefined
        : { table: tableNamed(env, { path: table.reverse(), at: ownedBy.at }).id, column };
  env.transaction.define({
    ...plain,
    start,
    increment,
    base,
    ...(owner === undefined ? {} : { ownedBy: owner }),
  });
  if (restart !== undefined)
    env.transaction.cluster.setCounter(def.id, restart === 'start' ? start : restart, false);
}

/** A sequence for a serial or identity column, and the default that reads it. */
export function serialSequence(
  env: Environment,
  table: {
    readonly id: number;
    readonly database: string;
    readonly schema: string;
    readonly name: string;
    readonly owner: string;
  },
  column: Column,
  options: SequenceOptions = {},
): Column {
  let name = options.name?.path.at(-1) ?? `${table.name}_${column.name}_seq`;
  for (
    let count = 1;
    env.transaction.object(`relation\0${table.database}\0${table.schema}\0${name}`) !== undefined;
    count++
  )
    name = `${table.name}_${column.name}_seq${count}`;
  const base = column.type.base === 'int2' || column.type.base === 'int8' ? column.type.base : 'int4';
  env.transaction.define({
    kind: 'sequence',
    id: env.transaction.cluster.takeId(),
    database: table.database,
    schema: table.schema,
    name,
    owner: table.owner,
    grants: [],
    start: options.start ?? 1,
    increment: options.increment ?? 1,
    base,
    ownedBy: { table: table.id, column: column.name },
  });
  return {
    ...column,
    default: `nextval('${quoted(table.schema)}.${quoted(name)}'::regclass)`,
  };
}
