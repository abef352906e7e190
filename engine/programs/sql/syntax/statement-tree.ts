import type { TableLock } from '../store/locks.ts';
import type { Definition } from './definition-tree.ts';
import type { Change, Expr, Query, TablePath } from './tree.ts';

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
  | {
      readonly kind: 'explain';
      readonly statement: Statement;
      readonly analyze: boolean;
      /** costs, buffers, timing, summary … as far as they are given. */
      readonly options: Readonly<Record<string, boolean>>;
    }
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
