import type { RowLock } from '../store/locks.ts';

/** A parsed statement. `at`: the offset in its text that an error points at. */

export type Expr =
  | { readonly kind: 'null'; readonly at?: number }
  | { readonly kind: 'bool'; readonly value: boolean; readonly at?: number }
  | { readonly kind: 'number'; readonly text: string; readonly at?: number }
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
  | { readonly kind: 'element'; readonly arg: Expr; readonly index: Expr }
  | { readonly kind: 'slice'; readonly arg: Expr; readonly from?: Expr; readonly to?: Expr };

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
  /** A window of the WINDOW clause that this one builds on. */
  readonly base?: { readonly name: string; readonly at: number };
  readonly partition: readonly Expr[];
  readonly order: readonly OrderItem[];
  readonly frame?: Frame;
}

/** Which rows around a row its window functions look at. */
export interface Frame {
  readonly unit: 'rows' | 'range' | 'groups';
  readonly start: FrameBound;
  readonly end: FrameBound;
  readonly exclude: 'current row' | 'group' | 'ties' | 'no others';
  readonly at: number;
}

export interface FrameBound {
  readonly where: 'preceding' | 'current row' | 'following';
  /** How far; undefined: as far as there are rows. */
  readonly by?: Expr;
}

export interface TypeName {
  readonly name: string;
  readonly schema?: string;
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
  /** ROLLUP, CUBE, GROUPING SETS: places in `group` of the keys of each set. */
  readonly groupingSets?: readonly (readonly number[])[];
  readonly having?: Expr;
  readonly windows?: readonly NamedWindow[];
}

/** A window of the WINDOW clause. */
export interface NamedWindow {
  readonly name: string;
  readonly window: Window;
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
  /** MySQL: of which of the joined tables. */
  readonly table?: string;
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
  /** Where each of them stands. */
  readonly places: readonly number[];
  /** OVERRIDING: numbers that are given stand, or don't, in identity columns. */
  readonly overriding?: 'system' | 'user';
  /** Undefined: DEFAULT VALUES. */
  readonly source?: Query;
  readonly conflict?: Conflict;
  readonly returning: readonly SelectItem[];
}

export interface Update {
  /** MySQL: the tables that are joined, where there are more than one. */
  readonly tables?: From;
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
  /** MySQL: the tables that are joined, and the aliases of those whose rows go. */
  readonly tables?: From;
  readonly targets?: readonly string[];
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
