import { SqlError } from '../errors.ts';
import type { Kind, SqlFunction } from '../functions/function.ts';
import { functionsNamed } from '../functions/index.ts';
import type { Call } from '../syntax/tree.ts';
import { categoryOf, type SqlType, TEXT, titleOf } from '../values/types.ts';
import { type Value, weightOf } from '../values/value.ts';
import { castTo, commonType } from './cast.ts';
import type { Environment } from './environment.ts';
import type { Compiled } from './scope.ts';

/** A call of an ordinary function whose arguments are compiled. @throws SqlError where none of that name takes them */
export function callFunction(env: Environment, call: Call, args: readonly Compiled[]): Compiled {
  for (const candidate of functionsNamed(call.name) ?? []) {
    const cast = argumentsFor(env, candidate, args);
    if (cast !== undefined) return applied(env, candidate, cast);
  }
  const signature = `${call.name}(${args.map(({ type }) => titleOf(type)).join(', ')})`;
  const schema = env.session.searchPath[0] ?? '';
  throw new SqlError('undefinedFunction', { signature, name: call.name, schema }, call.at, {
    hint: 'No function matches the given name and argument types. You might need to add explicit type casts.',
  });
}

function applied(
  env: Environment,
  { run, strict, result }: SqlFunction,
  args: readonly Compiled[],
): Compiled {
  const types = args.map(({ type }) => (type.base === 'unknown' ? TEXT : type));
  const type =
    typeof result === 'function' ? result(types) : result === 'same' ? (types[0] ?? TEXT) : plainType(result);
  const get = (): Value => {
    const values: Value[] = [];
    for (const arg of args) {
      const value = arg.get();
      if (value === null && strict) return null;
      values.push(value);
    }
    weighed(env, values);
    const result = run(values, env, types);
    if (typeof result === 'object' || typeof result === 'string') weighed(env, [result]);
    return result;
  };
  return { type, get, subs: args.flatMap(({ subs }) => subs) };
}

/** Long texts and lists take time to look through. */
function weighed(env: Environment, values: readonly Value[]): void {
  let weight = 0;
  for (const value of values) weight += weightOf(value);
  if (weight > 0) env.meter.charge(weight);
}

function plainType(kind: Kind): SqlType {
  return kind === 'any' || kind === 'same' || kind === 'list' ? TEXT : { base: kind };
}

function argumentsFor(
  env: Environment,
  { args, required, variadic }: SqlFunction,
  given: readonly Compiled[],
): Compiled[] | undefined {
  if (given.length < required || (given.length > args.length && !variadic)) return undefined;
  const kindAt = (index: number): Kind => args[Math.min(index, args.length - 1)] ?? 'any';
  const common = args.includes('same') ? commonOf(env, given) : undefined;
  const cast: Compiled[] = [];
  for (const [index, each] of given.entries()) {
    const kind = kindAt(index);
    const ready =
      kind === 'same'
        ? common === undefined
          ? undefined
          : castTo(env, each, common)
        : argumentAs(env, each, kind);
    if (ready === undefined) return undefined;
    cast.push(ready);
  }
  return cast;
}

export function commonOf(env: Environment, given: readonly Compiled[]): SqlType | undefined {
  let common: SqlType | undefined = { base: 'unknown' };
  for (const { type } of given) {
    if (type.base === 'unknown' || common === undefined) continue;
    common = common.base === 'unknown' ? type : commonType(common, type, env.mysql);
  }
  return common?.base === 'unknown' ? TEXT : common;
}

function argumentAs(env: Environment, given: Compiled, kind: Kind): Compiled | undefined {
  const { type } = given;
  if (kind === 'any' || kind === 'list') return type.base === 'unknown' ? castTo(env, given, TEXT) : given;
  const wanted = plainType(kind);
  const [from, to] = [categoryOf(type), categoryOf(wanted)];
  if (from === 'unknown' || env.mysql) {
    if (
      from === 'unknown' &&
      to === 'number' &&
      given.literal !== undefined &&
      !env.mysql &&
      !/^\s*[+-]?[\d.]+/.test(given.literal)
    )
      return undefined;
    return castTo(env, given, wanted, env.mysql);
  }
  if (from === to) {
    const narrow = kind === 'int4' && !['int2', 'int4'].includes(type.base) && type.base !== 'int8';
    return narrow ? undefined : type.base === wanted.base ? given : castTo(env, given, wanted);
  }
  if (kind === 'text' && type.base === 'enum') return castTo(env, given, wanted);
  return kind === 'oid' && type.base === 'regclass' ? castTo(env, given, wanted) : undefined;
}
