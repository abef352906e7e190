import { indexIn } from '../../../simulation/text-search.ts';
import { written } from '../builtins/repeated.ts';
import { classOf, lookUp, typeName } from './classes.ts';
import { asComplex } from './complex.ts';
import { isIterable, iterableItems } from './iteration.ts';
import { keyOf } from './keys.ts';
import type { Machine } from './machine.ts';
import { plain } from './plain.ts';
import { is, isThing, NOT_IMPLEMENTED, type Value } from './values.ts';

/** How deep containers in containers are compared. */
const DEPTH_MAX = 200;
/** What comparing two values takes, in instructions, and two texts so many characters long. */
const EQUAL_INSTRUCTIONS = 0.25;
const CHARACTERS_PER_INSTRUCTION = 256;
/** The same where a part is looked for. */
const CHARACTERS_PER_SEARCHING_INSTRUCTION = 16;

function ownResult(machine: Machine, object: Value, name: string, other: Value): Value {
  if (!is(object, 'instance')) return NOT_IMPLEMENTED;
  const found = lookUp(object.class, name);
  return found === undefined || found === null || is(found, 'native')
    ? NOT_IMPLEMENTED
    : machine.sync(found, [object, other]);
}

export function equal(machine: Machine, leftGiven: Value, rightGiven: Value, depth = 0): boolean {
  machine.work(EQUAL_INSTRUCTIONS);
  if (leftGiven === rightGiven) return !is(leftGiven, 'float') || !Number.isNaN(leftGiven.v);
  if (depth > DEPTH_MAX)
    throw machine.error('RecursionError', 'maximum recursion depth exceeded in comparison');
  for (const [object, other] of [
    [leftGiven, rightGiven],
    [rightGiven, leftGiven],
  ] as const) {
    const result = ownResult(machine, object, '__eq__', other);
    if (result !== NOT_IMPLEMENTED) return result === true || (result !== false && machine.truth(result));
  }
  const left = plain(leftGiven);
  const right = plain(rightGiven);
  if (is(left, 'complex') || is(right, 'complex')) {
    const [a, b] = [asComplex(left), asComplex(right)];
    return a !== undefined && b !== undefined && a.re === b.re && a.im === b.im;
  }
  const numbers = [numberOf(left), numberOf(right)] as const;
  // A bigint and a number compare by their exact values.
  if (numbers[0] !== undefined && numbers[1] !== undefined) {
    return numbers[0] <= numbers[1] && numbers[0] >= numbers[1];
  }
  if (typeof left === 'string' && typeof right === 'string') weigh(machine, left, right);
  if (!isThing(left) || !isThing(right)) return left === right;
  return equalThings(machine, left, right, depth);
}

function weigh(machine: Machine, left: string, right: string): void {
  if (left.length === right.length) machine.work(left.length / CHARACTERS_PER_INSTRUCTION);
}

function equalThings(
  machine: Machine,
  left: Extract<Value, object>,
  right: Extract<Value, object>,
  depth: number,
): boolean {
  const items = (a: readonly Value[], b: readonly Value[]) =>
    a.length === b.length && a.every((item, index) => equal(machine, item, b[index] ?? null, depth + 1));
  if (is(left, 'list') && is(right, 'list')) return items(left.items, right.items);
  if (is(left, 'tuple') && is(right, 'tuple')) return items(left.items, right.items);
  if (is(left, 'bytes') && is(right, 'bytes')) {
    weigh(machine, left.v, right.v);
    return left.v === right.v;
  }
  if (is(left, 'set') && is(right, 'set')) {
    machine.work(left.map.size >> 1);
    return left.map.size === right.map.size && [...left.map.keys()].every((key) => right.map.has(key));
  }
  if (is(left, 'dict') && is(right, 'dict')) {
    if (left.map.size !== right.map.size) return false;
    machine.work(left.map.size >> 1);
    for (const [key, [, value]] of left.map) {
      const other = right.map.get(key);
      if (other === undefined || !equal(machine, value, other[1], depth + 1)) return false;
    }
    return true;
  }
  if (is(left, 'range') && is(right, 'range'))
    return items([left.start, left.stop, left.step], [right.start, right.stop, right.step]);
  if (is(left, 'view') || is(right, 'view'))
    return items(iterableItems(machine, left), iterableItems(machine, right));
  if (is(left, 'method') && is(right, 'method'))
    return left.self === right.self && equal(machine, left.function, right.function, depth + 1);
  if (is(left, 'native') && is(right, 'native')) return left.name === right.name;
  if (is(left, 'alias') && is(right, 'alias'))
    return left.origin === right.origin && items(left.arguments, right.arguments);
  if (is(left, 'repeated') && is(right, 'repeated'))
    return left.unit === right.unit && left.count === right.count;
  return false;
}

/** Numbers compare with each other, whatever they are. */
function numberOf(value: Value): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return Number(value);
  return is(value, 'float') ? value.v : undefined;
}

const REFLECTED: Readonly<Record<string, string>> = {
  '<': '__gt__',
  '>': '__lt__',
  '<=': '__ge__',
  '>=': '__le__',
};
const NAMES: Readonly<Record<string, string>> = {
  '<': '__lt__',
  '>': '__gt__',
  '<=': '__le__',
  '>=': '__ge__',
};

/** `<`, `>`, `<=`, `>=` */
export function order(machine: Machine, operator: string, leftGiven: Value, rightGiven: Value): Value {
  const own = ownResult(machine, leftGiven, NAMES[operator] ?? '', rightGiven);
  if (own !== NOT_IMPLEMENTED) return own;
  const reflected = ownResult(machine, rightGiven, REFLECTED[operator] ?? '', leftGiven);
  if (reflected !== NOT_IMPLEMENTED) return reflected;
  const left = plain(leftGiven);
  const right = plain(rightGiven);
  if (is(left, 'set') && is(right, 'set')) machine.work((left.map.size + right.map.size) >> 1);
  if (is(left, 'set') && is(right, 'set')) return orderSets(operator, left.map, right.map);
  const found = rank(machine, left, right, operator);
  if (found === undefined) {
    throw machine.error(
      'TypeError',
      `'${operator}' not supported between instances of '${typeName(leftGiven)}' and '${typeName(rightGiven)}'`,
    );
  }
  return holds(operator, found);
}

function holds(operator: string, rank: number): boolean {
  switch (operator) {
    case '<':
      return rank < 0;
    case '>':
      return rank > 0;
    case '<=':
      return rank <= 0;
    default:
      return rank >= 0;
  }
}

function orderSets(
  operator: string,
  left: ReadonlyMap<unknown, Value>,
  right: ReadonlyMap<unknown, Value>,
): boolean {
  const within = (a: ReadonlyMap<unknown, Value>, b: ReadonlyMap<unknown, Value>) =>
    [...a.keys()].every((key) => b.has(key));
  switch (operator) {
    case '<=':
      return within(left, right);
    case '<':
      return within(left, right) && left.size < right.size;
    case '>=':
      return within(right, left);
    default:
      return within(right, left) && right.size < left.size;
  }
}

/** Negative, 0, positive; NaN where nothing holds; undefined: they can't be ordered. */
function rank(machine: Machine, left: Value, right: Value, operator: string): number | undefined {
  const a = numberOf(left);
  const b = numberOf(right);
  if (a !== undefined && b !== undefined) return a < b ? -1 : a > b ? 1 : a <= b ? 0 : Number.NaN;
  if (typeof left === 'string' && typeof right === 'string') return rankTexts(machine, left, right);
  if (is(left, 'repeated') || is(right, 'repeated')) {
    return rank(
      machine,
      is(left, 'repeated') ? written(machine, left) : left,
      is(right, 'repeated') ? written(machine, right) : right,
      operator,
    );
  }
  if (is(left, 'bytes') && is(right, 'bytes')) return rankTexts(machine, left.v, right.v);
  const lists = is(left, 'list') && is(right, 'list');
  if (!lists && !(is(left, 'tuple') && is(right, 'tuple'))) return undefined;
  return rankItems(machine, left.items, right.items, operator);
}

function rankTexts(machine: Machine, left: string, right: string): number {
  machine.work(Math.min(left.length, right.length) / CHARACTERS_PER_INSTRUCTION);
  return left < right ? -1 : left > right ? 1 : 0;
}

function rankItems(
  machine: Machine,
  left: readonly Value[],
  right: readonly Value[],
  operator: string,
): number {
  for (const [index, item] of left.entries()) {
    const other = right[index];
    if (other === undefined) break;
    if (equal(machine, item, other)) continue;
    const strict = operator.startsWith('<') ? '<' : '>';
    const before = machine.truth(order(machine, strict, item, other));
    return (strict === '<') === before ? -1 : 1;
  }
  return left.length - right.length;
}

/** `item in container` */
export function contains(machine: Machine, container: Value, item: Value): boolean {
  if (is(container, 'instance') || is(container, 'class')) {
    const own = lookUp(classOf(container), '__contains__');
    if (own !== undefined && !is(own, 'native')) return machine.truth(machine.sync(own, [container, item]));
  }
  const within = plain(container);
  if (typeof within === 'string') return textContains(machine, within, item);
  if (is(within, 'dict') || is(within, 'set')) return within.map.has(keyOf(machine, item));
  if (is(within, 'bytes')) return bytesContain(machine, within.v, item);
  if (is(within, 'repeated')) return contains(machine, written(machine, within), item);
  if (is(within, 'view') && within.of === 'keys') return within.dict.map.has(keyOf(machine, item));
  if (is(within, 'range') && typeof item === 'number') {
    const steps = (item - within.start) / within.step;
    return (
      Number.isInteger(steps) && steps >= 0 && (within.step > 0 ? item < within.stop : item > within.stop)
    );
  }
  if (!isIterable(container))
    throw machine.error('TypeError', `argument of type '${typeName(container)}' is not iterable`);
  return iterableItems(machine, container).some((each) => equal(machine, each, item));
}

function textContains(machine: Machine, text: string, item: Value): boolean {
  const part = plain(item);
  machine.work(text.length / CHARACTERS_PER_SEARCHING_INSTRUCTION);
  if (typeof part === 'string') return indexIn(text, part) >= 0;
  throw machine.error('TypeError', `'in <string>' requires string as left operand, not ${typeName(item)}`);
}

function bytesContain(machine: Machine, text: string, item: Value): boolean {
  if (typeof item === 'number') return text.includes(String.fromCharCode(item));
  machine.work(text.length / CHARACTERS_PER_SEARCHING_INSTRUCTION);
  if (is(item, 'bytes')) return indexIn(text, item.v) >= 0;
  throw machine.error('TypeError', `a bytes-like object is required, not '${typeName(item)}'`);
}
