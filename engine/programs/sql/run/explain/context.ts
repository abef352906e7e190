import type { Expr } from '../../syntax/tree.ts';
import type { Environment } from '../environment.ts';
import type { OutColumn } from '../scope.ts';

/** What is known while a query is planned. */
export interface Context {
  readonly env: Environment;
  readonly columns: readonly OutColumn[];
  readonly text: (expr: Expr) => string;
  /** Within a scan of one table, whose name isn't said. */
  readonly plainText: (expr: Expr) => string;
}
