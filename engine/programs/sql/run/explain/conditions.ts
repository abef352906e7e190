import { isColumn } from '../../syntax/column-references.ts';
import type { Expr } from '../../syntax/tree.ts';
import type { OutColumn } from '../scope.ts';

/** The conditions that AND joins. */
export function conjuncts(expr: Expr | undefined): Expr[] {
  if (expr === undefined) return [];
  if (expr.kind === 'binary' && expr.op === 'and') return [...conjuncts(expr.left), ...conjuncts(expr.right)];
  return [expr];
}

export function together(list: readonly Expr[]): Expr | undefined {
  const [first, ...rest] = list;
  if (first === undefined) return undefined;
  return rest.reduce((left, right): Expr => ({ kind: 'binary', op: 'and', left, right, at: 0 }), first);
}

/** Aliases of the tables whose columns an expression names. */
export function tablesOf(expr: Expr, columns: readonly OutColumn[]): Set<string> {
  const found = new Set<string>();
  JSON.stringify(expr, (_key, value: unknown) => {
    if (isColumn(value)) {
      const [name = '', table] = [...value.path].reverse();
      const owner = table ?? columns.find((column) => column.name === name)?.table;
      if (owner !== undefined) found.add(owner);
    }
    return value;
  });
  return found;
}

/** `column op constant`, whichever side the column is on. */
export function comparison(
  expr: Expr,
): { readonly column: string; readonly op: string; readonly value: Expr } | undefined {
  if (expr.kind !== 'binary' || !['=', '<', '>', '<=', '>='].includes(expr.op)) return undefined;
  const flipped: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' };
  const constant = (each: Expr) =>
    each.kind === 'number' || each.kind === 'string' || each.kind === 'parameter' || each.kind === 'cast';
  if (expr.left.kind === 'column' && constant(expr.right))
    return { column: expr.left.path.at(-1) ?? '', op: expr.op, value: expr.right };
  if (expr.right.kind === 'column' && constant(expr.left))
    return { column: expr.right.path.at(-1) ?? '', op: flipped[expr.op] ?? expr.op, value: expr.left };
  return undefined;
}
