import type { Query, TablePath, TypeName } from './tree.ts';

/** A part of the statement that is kept as text: a default, a check, a view's query. */
export interface Source {
  readonly text: string;
}

export interface ColumnDef {
  readonly name: string;
  readonly type: TypeName;
  readonly notNull: boolean;
  readonly default?: Source;
  readonly identity?: 'always' | 'by default';
  readonly autoIncrement: boolean;
  /** Of the sequence behind an identity. */
  readonly sequence?: SequenceOptions;
  readonly generated?: Source;
  readonly onUpdateNow: boolean;
  readonly comment?: string;
  readonly constraints: readonly ConstraintDef[];
}

export interface ConstraintDef {
  readonly kind: 'primary' | 'unique' | 'check' | 'foreign' | 'index';
  readonly name?: string;
  readonly columns: readonly string[];
  readonly check?: Source;
  readonly references?: Reference;
}

export type ReferenceAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';

export interface Reference {
  readonly table: TablePath;
  readonly columns: readonly string[];
  readonly onDelete: ReferenceAction;
  readonly onUpdate: ReferenceAction;
}

/** What is said of a sequence, or of the one behind an identity column. */
export interface SequenceOptions {
  readonly start?: number;
  readonly increment?: number;
  readonly restart?: number | 'start';
  readonly ownedBy?: TablePath;
  readonly name?: TablePath;
  readonly type?: TypeName;
}

export type Alteration =
  | {
      readonly do: 'add column';
      readonly column: ColumnDef;
      readonly ifNotExists: boolean;
      readonly place?: string;
    }
  | {
      readonly do: 'drop column';
      readonly name: string;
      readonly ifExists: boolean;
      readonly cascade: boolean;
    }
  | { readonly do: 'rename column'; readonly from: string; readonly to: string }
  | { readonly do: 'rename'; readonly to: string }
  | { readonly do: 'rename constraint' | 'rename index'; readonly from: string; readonly to: string }
  | { readonly do: 'redefine column'; readonly name: string; readonly column: ColumnDef }
  | { readonly do: 'set type'; readonly name: string; readonly type: TypeName; readonly using?: Source }
  | { readonly do: 'set default'; readonly name: string; readonly value?: Source }
  | { readonly do: 'set not null'; readonly name: string; readonly notNull: boolean }
  | { readonly do: 'add constraint'; readonly constraint: ConstraintDef }
  | { readonly do: 'drop constraint'; readonly name: string; readonly ifExists: boolean }
  | { readonly do: 'drop primary key' }
  | { readonly do: 'drop index'; readonly name: string }
  | { readonly do: 'owner'; readonly role: string }
  | { readonly do: 'set schema'; readonly schema: string }
  | { readonly do: 'auto increment'; readonly value: number }
  | { readonly do: 'sequence'; readonly options: SequenceOptions }
  | {
      readonly do: 'add identity';
      readonly name: string;
      readonly identity: 'always' | 'by default';
      readonly options: SequenceOptions;
    }
  | { readonly do: 'nothing' };

export type DropKind =
  | 'table'
  | 'view'
  | 'materialized view'
  | 'index'
  | 'sequence'
  | 'schema'
  | 'database'
  | 'role'
  | 'type';

export type RoleOption = { readonly name: string; readonly value?: string | number };

export type Definition =
  | {
      readonly kind: 'create table';
      readonly table: TablePath;
      readonly ifNotExists: boolean;
      readonly columns: readonly ColumnDef[];
      readonly constraints: readonly ConstraintDef[];
      readonly like?: TablePath;
      readonly as?: Query;
      readonly comment?: string;
      readonly autoIncrement?: number;
    }
  | {
      readonly kind: 'create view';
      readonly table: TablePath;
      readonly replace: boolean;
      readonly ifNotExists: boolean;
      readonly materialized: boolean;
      readonly withData: boolean;
      readonly columns: readonly string[];
      readonly query: Query;
      /** The query's text, and where it begins in the statement. */
      readonly source: Source & { readonly at: number };
    }
  | {
      readonly kind: 'create index';
      readonly name?: string;
      readonly table: TablePath;
      readonly columns: readonly string[];
      readonly unique: boolean;
      readonly ifNotExists: boolean;
      readonly method: string;
      readonly orders: readonly string[];
      readonly where?: Source;
    }
  | ({
      readonly kind: 'create sequence';
      readonly table: TablePath;
      readonly ifNotExists: boolean;
    } & SequenceOptions)
  | {
      readonly kind: 'create schema';
      readonly name: string;
      readonly ifNotExists: boolean;
      readonly owner?: string;
    }
  | {
      readonly kind: 'create database';
      readonly name: string;
      readonly ifNotExists: boolean;
      readonly owner?: string;
      readonly template?: string;
    }
  | { readonly kind: 'create type'; readonly table: TablePath; readonly labels: readonly string[] }
  | {
      readonly kind: 'create role';
      readonly name: string;
      readonly host?: string;
      readonly ifNotExists: boolean;
      readonly login: boolean;
      readonly options: readonly RoleOption[];
    }
  | {
      readonly kind: 'alter role';
      readonly name: string;
      readonly host?: string;
      readonly options: readonly RoleOption[];
      readonly rename?: string;
    }
  | {
      readonly kind: 'alter database';
      readonly what: 'database' | 'schema';
      readonly name: string;
      readonly rename?: string;
      readonly owner?: string;
    }
  | {
      readonly kind: 'alter type';
      readonly table: TablePath;
      readonly owner?: string;
      readonly rename?: string;
      readonly add?: {
        readonly label: string;
        readonly ifNotExists: boolean;
        readonly beside?: { readonly label: string; readonly where: 'before' | 'after' };
      };
    }
  | {
      readonly kind: 'alter table';
      readonly table: TablePath;
      readonly ifExists: boolean;
      readonly what: 'table' | 'view' | 'materialized view' | 'sequence' | 'index';
      readonly actions: readonly Alteration[];
    }
  | {
      readonly kind: 'refresh';
      readonly table: TablePath;
      readonly concurrently: boolean;
      readonly withData: boolean;
    }
  | { readonly kind: 'rename tables'; readonly pairs: readonly (readonly [TablePath, TablePath])[] }
  | {
      readonly kind: 'drop';
      readonly what: DropKind;
      readonly names: readonly (TablePath & { readonly host?: string })[];
      readonly ifExists: boolean;
      readonly cascade: boolean;
      readonly on?: TablePath;
    }
  | {
      readonly kind: 'grant';
      readonly revoke: boolean;
      readonly privileges: readonly string[];
      readonly on: GrantTarget;
      readonly names: readonly TablePath[];
      readonly to: readonly { readonly name: string; readonly host?: string }[];
    }
  | {
      readonly kind: 'comment';
      readonly on: 'table' | 'column' | 'other';
      readonly path: TablePath;
      readonly text: string | null;
    }
  | { readonly kind: 'extension'; readonly name: string; readonly drop: boolean };

export type GrantTarget = 'table' | 'all tables' | 'schema' | 'database' | 'sequence' | 'role' | 'other';
