import { change } from '../../heap/change.ts';
import type { Operation } from '../code.ts';
import { PUSH } from '../machine/frame.ts';
import type { Machine } from '../machine/machine.ts';
import { getOf, holder, keysOf } from '../machine/properties.ts';
import { JsArray } from '../values/array.ts';
import { JsObject } from '../values/object.ts';
import { isEnumerable } from '../values/slots.ts';
import { EMPTY, type Value } from '../values/value.ts';

/** An iteration that is under way: on the operand stack only, programs never see it. */
export class Iteration extends JsObject {
  /** Of arrays and strings, and of for-in. */
  readonly items: JsArray | undefined;
  readonly text: string | undefined;
  readonly index: number = 0;
  readonly iterator: Value;
  readonly next: Value;
  readonly done: boolean = false;

  constructor(items: JsArray | undefined, text: string | undefined, iterator: Value, next: Value) {
    super(null, 'Iteration');
    this.items = items;
    this.text = text;
    this.iterator = iterator;
    this.next = next;
  }
}

/** value → iteration; `s`: its text for the message; `n` 1: for await */
export const iterate: Operation = (machine, frame, { s, n }) => {
  const value = frame.stack.pop();
  const direct = n === 0 ? directly(machine, value) : undefined;
  if (direct !== undefined) {
    frame.stack.push(direct);
    return;
  }
  const { realm } = machine;
  const asynchronous = n === 1 ? getOf(machine, value, realm.symbol('asyncIterator')) : undefined;
  const method = machine.isCallable(asynchronous)
    ? asynchronous
    : holder(machine, value) === undefined
      ? undefined
      : getOf(machine, value, realm.symbol('iterator'));
  if (!machine.isCallable(method)) {
    const shown = value instanceof JsObject || typeof value === 'string' || s !== '' ? s : String(value);
    const reason =
      value === undefined || value === null
        ? `${s || String(value)} is not iterable`
        : `${shown} is not iterable`;
    machine.throwError('TypeError', reason);
  }
  machine.call(method, value, [], PUSH);
};

/** What arrays and strings need no iterator for. */
function directly(machine: Machine, value: Value): Iteration | undefined {
  if (typeof value === 'string') return new Iteration(undefined, value, undefined, undefined);
  if (!(value instanceof JsArray) || value.proto !== machine.realm.object('Array.prototype'))
    return undefined;
  if (value.props.has(machine.realm.symbol('iterator'))) return undefined;
  return new Iteration(value, undefined, undefined, undefined);
}

/** iterator → iteration, where `iterate` has called for one */
export const beginIteration: Operation = (machine, frame) => {
  const iterator = frame.stack.pop();
  if (iterator instanceof Iteration) {
    frame.stack.push(iterator);
    return;
  }
  if (!(iterator instanceof JsObject))
    return machine.throwError('TypeError', 'Result of the Symbol.iterator method is not an object');
  frame.stack.push(new Iteration(undefined, undefined, iterator, machine.get(iterator, 'next')));
};

/** object → iteration over the names for-in goes through */
export const iterateNames: Operation = (machine, frame) => {
  const value = frame.stack.pop();
  const names: Value[] = [];
  const seen = new Set<string>();
  let at: JsObject | null = value === undefined || value === null ? null : objectOf(machine, value);
  for (; at !== null; at = at.proto) {
    for (const key of keysOf(machine, at)) {
      if (typeof key !== 'string' || seen.has(key)) continue;
      seen.add(key);
      const own = at.own(key);
      if (own !== undefined && isEnumerable(own.stored)) names.push(key);
    }
  }
  frame.stack.push(new Iteration(machine.realm.array(names), undefined, undefined, undefined));
};

function objectOf(machine: Machine, value: Value): JsObject | null {
  return value instanceof JsObject ? value : machine.realm.wrapped(value);
}

/**
 * … iteration (so many above it: `m`) → … value, and jumps over the next instruction; or the result of next(),
 * for `stepResult`, which is that; or jumps to `n` at the end.
 */
export const step: Operation = (machine, frame, { n, m }) => {
  const iteration = frame.stack[frame.stack.length - 1 - m];
  if (!(iteration instanceof Iteration)) return;
  if (iteration.done) {
    frame.pc = n;
    return;
  }
  if (iteration.items === undefined && iteration.text === undefined) {
    machine.call(iteration.next, iteration.iterator, [], PUSH);
    return;
  }
  const value = nextOf(iteration);
  if (value === EMPTY) {
    change(iteration).done = true;
    frame.pc = n;
    return;
  }
  frame.stack.push(value);
  frame.pc += 1;
};

function nextOf(iteration: Iteration): Value {
  const { items, text, index } = iteration;
  if (items !== undefined) {
    if (index >= items.items.length) return EMPTY;
    change(iteration).index++;
    const item = items.items[index];
    return item === EMPTY ? undefined : item;
  }
  const point = text?.codePointAt(index);
  if (point === undefined) return EMPTY;
  const character = String.fromCodePoint(point);
  change(iteration).index += character.length;
  return character;
}

/** … result → … value; jumps to `n` where it is the end */
export const stepResult: Operation = (machine, frame, { n, m }) => {
  const result = frame.stack.pop();
  if (!(result instanceof JsObject))
    return machine.throwError('TypeError', `Iterator result ${String(result)} is not an object`);
  if (machine.get(result, 'done')) {
    const iteration = frame.stack[frame.stack.length - 1 - m];
    if (iteration instanceof Iteration) change(iteration).done = true;
    frame.pc = n;
    return;
  }
  frame.stack.push(machine.get(result, 'value'));
};

/**
 * iteration given → iteration and the result of next(given), for `delegateResult`; or iteration undefined, and jumps to
 * `n` at the end.
 */
export const delegate: Operation = (machine, frame, { n }) => {
  const given = frame.stack.pop();
  const iteration = frame.top();
  if (!(iteration instanceof Iteration)) return;
  if (iteration.items === undefined && iteration.text === undefined) {
    machine.call(iteration.next, iteration.iterator, [given], PUSH);
    return;
  }
  const value = nextOf(iteration);
  if (value === EMPTY) {
    change(iteration).done = true;
    frame.stack.push(undefined);
    frame.pc = n;
    return;
  }
  frame.stack.push(machine.realm.iteratorResult(value, false));
};

/** iteration result → iteration value; jumps to `n` where that is the last */
export const delegateResult: Operation = (machine, frame, { n }) => {
  const result = frame.stack.pop();
  if (!(result instanceof JsObject))
    return machine.throwError('TypeError', `Iterator result ${String(result)} is not an object`);
  frame.stack.push(machine.get(result, 'value'));
  if (!machine.get(result, 'done')) return;
  const iteration = frame.stack[frame.stack.length - 2];
  if (iteration instanceof Iteration) change(iteration).done = true;
  frame.pc = n;
};

/** iteration → (nothing): ends it early, which its iterator may want to know */
export const closeIteration: Operation = (machine, frame) => {
  const iteration = frame.stack.pop();
  if (!(iteration instanceof Iteration) || iteration.done || !(iteration.iterator instanceof JsObject))
    return;
  const method = machine.get(iteration.iterator, 'return');
  if (machine.isCallable(method)) machine.call(method, iteration.iterator, [], { do: 'drop' });
};
