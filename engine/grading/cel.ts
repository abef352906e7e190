import { Environment, type ParseResult, serialize } from '@marcbachmann/cel-js';
import { CEL_CHARS_MAX, CEL_COST_MAX, CEL_DEPTH_MAX, CEL_NODES_MAX } from '../limits.ts';
import { costOf } from './cel-cost.ts';
import { decisivePaths, falseParts, run, type Scope, summaryOf } from './cel-explain.ts';
import { type DataSize, measure } from './cel-size.ts';
import type { Path } from './path.ts';

/*
 * Expressions of the Common Expression Language over one variable: `object`, or `objects`, a list.
 *
 * Integers are CEL ints. A missing field is an error; ask with has(). Available are the operators, the macros
 * has, all, exists, exists_one, filter and map, conversions, size, and the string functions startsWith,
 * endsWith, contains, lowerAscii, upperAscii, trim, indexOf, lastIndexOf, substring, split and join. There is
 * no matches(): the patterns of a regular expression can take for ever.
 */

export interface CelProgram {
  readonly variable: 'object' | 'objects';
  readonly text: string;
  readonly parsed: ParseResult;
}

/** The text is no expression, or none that can say yes or no. */
export class CelError extends Error {
  override name = 'CelError';
}

/** A part of an expression that didn't hold. */
export interface Failure {
  /** The part's text. */
  readonly text: string;
  /** Why it could not be evaluated, if so. */
  readonly error: string | undefined;
  /** Where to look to see why; the first step is the variable. */
  readonly paths: readonly Path[];
}

const BASE = new Environment({
  limits: { maxAstNodes: CEL_NODES_MAX, maxDepth: CEL_DEPTH_MAX },
});

const ENVIRONMENTS = {
  object: BASE.clone().registerVariable('object', 'dyn'),
  objects: BASE.clone().registerVariable('objects', 'list<dyn>'),
};

/** @throws CelError */
export function compile(text: string, variable: CelProgram['variable']): CelProgram {
  if (text.length > CEL_CHARS_MAX) throw new CelError(`longer than ${CEL_CHARS_MAX} characters`);
  try {
    const parsed = ENVIRONMENTS[variable].parse(text);
    // What isn't offered is refused now, not only when a submission is graded.
    costOf(parsed.ast, measure({}));
    const { valid, type, error } = parsed.check();
    if (!valid) throw new CelError(summaryOf(error));
    if (type !== 'bool' && type !== 'dyn') throw new CelError(`must be a bool, but is a ${type}`);
    return { variable, text, parsed };
  } catch (error) {
    throw error instanceof CelError ? error : new CelError(summaryOf(error));
  }
}

/** JSON as CEL sees it: whole numbers are ints. */
function toCel(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(toCel);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toCel(item)]));
}

interface Data {
  readonly values: Readonly<Record<string, unknown>>;
  readonly size: DataSize;
}

/** Many checks look at the same object, which is never changed in place. */
const objectData = new WeakMap<object, Data>();

function dataOf(variable: CelProgram['variable'], data: unknown): Data {
  const known = variable === 'object' && isObject(data) ? objectData.get(data) : undefined;
  if (known !== undefined) return known;
  const values = { [variable]: toCel(data) };
  const made = { values, size: measure(values) };
  if (variable === 'object' && isObject(data)) objectData.set(data, made);
  return made;
}

function isObject(data: unknown): data is object {
  return typeof data === 'object' && data !== null;
}

/** Evaluates a program; an empty list says that it holds. */
export function evaluate({ variable, text, parsed }: CelProgram, data: unknown): readonly Failure[] {
  const { values, size } = dataOf(variable, data);
  if (!(costOf(parsed.ast, size) <= CEL_COST_MAX)) {
    return [{ text, error: `the expression is too costly for ${size.whole.values} values`, paths: [] }];
  }
  const places = new Map([[variable, [variable]]]);
  const scope: Scope = { environment: ENVIRONMENTS[variable], values, places };
  if (run(parsed, scope).value === true) return [];
  return falseParts(parsed.ast, scope).map(({ node, error }) => ({
    text: serialize(node),
    error,
    paths: decisivePaths(node, scope),
  }));
}
