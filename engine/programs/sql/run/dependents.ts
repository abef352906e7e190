import { kindOf, type RelationDef } from '../store/definitions.ts';
import { viewsOn } from './define-views.ts';
import type { Environment } from './environment.ts';
import { relationNamed } from './names.ts';

/** What stands in the way of dropping a relation, or goes with it. */
export interface Dependent {
  readonly words: string;
  /** What it depends on. */
  readonly on: string;
  readonly constraint?: string;
  readonly table: string;
  readonly remove: () => void;
}

/** What depends on a relation, and what on that. */
export function dependentsOf(env: Environment, def: RelationDef): Dependent[] {
  return [...foreignKeys(env, def), ...dependentViews(env, def)];
}

/** Foreign keys of other tables that point to it. */
function foreignKeys(env: Environment, def: RelationDef): Dependent[] {
  const found: Dependent[] = [];
  const on = `${kindOf(def)} ${def.name}`;
  for (const other of env.transaction.definitions()) {
    if (other.kind !== 'table' || other.id === def.id || other.database !== def.database) continue;
    for (const { name, references } of other.constraints) {
      if (references?.schema !== def.schema || references.table !== def.name) continue;
      found.push({
        on,
        words: `constraint ${name} on table ${other.name}`,
        constraint: name,
        table: other.name,
        remove: () => {
          const now = relationNamed(env, { path: [other.schema, other.name], at: 0 });
          if (now.kind === 'table')
            env.transaction.define({
              ...now,
              constraints: now.constraints.filter((each) => each.name !== name),
            });
        },
      });
    }
  }
  return found;
}

/** Views that read a relation, or a column of it, and those that read them; each once. */
export function dependentViews(
  env: Environment,
  def: RelationDef,
  column?: string,
  seen = new Set<number>(),
): Dependent[] {
  if (env.mysql) return [];
  const on = column === undefined ? `${kindOf(def)} ${def.name}` : `column ${column} of table ${def.name}`;
  return viewsOn(env, def, column).flatMap((view): Dependent[] => {
    if (seen.has(view.id)) return [];
    seen.add(view.id);
    const words = `${kindOf(view)} ${view.name}`;
    const own = { on, words, table: view.name, remove: () => env.transaction.drop(view) };
    return [own, ...dependentViews(env, view, undefined, seen)];
  });
}
