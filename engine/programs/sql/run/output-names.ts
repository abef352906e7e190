import type { Expr, SelectItem } from '../syntax/tree.ts';
import { TEXT } from '../values/types.ts';
import type { Environment } from './environment.ts';
import { type Compiled, findColumn, type OutColumn, type Scope } from './scope.ts';

export function outColumn(
  env: Environment,
  { expr, alias }: SelectItem,
  compiled: Compiled | undefined,
  scope: Scope,
): OutColumn {
  const type =
    compiled?.literal === undefined && compiled?.type.base !== 'unknown' ? (compiled?.type ?? TEXT) : TEXT;
  const name = alias ?? nameOf(expr);
  if (expr.kind !== 'column') return { name, type };
  try {
    const found = findColumn(env, scope, expr.path, 0);
    const column = found.scope.columns[found.index];
    return {
      name,
      type,
      ...(column?.source === undefined ? {} : { source: column.source }),
      ...(column?.table === undefined ? {} : { table: column.table }),
      ...(column?.schema === undefined ? {} : { schema: column.schema }),
    };
  } catch {
    return { name, type };
  }
}

/** What PostgreSQL calls a column without an alias. */
export function nameOf(expr: Expr): string {
  switch (expr.kind) {
    case 'column':
      return expr.path.at(-1) ?? '';
    case 'call':
      return expr.name === 'session_user' ? 'session_user' : expr.name;
    case 'cast':
      return expr.arg.kind === 'column' || expr.arg.kind === 'call'
        ? nameOf(expr.arg)
        : typeName(expr.type.name);
    case 'element':
      return nameOf(expr.arg);
    case 'case':
      return 'case';
    case 'exists':
      return 'exists';
    case 'array':
    case 'array query':
      return 'array';
    case 'row':
      return 'row';
    case 'bool':
      return 'bool';
    case 'scalar': {
      const { body } = expr.query;
      const item = body.kind === 'select' ? body.items[0] : undefined;
      return item === undefined ? '?column?' : (item.alias ?? nameOf(item.expr));
    }
    default:
      return '?column?';
  }
}

function typeName(name: string): string {
  const short: Readonly<Record<string, string>> = {
    int: 'int4',
    integer: 'int4',
    bigint: 'int8',
    smallint: 'int2',
    boolean: 'bool',
    decimal: 'numeric',
    real: 'float4',
    char: 'bpchar',
  };
  return short[name] ?? name;
}
