import type { ASTNode } from '@marcbachmann/cel-js';
import type { DataSize } from './cel-size.ts';

/** What evaluating an expression takes at most, and how large what comes out of it may be. */
interface Bound {
  /** Steps, of which a few million take a second. */
  readonly cost: number;
  /** The longest list, map or text: the value, its items, and whatever the expression made of that. */
  readonly size: number;
  /** The longest that a literal map of the expression may hold in the value. */
  readonly made: number;
  /** Values of any kind in it, which is what a comparison may have to look at. */
  readonly values: number;
}

type Variables = ReadonlyMap<string, Bound>;
type Call = Extract<ASTNode, { op: 'rcall' }>;

/** The expression uses what isn't offered. */
class UnavailableError extends Error {
  override name = 'UnavailableError';
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

const MACROS = words('all exists exists_one filter map');
/** Standard functions whose cost grows no faster than the texts and lists they are given. */
const FUNCTIONS = words('has size int uint double string bool type dyn timestamp duration');
const METHODS = words(
  'size startsWith endsWith contains lowerAscii upperAscii trim indexOf lastIndexOf substring split join',
);

/** The longest text of a number, a timestamp or a duration. */
const SCALAR_CHARS = 40;

export function isMacro(name: string): boolean {
  return MACROS.has(name);
}

/**
 * Bounds the steps an expression takes over data of a size, before it is evaluated: CEL always ends, but
 * nested macros and repeated concatenation can make that a matter of years. Kubernetes bounds the
 * validation rules of custom resources in this way.
 * @throws UnavailableError
 */
export function costOf(node: ASTNode, data: DataSize): number {
  return bound(node, data, new Map()).cost;
}

function bound(node: ASTNode, data: DataSize, variables: Variables): Bound {
  const below = (child: ASTNode) => bound(child, data, variables);
  switch (node.op) {
    case 'value':
      return { ...SCALAR, size: typeof node.args === 'string' ? node.args.length : SCALAR_CHARS };
    case 'id':
      return variables.get(node.args) ?? selected(ALL, node.args, data);
    case '.':
    case '.?':
      return selected(below(node.args[0]), node.args[1], data);
    case '[]':
    case '[?]':
      return indexed(below(node.args[0]), below(node.args[1]), node.args[1], data);
    case 'call': {
      const [name, args] = node.args;
      if (!FUNCTIONS.has(name)) throw new UnavailableError(`the function ${name} is not available`);
      return reading(args.map(below));
    }
    case 'rcall':
      return isMacro(node.args[0]) ? macro(node, data, variables) : method(node, below);
    case 'list':
      return literal(node.args.map(below));
    case 'map':
      return literal(node.args.flat().map(below));
    case '!_':
    case '-_':
      return oneOf([below(node.args)]);
    case '+':
      return concatenated(node.args.map(below));
    case '==':
    case '!=':
    case 'in':
      return compared(below(node.args[0]), below(node.args[1]), node.op === 'in');
    default:
      return oneOf(node.args.map(below));
  }
}

const SCALAR: Bound = { cost: 1, size: SCALAR_CHARS, made: 0, values: 1 };
const ALL: Bound = { cost: 0, size: 0, made: 0, values: Number.POSITIVE_INFINITY };

function largest(bounds: readonly Bound[], key: 'size' | 'made' | 'values'): number {
  return bounds.reduce((most, each) => Math.max(most, each[key]), 0);
}

function sum(bounds: readonly Bound[], key: 'cost' | 'size' | 'values'): number {
  return bounds.reduce((all, each) => all + each[key], 0);
}

function selected({ cost, made, values }: Bound, field: string, data: DataSize): Bound {
  const known = data.fields.get(field) ?? { length: 0, values: 1 };
  return {
    cost: cost + 1,
    size: Math.max(known.length, made),
    made,
    values: made > 0 ? values : Math.min(values, known.values),
  };
}

function indexed(list: Bound, index: Bound, { op, args }: ASTNode, data: DataSize): Bound {
  const cost = sum([list, index], 'cost') + 1;
  if (op === 'value' && typeof args === 'string') return { ...selected(list, args, data), cost };
  // An item of a list is as long as the list's field says; a key that isn't written out may be any field.
  const size = op === 'value' ? list.size : Math.max(data.whole.length, list.size);
  return { ...list, cost, size };
}

/** One of the values, or a scalar made of them. */
function oneOf(bounds: readonly Bound[]): Bound {
  return {
    cost: sum(bounds, 'cost') + 1,
    size: largest(bounds, 'size'),
    made: largest(bounds, 'made'),
    values: largest(bounds, 'values'),
  };
}

/** What reads its arguments to the end, and gives no more than it was given. */
function reading(bounds: readonly Bound[]): Bound {
  const read = oneOf(bounds);
  const size = Math.max(read.size, SCALAR_CHARS);
  return { ...read, cost: read.cost + size, size };
}

function literal(items: readonly Bound[]): Bound {
  const size = Math.max(items.length, largest(items, 'size'));
  return {
    cost: sum(items, 'cost') + 1,
    size,
    made: Math.max(size, largest(items, 'made')),
    values: sum(items, 'values') + 1,
  };
}

function concatenated(parts: readonly Bound[]): Bound {
  const size = sum(parts, 'size');
  return {
    cost: sum(parts, 'cost') + size,
    size,
    made: largest(parts, 'made'),
    values: sum(parts, 'values'),
  };
}

function compared(left: Bound, right: Bound, inList: boolean): Bound {
  const once = Math.min(left.values, right.values) + Math.min(left.size, right.size);
  return { ...SCALAR, cost: left.cost + right.cost + (inList ? once * (right.size + 1) : once) };
}

function method({ args: [name, receiver, args] }: Call, below: (node: ASTNode) => Bound): Bound {
  if (!METHODS.has(name)) throw new UnavailableError(`the method ${name} is not available`);
  const read = reading([receiver, ...args].map(below));
  if (name === 'split') return { ...read, values: read.size + 1 };
  if (name !== 'join') return { ...read, values: 1 };
  // Every text of the list, and as many separators.
  const size = 2 * read.size * read.size;
  return { ...read, cost: read.cost + size, size, values: 1 };
}

function macro({ args }: Call, data: DataSize, variables: Variables): Bound {
  const [name, receiver, [variable, ...bodies]] = args;
  const list = bound(receiver, data, variables);
  const inner = new Map(variables);
  if (variable?.op === 'id') inner.set(variable.args, { ...list, cost: 1 });
  const bounds = bodies.map((body) => bound(body, data, inner));
  const cost = list.cost + list.size * (sum(bounds, 'cost') + 1);
  if (name === 'filter') return { ...list, cost };
  if (name !== 'map') return { ...SCALAR, cost };
  return {
    cost,
    size: Math.max(list.size, largest(bounds, 'size')),
    made: largest(bounds, 'made'),
    values: list.size * largest(bounds, 'values') + 1,
  };
}
