import type { RowLock, TableLock } from '../store/locks.ts';

/** A parsed statement. `at`: the offset in its text that an error points at. */

export type Expr =
  | { readonly kind: 'null' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'number'; readonly text: string }
  | {
      readonly kind: 'string';
      readonly text: string;
      /** MySQL's x'00ff': a character a byte. */
      readonly bytes?: boolean;
      readonly at: number;
    }
  | { readonly kind: 'parameter'; readonly index: number }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'default' }
  | { readonly kind: 'column'; readonly path: readonly string[]; readonly at: number }
  | { readonly kind: 'star'; readonly table?: string; readonly at: number }
  | Call
  | { readonly kind: 'unary'; readonly op: string; readonly arg: Expr; readonly at: number }
  | {
      readonly kind: 'binary';
      readonly op: string;
      readonly left: Expr;
      readonly right: Expr;
      readonly at: number;
    }
  | {
      readonly kind: 'is';
      readonly arg: Expr;
      readonly what: 'null' | 'true' | 'false' | 'unknown';
      readonly not: boolean;
    }
  | {
      readonly kind: 'distinct';
      readonly left: Expr;
      readonly right: Expr;
      readonly not: boolean;
      readonly at: number;
    }
  | {
      readonly kind: 'in';
      readonly arg: Expr;
      readonly list: readonly Expr[];
      readonly not: boolean;
      readonly at: number;
    }
  | {
      readonly kind: 'in query';
      readonly arg: Expr;
      readonly query: Query;
      readonly not: boolean;
      readonly at: number;
    }
  | {
      readonly kind: 'like';
      readonly arg: Expr;
      readonly pattern: Expr;
      readonly not: boolean;
      readonly insensitive: boolean;
      readonly escape?: Expr;
    }
  | {
      readonly kind: 'matches';
      readonly arg: Expr;
      readonly pattern: Expr;
      readonly not: boolean;
      readonly insensitive: boolean;
    }
  | {
      readonly kind: 'case';
      readonly operand?: Expr;
      readonly branches: readonly (readonly [Expr, Expr])[];
      readonly otherwise?: Expr;
    }
  | { readonly kind: 'cast'; readonly arg: Expr; readonly type: TypeName }
  | { readonly kind: 'exists'; readonly query: Query }
  | { readonly kind: 'scalar'; readonly query: Query }
  | { readonly kind: 'array query'; readonly query: Query }
  | {
      readonly kind: 'quantified';
      readonly op: string;
      readonly left: Expr;
      readonly all: boolean;
      readonly right: Expr | Query;
      readonly at: number;
    }
  | { readonly kind: 'array'; readonly items: readonly Expr[] }
  | { readonly kind: 'row'; readonly items: readonly Expr[] }
  | { readonly kind: 'element'; readonly arg: Expr; readonly index: Expr };

export interface Call {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expr[];
  readonly star: boolean;
  readonly distinct: boolean;
  readonly order: readonly OrderItem[];
  readonly separator?: Expr;
  readonly filter?: Expr;
  readonly over?: Window;
  readonly at: number;
}

export interface Window {
  readonly partition: readonly Expr[];
  readonly order: readonly OrderItem[];
}

export interface TypeName {
  readonly name: string;
  readonly numbers: readonly number[];
  readonly labels: readonly string[];
  readonly array: boolean;
  readonly unsigned: boolean;
  readonly at: number;
}

export interface OrderItem {
  readonly expr: Expr;
  readonly descending: boolean;
  readonly nullsFirst?: boolean;
}

export interface Query {
  readonly kind: 'query';
  readonly with: readonly CommonTable[];
  readonly recursive: boolean;
  readonly body: Body;
  readonly order: readonly OrderItem[];
  readonly limit?: Expr;
  readonly offset?: Expr;
  readonly lock?: Locking;
}

/** FOR UPDATE and its kin. */
export interface Locking {
  readonly mode: RowLock;
  /** As it is written, for errors. */
  readonly words: string;
  /** Aliases of the tables whose rows are locked; empty: all. */
  readonly of: readonly string[];
  readonly otherwise: 'wait' | 'nowait' | 'skip';
}

export interface CommonTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly statement: Query | Change;
}

export type Body =
  | Select
  | {
      readonly kind: 'set';
      readonly op: 'union' | 'intersect' | 'except';
      readonly all: boolean;
      readonly left: Body;
      readonly right: Body;
    }
  | { readonly kind: 'values'; readonly rows: readonly (readonly Expr[])[] }
  | { readonly kind: 'nested'; readonly query: Query };

export interface SelectItem {
  readonly expr: Expr;
  readonly alias?: string;
}

export interface Select {
  readonly kind: 'select';
  readonly distinct: boolean;
  readonly distinctOn: readonly Expr[];
  readonly items: readonly SelectItem[];
  readonly from?: From;
  readonly where?: Expr;
  readonly group: readonly Expr[];
  readonly having?: Expr;
}

export interface TablePath {
  readonly path: readonly string[];
  readonly at: number;
}

export type JoinKind = 'inner' | 'left' | 'right' | 'full' | 'cross';

export type From =
  | ({ readonly kind: 'table'; readonly alias?: string; readonly columns: readonly string[] } & TablePath)
  | {
      readonly kind: 'query';
      readonly query: Query;
      readonly alias?: string;
      readonly columns: readonly string[];
      readonly lateral: boolean;
    }
  | {
      readonly kind: 'function';
      readonly call: Call;
      readonly alias?: string;
      readonly columns: readonly string[];
      readonly ordinality: boolean;
    }
  | {
      readonly kind: 'join';
      readonly join: JoinKind;
      readonly left: From;
      readonly right: From;
      readonly on?: Expr;
      readonly using: readonly string[];
      readonly natural: boolean;
    };

export interface Assignment {
  readonly column: string;
  readonly value: Expr;
  readonly at: number;
}

export interface Conflict {
  readonly columns: readonly string[];
  readonly constraint?: string;
  /** Empty: DO NOTHING. */
  readonly set: readonly Assignment[];
  readonly where?: Expr;
  /** MySQL: INSERT IGNORE and REPLACE. */
  readonly replace?: boolean;
}

export type Change = Insert | Update | Delete;

export interface Insert {
  readonly kind: 'insert';
  readonly with: readonly CommonTable[];
  readonly table: TablePath;
  readonly alias?: string;
  readonly columns: readonly string[];
  readonly columnsAt: number;
  /** Undefined: DEFAULT VALUES. */
  readonly source?: Query;
  readonly conflict?: Conflict;
  readonly returning: readonly SelectItem[];
}

export interface Update {
  readonly kind: 'update';
  readonly with: readonly CommonTable[];
  readonly table: TablePath;
  readonly alias?: string;
  readonly set: readonly Assignment[];
  readonly from?: From;
  readonly where?: Expr;
  readonly order: readonly OrderItem[];
  readonly limit?: Expr;
  readonly returning: readonly SelectItem[];
}

export interface Delete {
  readonly kind: 'delete';
  readonly with: readonly CommonTable[];
  readonly table: TablePath;
  readonly alias?: string;
  readonly from?: From;
  readonly where?: Expr;
  readonly order: readonly OrderItem[];
  readonly limit?: Expr;
  readonly returning: readonly SelectItem[];
}

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
  | { readonly do: 'nothing' };

export type DropKind = 'table' | 'view' | 'index' | 'sequence' | 'schema' | 'database' | 'role' | 'type';

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
      readonly columns: readonly string[];
      readonly query: Query;
      readonly source: Source;
    }
  | {
      readonly kind: 'create index';
      readonly name?: string;
      readonly table: TablePath;
      readonly columns: readonly string[];
      readonly unique: boolean;
      readonly ifNotExists: boolean;
      readonly method: string;
    }
  | {
      readonly kind: 'create sequence';
      readonly table: TablePath;
      readonly ifNotExists: boolean;
      readonly start?: number;
      readonly increment?: number;
    }
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
      readonly name: string;
      readonly rename?: string;
      readonly owner?: string;
    }
  | {
      readonly kind: 'alter table';
      readonly table: TablePath;
      readonly ifExists: boolean;
      readonly what: 'table' | 'view' | 'sequence' | 'index';
      readonly actions: readonly Alteration[];
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

export type Statement =
  | Query
  | Change
  | Definition
  | {
      readonly kind: 'truncate';
      readonly tables: readonly TablePath[];
      readonly restart: boolean;
      readonly cascade: boolean;
    }
  | { readonly kind: 'begin'; readonly word: 'begin' | 'start transaction' }
  | { readonly kind: 'commit' }
  | { readonly kind: 'rollback'; readonly to?: string }
  | { readonly kind: 'savepoint'; readonly name: string }
  | { readonly kind: 'release'; readonly name: string }
  | {
      readonly kind: 'set';
      readonly items: readonly { readonly name: string; readonly value?: Expr | readonly string[] }[];
    }
  | { readonly kind: 'show variable'; readonly name: string }
  | {
      readonly kind: 'show';
      readonly what: string;
      readonly path?: TablePath;
      readonly like?: string;
      readonly where?: Expr;
      readonly full: boolean;
      readonly user?: { readonly name: string; readonly host: string };
    }
  | { readonly kind: 'use'; readonly name: string }
  | { readonly kind: 'declare'; readonly name: string; readonly hold: boolean; readonly query: Query }
  | { readonly kind: 'close'; readonly name?: string }
  | {
      readonly kind: 'fetch';
      readonly name: string;
      /** It only goes on, and answers nothing. */
      readonly move: boolean;
      /** The count is a row's number. */
      readonly absolute: boolean;
      /** Undefined: all that are left. */
      readonly count?: number;
    }
  | { readonly kind: 'kill'; readonly id: number; readonly signal: 'cancel' | 'terminate' }
  | {
      readonly kind: 'lock table';
      readonly tables: readonly TablePath[];
      readonly mode: TableLock;
      readonly wait: boolean;
    }
  | { readonly kind: 'explain'; readonly statement: Statement; readonly analyze: boolean }
  | {
      readonly kind: 'copy';
      readonly table: TablePath;
      readonly columns: readonly string[];
      readonly query?: Query;
      readonly to: boolean;
      readonly where: string;
      readonly csv: boolean;
      readonly header: boolean;
      readonly delimiter?: string;
    }
  | { readonly kind: 'prepare'; readonly name: string; readonly statement: Statement }
  | { readonly kind: 'execute'; readonly name: string; readonly args: readonly Expr[] }
  | { readonly kind: 'deallocate'; readonly name: string }
  | { readonly kind: 'nothing'; readonly tag: string };
