import { change } from '../../heap/change.ts';
import { Environment, type Operation } from '../code.ts';
import type { Frame } from '../machine/frame.ts';
import { plain, refuse, setProperty } from '../machine/properties.ts';
import { lookup } from '../values/lookup.ts';
import { EMPTY, type Value } from '../values/value.ts';

// The operand stack.

export const constant: Operation = (_, frame, { v }) => {
  frame.stack.push(v);
};

export const pop: Operation = (_, frame) => {
  frame.stack.pop();
};

export const duplicate: Operation = (_, frame) => {
  frame.stack.push(frame.top());
};

/** a b → b a */
export const swap: Operation = (_, { stack }) => {
  const b = stack.pop();
  const a = stack.pop();
  stack.push(b, a);
};

/** The top goes below so many others. */
export const sink: Operation = (_, { stack }, { n }) => {
  const top = stack.pop();
  stack.splice(stack.length - n, 0, top);
};

/** A copy of what is so far below the top. */
export const pick: Operation = (_, { stack }, { n }) => {
  stack.push(stack[stack.length - 1 - n]);
};

// Variables: `n` environments outwards, slot `m`.

function environment(frame: Frame, hops: number): Environment {
  let at = frame.environment;
  for (let left = hops; left > 0 && at.parent !== undefined; left--) at = at.parent;
  return at;
}

export const load: Operation = (machine, frame, { n, m, s }) => {
  const value = environment(frame, n).slots[m];
  if (value === EMPTY) {
    if (s === 'this')
      machine.throwError(
        'ReferenceError',
        "Must call super constructor in derived class before accessing 'this' or returning from derived constructor",
      );
    machine.throwError('ReferenceError', `Cannot access '${s}' before initialization`);
  }
  frame.stack.push(value);
};

/** Keeps the value on the stack. */
export const store: Operation = (machine, frame, { n, m, s }) => {
  const { slots } = environment(frame, n);
  if (slots[m] === EMPTY) machine.throwError('ReferenceError', `Cannot access '${s}' before initialization`);
  change(slots)[m] = frame.top();
};

/** The first value of a variable; takes it off the stack. */
export const initialize: Operation = (_, frame, { n, m }) => {
  change(environment(frame, n).slots)[m] = frame.stack.pop();
};

export const refuseConstant: Operation = (machine) =>
  machine.throwError('TypeError', 'Assignment to constant variable.');

export const empty: Operation = (_, frame, { n, m }) => {
  change(environment(frame, n).slots)[m] = EMPTY;
};

export const enterScope: Operation = (_, frame, { n }) => {
  frame.environment = new Environment(new Array<Value>(n).fill(EMPTY), frame.environment);
};

export const leaveScope: Operation = (_, frame) => {
  frame.environment = frame.environment.parent ?? frame.environment;
};

/** A scope of its own for each time round. */
export const renewScope: Operation = (_, frame) => {
  frame.environment = new Environment([...frame.environment.slots], frame.environment.parent);
};

/** What only CommonJS modules have. */
const COMMONJS: ReadonlySet<string> = new Set(['require', 'module', 'exports', '__filename', '__dirname']);

export const loadGlobal: Operation = (machine, frame, { s, n }) => {
  const { global } = machine.realm;
  const found = lookup(global, s);
  if (found === undefined) {
    // `typeof` may ask for what isn't there.
    if (n === 0)
      machine.throwError(
        'ReferenceError',
        frame.code.unit.kind === 'module' && COMMONJS.has(s)
          ? `${s} is not defined in ES module scope${s === 'require' ? ', you can use import instead' : ''}`
          : `${s} is not defined`,
      );
    frame.stack.push(undefined);
    return;
  }
  const value = plain(found);
  if ('value' in value) frame.stack.push(value.value);
  else machine.call(value.getter, global, []);
};

export const storeGlobal: Operation = (machine, frame, { s, n }) => {
  const { global } = machine.realm;
  if (n === 1 && lookup(global, s) === undefined) machine.throwError('ReferenceError', `${s} is not defined`);
  const done = setProperty(machine, global, s, frame.top());
  if (done === false) refuse(machine, global, s);
  if (typeof done === 'object') machine.call(done.setter, global, [frame.top()], { do: 'drop' });
};

/** One of the functions that only our own JavaScript may name. */
export const intrinsic: Operation = (machine, frame, { s }) => {
  frame.stack.push(machine.realm.object(s));
};

export const argument: Operation = (_, frame, { n }) => {
  frame.stack.push(frame.args[n]);
};

export const restArguments: Operation = (machine, frame, { n }) => {
  frame.stack.push(machine.realm.array(frame.args.slice(n)));
};
