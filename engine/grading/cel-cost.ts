import type { ASTNode } from '@marcbachmann/cel-js';
import type { DataSize, FieldSize } from './cel-size.ts';

/** What evaluating an expression takes at most, and how long what comes out of it may be. */
interface Bound {
  /** Steps, of which a few million take a second. */
  readonly cost: number;
  /** The longest list, map or text: the value, its items, and whatever the expression made of that. */
  readonly size: number;
  /** The longest that a literal map of the expression may hold in the value. */
  readonly made: number;
}

type Variables = ReadonlyMap<string, Bound>;
type Call = Extract<ASTNode, { op: 'rcall' }>;

/** The expression uses what isn't offered. */
export class UnavailableError extends Error {
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
      return { cost: 1, size: typeof node.args === 'string' ? node.args.length : SCALAR_CHARS, made: 0 };
    case 'id':
      return variables.get(node.args) ?? selected({ cost: 0, size: 0, made: 0 }, node.args, data);
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
      return literal(node.args.map(below), node.args.length);
    case 'map':
      return literal(node.args.flat().map(below), node.args.length);
    case '!_':
    case '-_':
      return oneOf([below(node.args)]);
    case '+': {
      const bounds = node.args.map(below);
      const size = bounds.reduce((sum, each) => sum + each.size, 0);
      return { cost: total(bounds) + size, size, made: largest(bounds, 'made') };
    }
    case '==':
    case '!=':
    case 'in':
      return compared(node.args, node.op === 'in', data, below);
    default:
      return oneOf(node.args.map(below));
  }
}

function largest(bounds: readonly Bound[], key: 'size' | 'made'): number {
  return bounds.reduce((most, each) => Math.max(most, each[key]), 0);
}

function total(bounds: readonly Bound[]): number {
  return bounds.reduce((sum, { cost }) => sum + cost, 1);
}

function selected({ cost, made }: Bound, field: string, data: DataSize): Bound {
  const { length = 0 } = data.fields.get(field) ?? {};
  return { cost: cost + 1, size: Math.max(length, made), made };
}

function indexed(list: Bound, index: Bound, { op, args }: ASTNode, data: DataSize): Bound {
  const cost = total([list, index]);
  if (op === 'value' && typeof args === 'string') return { ...selected(list, args, data), cost };
  // An item of a list is as long as the list's field says; a key that isn't written out may be any field.
  const size = op === 'value' ? list.size : Math.max(data.whole.length, list.size);
  return { cost, size, made: list.made };
}

/** One of the values, or a scalar made of them. */
function oneOf(bounds: readonly Bound[]): Bound {
  return { cost: total(bounds), size: largest(bounds, 'size'), made: largest(bounds, 'made') };
}

/** What reads its arguments to the end, and gives no more than it was given. */
function reading(bounds: readonly Bound[]): Bound {
  const read = oneOf(bounds);
  const size = Math.max(read.size, SCALAR_CHARS);
  return { ...read, cost: read.cost + size, size };
}

function literal(bounds: readonly Bound[], length: number): Bound {
  const size = Math.max(length, largest(bounds, 'size'));
  return { cost: total(bounds) + length, size, made: Math.max(size, largest(bounds, 'made')) };
}

/** How many values a comparison has to look at on one side. */
function valuesOf(node: ASTNode, data: DataSize): number {
  const field = (name: string): FieldSize => data.fields.get(name) ?? data.whole;
  if (node.op === 'value') return 1;
  if (node.op === '.') return field(node.args[1]).values;
  if (node.op === '[]' && node.args[1].op === 'value' && typeof node.args[1].args === 'string') {
    return field(node.args[1].args).values;
  }
  return node.op === 'call' || node.op === 'rcall' ? 1 : data.whole.values;
}

function compared(
  [left, right]: readonly [ASTNode, ASTNode],
  inList: boolean,
  data: DataSize,
  below: (node: ASTNode) => Bound,
): Bound {
  const bounds = [below(left), below(right)];
  const compared = oneOf(bounds);
  const values = inList
    ? valuesOf(left, data) * compared.size
    : Math.min(valuesOf(left, data), valuesOf(right, data));
  return { ...compared, cost: compared.cost + values + compared.size + compared.made };
}

function method({ args: [name, receiver, args] }: Call, below: (node: ASTNode) => Bound): Bound {
  if (!METHODS.has(name)) throw new UnavailableError(`the method ${name} is not available`);
  const read = reading([receiver, ...args].map(below));
  if (name !== 'join') return read;
  // Every text of the list, and as many separators.
  const size = 2 * read.size * read.size;
  return { ...read, cost: read.cost + size, size };
}

function macro({ args }: Call, data: DataSize, variables: Variables): Bound {
  const [name, receiver, [variable, ...bodies]] = args;
  const list = bound(receiver, data, variables);
  const inner = new Map(variables);
  if (variable?.op === 'id') inner.set(variable.args, { cost: 1, size: list.size, made: list.made });
  const bounds = bodies.map((body) => bound(body, data, inner));
  const cost = list.cost + list.size * total(bounds);
  if (name !== 'map') return { cost, size: list.size, made: list.made };
  return { cost, size: Math.max(list.size, largest(bounds, 'size')), made: largest(bounds, 'made') };
}
