import { SqlError } from '../errors.ts';
import { type EnumDef, keyOf } from '../store/definitions.ts';
import type { Definition } from '../syntax/definition-tree.ts';
import { type Defined, mustOwn, notice } from './define-tables.ts';
import type { Environment } from './environment.ts';
import { checkSchema, placeOf } from './names.ts';

export function createType(
  env: Environment,
  { table, labels }: Extract<Definition, { kind: 'create type' }>,
): Defined {
  const { schema, name } = placeOf(env, table);
  checkSchema(env, schema);
  const { database, user } = env.session;
  if (env.transaction.object(keyOf('type', database, schema, name)) !== undefined)
    throw new SqlError('duplicateType', { name });
  env.transaction.define({
    kind: 'enum',
    id: env.transaction.cluster.takeId(),
    database,
    schema,
    name,
    owner: user,
    labels,
  });
  return { tag: 'CREATE TYPE' };
}

/** The type of a name. PostgreSQL looks through the search path. */
function typeOf(env: Environment, path: readonly string[]): EnumDef | undefined {
  const [name = '', schema] = [...path].reverse();
  for (const each of schema === undefined ? env.session.searchPath : [schema]) {
    const def = env.transaction.object(keyOf('type', env.session.database, each, name));
    if (def?.kind === 'enum') return def;
  }
  return undefined;
}

export function alterType(env: Environment, statement: Extract<Definition, { kind: 'alter type' }>): Defined {
  const { table, owner, rename, add } = statement;
  const tag = 'ALTER TYPE';
  const def = typeOf(env, table.path);
  if (def === undefined) throw new SqlError('undefinedType', { name: table.path.join('.') }, table.at);
  mustOwn(env, def.owner, 'type', def.name);
  if (owner !== undefined) env.transaction.define({ ...def, owner });
  if (rename !== undefined) {
    env.transaction.drop(def);
    replaceType(env, { ...def, name: rename });
  }
  if (add === undefined) return { tag };
  if (def.labels.includes(add.label)) {
    if (!add.ifNotExists) throw new SqlError('duplicateLabel', { name: add.label });
    notice(env, `enum label "${add.label}" already exists, skipping`, '42710');
    return { tag };
  }
  const beside = add.beside === undefined ? def.labels.length : def.labels.indexOf(add.beside.label);
  if (beside < 0)
    throw new SqlError('badArgument', {
      words: `"${add.beside?.label ?? ''}" is not an existing enum label`,
    });
  const at = add.beside?.where === 'after' ? beside + 1 : beside;
  replaceType(env, { ...def, labels: [...def.labels.slice(0, at), add.label, ...def.labels.slice(at)] });
  return { tag };
}

/** Columns know their type with its labels. */
function replaceType(env: Environment, def: EnumDef): void {
  env.transaction.define(def);
  for (const table of env.transaction.definitions()) {
    if (table.kind !== 'table' || !table.columns.some(({ type }) => type.oid === def.id)) continue;
    const columns = table.columns.map((column) =>
      column.type.oid === def.id
        ? { ...column, type: { ...column.type, name: def.name, labels: def.labels } }
        : column,
    );
    env.transaction.define({ ...table, columns });
  }
}

export function dropType(
  env: Environment,
  path: readonly string[],
  { ifExists, cascade }: Extract<Definition, { kind: 'drop' }>,
): void {
  const name = path.join('.');
  const def = typeOf(env, path);
  if (def === undefined) {
    if (!ifExists) throw new SqlError('undefinedType', { name });
    notice(env, `type "${name}" does not exist, skipping`, '00000');
    return;
  }
  mustOwn(env, def.owner, 'type', def.name);
  const users = env.transaction
    .definitions()
    .flatMap((table) =>
      table.kind === 'table'
        ? table.columns.flatMap((column) =>
            column.type.oid === def.id ? [`column ${column.name} of table ${table.name}`] : [],
          )
        : [],
    );
  if (users.length > 0)
    throw cascade
      ? new SqlError('unsupported', { what: 'DROP TYPE ... CASCADE of a type that columns have' })
      : new SqlError('dependents', { what: 'type', name: def.name, constraint: '', other: '' }, undefined, {
          detail: users.map((each) => `${each} depends on type ${def.name}`).join('\n'),
          hint: 'Use DROP ... CASCADE to drop the dependent objects too.',
        });
  env.transaction.drop(def);
}
