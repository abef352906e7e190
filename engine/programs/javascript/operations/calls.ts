import { change } from '../../heap/change.ts';
import type { Environment, Operation } from '../code.ts';
import { PUSH } from '../machine/frame.ts';
import type { Machine } from '../machine/machine.ts';
import { JsArray } from '../values/array.ts';
import { Closure } from '../values/functions.ts';
import { JsObject } from '../values/object.ts';
import { EMPTY, type Value } from '../values/value.ts';

function check(machine: Machine, callee: Value, text: string): void {
  if (!machine.isCallable(callee)) machine.throwError('TypeError', `${text} is not a function`);
}

/** self callee arguments… → value */
export const call: Operation = (machine, { stack }, { n, s }) => {
  const args = n === 0 ? [] : stack.splice(stack.length - n);
  const callee = stack.pop();
  const self = stack.pop();
  check(machine, callee, s);
  machine.call(callee, self, args);
};

/** self callee array → value */
export const callSpread: Operation = (machine, { stack }, { s }) => {
  const args = stack.pop();
  const callee = stack.pop();
  const self = stack.pop();
  check(machine, callee, s);
  machine.call(callee, self, args instanceof JsArray ? [...args.items] : []);
};

function make(machine: Machine, callee: Value, args: readonly Value[], text: string): void {
  if (!machine.canConstruct(callee)) machine.throwError('TypeError', `${text} is not a constructor`);
  machine.construct(callee, args, callee);
}

/** callee arguments… → object */
export const construct: Operation = (machine, { stack }, { n, s }) => {
  const args = n === 0 ? [] : stack.splice(stack.length - n);
  make(machine, stack.pop(), args, s);
};

export const constructSpread: Operation = (machine, { stack }, { s }) => {
  const args = stack.pop();
  make(machine, stack.pop(), args instanceof JsArray ? [...args.items] : [], s);
};

function notASuper(callee: Value, parent: JsObject | null | undefined): string {
  const name = callee instanceof Closure ? callee.defaultName : '';
  const shown = parent instanceof Closure ? parent.defaultName : 'null';
  return `Super constructor ${shown} of ${name === '' ? 'anonymous class' : name} is not a constructor`;
}

/** callee target array → object: super(…) */
export const constructSuper: Operation = (machine, { stack }) => {
  const args = stack.pop();
  const target = stack.pop();
  const callee = stack.pop();
  const parent = callee instanceof Closure ? callee.proto : undefined;
  if (!(target instanceof JsObject) || !machine.canConstruct(parent ?? undefined))
    return machine.throwError('TypeError', notASuper(callee, parent));
  machine.construct(parent, args instanceof JsArray ? [...args.items] : [], target, PUSH);
};

/** After super(…): the object is `this` (`n` hops, slot `m`), and gets the fields of the class. callee object → object */
export const bindThis: Operation = (machine, frame, { n, m }) => {
  const object = frame.stack.pop();
  const callee = frame.stack.pop();
  let at: Environment = frame.environment;
  for (let left = n; left > 0 && at.parent !== undefined; left--) at = at.parent;
  if (at.slots[m] !== EMPTY)
    machine.throwError('ReferenceError', 'Super constructor may only be called once');
  change(at.slots)[m] = object;
  frame.stack.push(object);
  if (callee instanceof Closure && callee.fields !== undefined)
    machine.call(callee.fields, object, [], { do: 'drop' });
};

/** The function in the unit with the number `n`. */
export const closure: Operation = (machine, frame, { n }) => {
  const code = frame.code.unit.functions[n];
  if (code === undefined) return;
  frame.stack.push(machine.realm.closure(code, frame.environment));
};

/** Gives a function the name of what it is assigned to. */
export const nameFunction: Operation = (_, frame, { s }) => {
  const top = frame.top();
  if (top instanceof Closure && top.code.name === '' && top.givenName === undefined && !top.props.has('name'))
    change(top).givenName = s;
};
