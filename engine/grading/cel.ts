import { type ASTNode, Environment, type ParseResult } from '@marcbachmann/cel-js';
import { CEL_CHARS_MAX, CEL_COST_MAX, CEL_DEPTH_MAX, CEL_NODES_MAX } from '../limits.ts';
import { costOf } from './cel-cost.ts';
import { conjunctsOf, forAllOf, pathsOf, textOf } from './cel-paths.ts';
import { measure } from './cel-size.ts';
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
  /** What it looked at; the first step is the variable. */
  readonly paths: readonly Path[];
  /** Of lists that all of whose items had to satisfy something: the path, and the positions of those that don't. */
  readonly culprits: readonly { readonly list: Path; readonly positions: ReadonlySet<number> }[];
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

/** The library's message without the drawing of the place. */
function summaryOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1)[0] ?? '';
}

/** JSON as CEL sees it: whole numbers are ints. */
function toCel(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(toCel);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toCel(item)]));
}

type Context = Readonly<Record<string, unknown>>;

interface Result {
  readonly value: unknown;
  /** Why there is no answer. */
  readonly error: string | undefined;
}

function run(program: (context: Context) => unknown, context: Context): Result {
  try {
    const value = program(context);
    return { value, error: typeof value === 'boolean' ? undefined : 'neither true nor false' };
  } catch (error) {
    return { value: undefined, error: summaryOf(error) };
  }
}

/** Evaluates a program; an empty list says that it holds. */
export function evaluate(program: CelProgram, data: unknown): readonly Failure[] {
  const { variable, text, parsed } = program;
  const context = { [variable]: toCel(data) };
  const size = measure(context);
  if (!(costOf(parsed.ast, size) <= CEL_COST_MAX)) {
    const error = `the expression is too costly for ${size.whole.values} values`;
    return [{ text, error, paths: [], culprits: [] }];
  }
  const whole = run(parsed, context);
  if (whole.value === true) return [];
  const environment = ENVIRONMENTS[variable];
  const failures = conjunctsOf(parsed.ast).flatMap((part): Failure[] => {
    const { value, error } = run(environment.parse(textOf(part)), context);
    if (value === true) return [];
    const culprits = culpritsOf(part, environment, context);
    return [{ text: textOf(part), error, paths: pathsOf(part), culprits }];
  });
  // A part that can't be evaluated is no news beside one that is false, such as a has() that guards it.
  const untrue = failures.filter(({ error }) => error === undefined);
  if (untrue.length > 0) return untrue;
  if (failures.length > 0) return failures;
  return [{ text, error: whole.error, paths: pathsOf(parsed.ast), culprits: [] }];
}

/** The items for which the predicate of an `all` isn't true. */
function culpritsOf(part: ASTNode, environment: Environment, context: Context): Failure['culprits'] {
  const forAll = forAllOf(part);
  if (forAll === undefined || environment.hasVariable(forAll.variable)) return [];
  const items = run(environment.parse(forAll.listText), context).value;
  if (!Array.isArray(items)) return [];
  const predicate = environment.clone().registerVariable(forAll.variable, 'dyn').parse(forAll.predicateText);
  const failing = items.flatMap((item: unknown, index) =>
    run(predicate, { ...context, [forAll.variable]: item }).value === true ? [] : [index],
  );
  return [{ list: forAll.list, positions: new Set(failing) }];
}
