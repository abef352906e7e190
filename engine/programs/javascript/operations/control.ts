import { change } from '../../heap/change.ts';
import type { Operation } from '../code.ts';
import { generatorState } from '../machine/promises.ts';
import { JsObject } from '../values/object.ts';
import { Thrown, type Value } from '../values/value.ts';

export const jump: Operation = (_, frame, { n }) => {
  frame.pc = n;
};

export const jumpIfFalse: Operation = (_, frame, { n }) => {
  if (!frame.stack.pop()) frame.pc = n;
};

export const jumpIfTrue: Operation = (_, frame, { n }) => {
  if (frame.stack.pop()) frame.pc = n;
};

/** For && and friends: the value stays where it jumps, and goes where it doesn't. */
export const jumpKeepingFalse: Operation = (_, frame, { n }) => {
  if (!frame.top()) frame.pc = n;
  else frame.stack.pop();
};

export const jumpKeepingTrue: Operation = (_, frame, { n }) => {
  if (frame.top()) frame.pc = n;
  else frame.stack.pop();
};

export const jumpKeepingValue: Operation = (_, frame, { n }) => {
  const top = frame.top();
  if (top !== undefined && top !== null) frame.pc = n;
  else frame.stack.pop();
};

/** For `?.`: the end of the chain has undefined in place of what is on top (and of what is below: `m`). */
export const jumpIfMissing: Operation = (_, frame, { n, m }) => {
  const top = frame.top();
  if (top !== undefined && top !== null) return;
  frame.stack.length -= 1 + m;
  frame.stack.push(undefined);
  frame.pc = n;
};

/** For defaults: undefined goes, anything else stays and jumps. */
export const jumpIfDefined: Operation = (_, frame, { n }) => {
  if (frame.top() !== undefined) frame.pc = n;
  else frame.stack.pop();
};

/** For switch: the value of a case is on top of what is switched on. */
export const jumpIfCase: Operation = (_, frame, { n }) => {
  const value = frame.stack.pop();
  if (value !== frame.top()) return;
  frame.stack.pop();
  frame.pc = n;
};

export const enterTry: Operation = (_, frame, { n }) => {
  frame.handlers.push({ target: n, depth: frame.stack.length, environment: frame.environment });
};

export const leaveTry: Operation = (_, frame) => {
  frame.handlers.pop();
};

/** Runs a finally block, which comes back with `endSubroutine`. */
export const subroutine: Operation = (_, frame, { n }) => {
  frame.stack.push(frame.pc);
  frame.pc = n;
};

export const endSubroutine: Operation = (_, frame) => {
  frame.pc = Number(frame.stack.pop());
};

export const throwIt: Operation = (_, frame) => {
  throw new Thrown(frame.stack.pop());
};

export const keepResult: Operation = (_, frame) => {
  frame.result = frame.stack.pop();
};

export const returnResult: Operation = (machine, frame) => machine.finish(frame, frame.result);

/** `n` and `m`: where `this` is. */
export const returnFromDerived: Operation = (_, frame) => {
  if (!(frame.result instanceof JsObject)) return;
  // What comes after it would load `this`.
  frame.pc += 2;
};

export const awaitIt: Operation = (machine, frame) => {
  const value = frame.stack.pop();
  const promise = machine.promises.of(value);
  machine.frames.pop();
  const { after } = frame;
  if (after.do === 'async' && !after.detached) {
    change(after).detached = true;
    machine.frames[machine.frames.length - 1]?.stack.push(after.promise);
  }
  machine.promises.awaiting(promise, frame);
};

/** What an async generator waits for, on its way to who runs it. */
export class Awaited extends JsObject {
  readonly value: Value;

  constructor(value: Value) {
    super(null, 'Awaited');
    this.value = value;
  }
}

export const markAwait: Operation = (_, { stack }) => {
  stack.push(new Awaited(stack.pop()));
};

export const yieldIt: Operation = (machine, frame) => {
  const value = frame.stack.pop();
  const { after } = frame;
  const state = after.do === 'generator' ? generatorState(after.generator) : undefined;
  if (state === undefined) return;
  machine.frames.pop();
  change(state).frame = frame;
  change(state).running = false;
  machine.deliver(state.after, machine.realm.iteratorResult(value, false));
};

/** What is thrown into a generator that is to return: its finally blocks run, nothing catches it. */
export class ReturnRequest extends JsObject {
  readonly value: Value;

  constructor(value: Value) {
    super(null, 'ReturnRequest');
    this.value = value;
  }
}

/** The start of a catch block. */
export const catchIt: Operation = (_, frame) => {
  const top = frame.top();
  if (top instanceof ReturnRequest) throw new Thrown(frame.stack.pop());
};
