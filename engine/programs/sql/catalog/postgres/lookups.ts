import type { Environment } from '../../run/environment.ts';
import type { RelationDef, RoleDef, TableDef } from '../../store/definitions.ts';
import { schemasOf } from '../information-schema.ts';

export const CATALOGUE_OID = 11;
/** Of the role that stands for a database's owner. */
const DATABASE_OWNER_OID = 6171;
export const DEFAULT_COLLATION = 100;

export function relations(env: Environment): RelationDef[] {
  return env.transaction
    .definitions()
    .filter(
      (def): def is RelationDef =>
        (def.kind === 'table' || def.kind === 'view' || def.kind === 'sequence') &&
        def.database === env.session.database,
    );
}

export function tables(env: Environment): TableDef[] {
  return relations(env).filter((def) => def.kind === 'table');
}

export function roles(env: Environment): RoleDef[] {
  return env.transaction
    .definitions()
    .filter((def) => def.kind === 'role')
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function schemaId(env: Environment, name: string): number {
  return schemasOf(env).find((def) => def.name === name)?.id ?? CATALOGUE_OID;
}

export function roleId(env: Environment, name: string): number {
  if (name === 'pg_database_owner') return DATABASE_OWNER_OID;
  return roles(env).find((def) => def.name === name)?.id ?? 10;
}
