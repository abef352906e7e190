import type { ReferenceAction } from '../syntax/definition-tree.ts';
import type { SqlType } from '../values/types.ts';

/** What a server's catalogue holds, all of it JSON. */
export type Definition = TableDef | ViewDef | SequenceDef | SchemaDef | DatabaseDef | RoleDef | EnumDef;

export interface Column {
  readonly name: string;
  readonly type: SqlType;
  readonly notNull: boolean;
  /** An expression, as it was written. */
  readonly default?: string;
  readonly identity?: 'always' | 'by default';
  /** MySQL's AUTO_INCREMENT. */
  readonly auto?: boolean;
  readonly generated?: string;
  readonly onUpdateNow?: boolean;
  readonly comment?: string;
}

export interface ForeignKey {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly onDelete: ReferenceAction;
  readonly onUpdate: ReferenceAction;
}

export interface Constraint {
  readonly kind: 'primary' | 'unique' | 'check' | 'foreign';
  readonly name: string;
  readonly columns: readonly string[];
  readonly check?: string;
  readonly references?: ForeignKey;
}

export interface Index {
  readonly id: number;
  readonly name: string;
  /** Columns, or expressions as they were written. */
  readonly columns: readonly string[];
  readonly unique: boolean;
  readonly method: string;
  /** Behind each column: nothing, ` DESC`, ` NULLS FIRST`. */
  readonly orders?: readonly string[];
  /** Only rows for which this is true are in it. */
  readonly where?: string;
}

/** Who may do what with it. `on`: `*.*` or `db.*` in MySQL. */
export interface Grant {
  readonly to: string;
  readonly privileges: readonly string[];
  readonly on?: string;
}

interface Relation {
  readonly id: number;
  readonly database: string;
  readonly schema: string;
  readonly name: string;
  readonly owner: string;
  readonly grants: readonly Grant[];
  readonly comment?: string;
}

export interface TableDef extends Relation {
  readonly kind: 'table';
  /** A materialized view is a table with the query that fills it. */
  readonly filledBy?: ViewQuery;
  readonly columns: readonly Column[];
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly Index[];
  readonly createdMs: number;
}

export interface ViewQuery {
  /** With the schemas of all tables that it names, and as it was written, where that differs. */
  readonly query: string;
  readonly written?: string;
  /** Where what it names was looked up when it was made. */
  readonly path: readonly string[];
}

export interface ViewDef extends Relation, ViewQuery {
  readonly kind: 'view';
  readonly columns: readonly Column[];
}

export interface SequenceDef extends Relation {
  readonly kind: 'sequence';
  readonly start: number;
  readonly increment: number;
  readonly base: 'int2' | 'int4' | 'int8';
  readonly ownedBy?: { readonly table: number; readonly column: string };
}

export type RelationDef = TableDef | ViewDef | SequenceDef;

/** As statements and errors call it. */
export function kindOf(def: RelationDef): 'table' | 'view' | 'materialized view' | 'sequence' {
  return def.kind === 'table' && def.filledBy !== undefined ? 'materialized view' : def.kind;
}

export interface SchemaDef {
  readonly kind: 'schema';
  readonly id: number;
  readonly database: string;
  readonly name: string;
  readonly owner: string;
  readonly grants: readonly Grant[];
}

interface DatabaseDef {
  readonly kind: 'database';
  readonly id: number;
  readonly name: string;
  readonly owner: string;
  readonly grants: readonly Grant[];
}

export interface RoleDef {
  readonly kind: 'role';
  readonly id: number;
  readonly name: string;
  /** MySQL: where it may come from. */
  readonly host: string;
  /** As pg_authid or mysql.user keep it: a verifier, never the password. Empty: none. */
  readonly password: string;
  readonly plugin: string;
  readonly superuser: boolean;
  readonly createDatabase: boolean;
  readonly createRole: boolean;
  readonly login: boolean;
  readonly memberOf: readonly string[];
  /** MySQL: by `*.*` or `db.*`. */
  readonly grants: readonly Grant[];
}

export interface EnumDef {
  readonly kind: 'enum';
  readonly id: number;
  readonly database: string;
  readonly schema: string;
  readonly name: string;
  readonly owner: string;
  readonly labels: readonly string[];
}

export type ObjectKind = 'relation' | 'schema' | 'database' | 'role' | 'type';

/** The name under which the catalogue has it. */
export function keyOf(kind: ObjectKind, ...parts: readonly string[]): string {
  return [kind, ...parts].join('\0');
}

export function keyOfDefinition(def: Definition): string {
  switch (def.kind) {
    case 'role':
      return keyOf('role', def.name, def.host);
    case 'database':
      return keyOf('database', def.name);
    case 'schema':
      return keyOf('schema', def.database, def.name);
    case 'enum':
      return keyOf('type', def.database, def.schema, def.name);
    default:
      return keyOf('relation', def.database, def.schema, def.name);
  }
}
