import { SqlError } from '../errors.ts';
import { FLOAT8, INT4, INT8, NUMERIC, type SqlType, TEXT, UNKNOWN } from '../values/types.ts';
import { Decimal, type Value } from '../values/value.ts';
import type { Environment } from './environment.ts';
import type { Compiled } from './scope.ts';
import { settingValue } from './settings.ts';

export function constant(type: SqlType, value: Value): Compiled {
  return { type, get: () => value, subs: [], constant: true };
}

export function numberLiteral(text: string, mysql: boolean): Compiled {
  if (/^-?\d+$/.test(text)) {
    const value = BigInt(text);
    if (value >= -2_147_483_648n && value <= 2_147_483_647n)
      return constant(mysql ? INT8 : INT4, mysql ? value : Number(value));
    if (value >= -9_223_372_036_854_775_808n && value <= 9_223_372_036_854_775_807n)
      return constant(INT8, value);
  }
  if (mysql && /e/i.test(text)) return constant(FLOAT8, Number(text));
  return constant(NUMERIC, Decimal.parse(text) ?? null);
}

export function parameter(env: Environment, index: number): Compiled {
  const type = env.parameterTypes[index - 1];
  const get = (): Value => env.parameters[index - 1] ?? null;
  if (type !== undefined && type.base !== 'unknown') return { type, get, subs: [] };
  if (index > 65_535) throw new SqlError('undefinedParameter', { index });
  return { type: UNKNOWN, get, subs: [], parameter: index };
}

export function variable(env: Environment, name: string): Compiled {
  if (name.startsWith('@@')) {
    const key = name
      .slice(2)
      .replace(/^(?:session|global)\./i, '')
      .toLowerCase();
    const text = settingValue(env, key);
    return /^\d{1,15}$/.test(text) ? constant(INT8, BigInt(text)) : constant(TEXT, text);
  }
  const value = env.session.variables.get(name.slice(1).toLowerCase()) ?? null;
  const type =
    typeof value === 'bigint'
      ? INT8
      : typeof value === 'number'
        ? FLOAT8
        : value instanceof Decimal
          ? NUMERIC
          : TEXT;
  return { type, subs: [], get: () => env.session.variables.get(name.slice(1).toLowerCase()) ?? null };
}
