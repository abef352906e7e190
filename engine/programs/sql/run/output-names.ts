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
  if (expr.kind !== 'column') return { name, type, notNull: env.mysql && neverNull(env, expr, scope) };
  try {
    const found = findColumn(env, scope, expr.path, 0);
    const column = found.scope.columns[found.index];
    return {
      name,
      type,
      notNull: column?.notNull === true,
      ...(column?.source === undefined ? {} : { source: column.source }),
      ...(column?.table === undefined ? {} : { table: column.table }),
      ...(column?.schema === undefined ? {} : { schema: column.schema }),
    };
  } catch {
    return { name, type };
  }
}

const constantFunctions =
  /^(?:count|row_number|rank|dense_rank|ntile|percent_rank|cume_dist|now|sysdate|curdate|curtime|current_date|current_time|current_timestamp|version|user|current_user|session_user|connection_id|last_insert_id|row_count|found_rows|uuid|pi|rand|isnull)$/;
const textFunctions =
  /^(?:concat|upper|lower|ucase|lcase|length|char_length|left|right|substring|substr|mid|replace|reverse|lpad|rpad|trim|ltrim|rtrim|locate|instr|repeat|abs|round|floor|ceil|ceiling|mod|greatest|least|if|md5|ascii|sign|truncate|concat_ws|space|format)$/;

/** Whether MySQL knows that an expression is never null, as its columns' flags say. */
function neverNull(env: Environment, expr: Expr, scope: Scope): boolean {
  const all = (...parts: readonly Expr[]) => parts.every((part) => neverNull(env, part, scope));
  switch (expr.kind) {
    case 'number':
    case 'string':
    case 'bool':
    case 'is':
    case 'exists':
      return true;
    case 'column':
      try {
        const found = findColumn(env, scope, expr.path, 0);
        return found.scope.columns[found.index]?.notNull === true;
      } catch {
        return false;
      }
    case 'unary':
      return all(expr.arg);
    case 'binary':
      return !/^(?:\/|%|div|mod|->|->>)$/.test(expr.op) && all(expr.left, expr.right);
    case 'in':
      return all(expr.arg, ...expr.list);
    case 'like':
      return all(expr.arg, expr.pattern);
    case 'case':
      return expr.otherwise !== undefined && all(expr.otherwise, ...expr.branches.map(([, then]) => then));
    case 'call':
      if (constantFunctions.test(expr.name)) return true;
      if (/^(?:coalesce|ifnull)$/.test(expr.name)) return expr.args.some((arg) => all(arg));
      return textFunctions.test(expr.name) && expr.over === undefined && all(...expr.args);
    default:
      return false;
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
    case 'slice':
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
