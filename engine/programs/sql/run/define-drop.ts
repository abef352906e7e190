import { SqlError } from '../errors.ts';
import { kindOf, type RelationDef } from '../store/definitions.ts';
import type { Definition } from '../syntax/definition-tree.ts';
import { dropRole } from './define-roles.ts';
import { dropDatabase, dropSchema } from './define-schemas.ts';
import { type Defined, goesToo, mustOwn, notice } from './define-tables.ts';
import { dropType } from './define-types.ts';
import { dependentsOf } from './dependents.ts';
import type { Environment } from './environment.ts';
import { checkRelation, findRelation, qualified, relationNamed } from './names.ts';
import { referencesAreOff } from './references.ts';

export function drop(env: Environment, statement: Extract<Definition, { kind: 'drop' }>): Defined {
  const tag = `DROP ${statement.what.toUpperCase()}`;
  for (const name of statement.names) {
    if (statement.what === 'role') dropRole(env, name, statement.ifExists);
    else if (statement.what === 'database') dropDatabase(env, name.path[0] ?? '', statement.ifExists);
    else if (statement.what === 'schema') dropSchema(env, name.path[0] ?? '', statement);
    else if (statement.what === 'index') dropIndex(env, name, statement);
    else if (statement.what === 'type') dropType(env, name.path, statement);
    else dropRelation(env, name, statement);
  }
  return { tag };
}

function dropRelation(
  env: Environment,
  name: { readonly path: readonly string[]; readonly at: number },
  { what, ifExists, cascade }: Extract<Definition, { kind: 'drop' }>,
): void {
  const def = findRelation(env, name);
  const shown = name.path.join('.');
  // Of MySQL, DROP TABLE sees no views.
  if (def === undefined || (env.mysql && what === 'table' && def.kind !== 'table')) {
    if (!ifExists)
      throw new SqlError('dropUndefined', { what, name: shown, qualified: qualified(env, name.path) });
    notice(
      env,
      `${what} "${shown}" does not exist, skipping`,
      '00000',
      `Unknown table '${qualified(env, name.path)}'`,
    );
    return;
  }
  const kind = kindOf(def);
  if (kind !== what)
    throw new SqlError('notWhat', { name: def.name, what, qualified: qualified(env, name.path) }, undefined, {
      hint: `Use DROP ${kind.toUpperCase()} to remove a ${kind}.`,
    });
  if (env.mysql) checkRelation(env, def, 'drop');
  mustOwn(env, def.owner, what, def.name);
  removeRelation(env, def, cascade);
}

function removeRelation(env: Environment, def: RelationDef, cascade: boolean): void {
  const dependents = referencesAreOff(env) ? [] : dependentsOf(env, def);
  const [first] = dependents;
  if (first !== undefined && (!cascade || env.mysql)) {
    throw new SqlError(
      'dependents',
      { what: kindOf(def), name: def.name, constraint: first.constraint ?? '', other: first.table },
      undefined,
      {
        detail: dependents.map(({ words, on }) => `${words} depends on ${on}`).join('\n'),
        hint: 'Use DROP ... CASCADE to drop the dependent objects too.',
      },
    );
  }
  goesToo(
    env,
    dependents.map(({ words }) => words),
  );
  for (const { remove } of dependents) remove();
  for (const other of env.transaction.definitions())
    if (other.kind === 'sequence' && other.ownedBy?.table === def.id) env.transaction.drop(other);
  env.transaction.drop(def);
}

function dropIndex(
  env: Environment,
  name: { readonly path: readonly string[] },
  { ifExists, on }: Extract<Definition, { kind: 'drop' }>,
): void {
  const wanted = name.path.at(-1) ?? '';
  const only = on === undefined ? undefined : relationNamed(env, on);
  const table = env.transaction
    .definitions()
    .find(
      (def) =>
        def.kind === 'table' &&
        def.database === env.session.database &&
        (only === undefined || def.id === only.id) &&
        def.indexes.some((index) => index.name === wanted),
    );
  if (table?.kind !== 'table') {
    if (ifExists) {
      notice(env, `index "${wanted}" does not exist, skipping`, '00000');
      return;
    }
    throw new SqlError(env.mysql ? 'undefinedConstraint' : 'dropUndefined', {
      what: 'index',
      name: wanted,
      table: '',
    });
  }
  if (env.mysql) checkRelation(env, table, 'index');
  mustOwn(env, table.owner, 'index', wanted);
  env.transaction.define({
    ...table,
    indexes: table.indexes.filter((index) => index.name !== wanted),
    constraints: table.constraints.filter(
      (each) => !env.mysql || each.kind !== 'unique' || each.name !== wanted,
    ),
  });
}
