import type { Frame, Value } from './values.ts';

export function pop(frame: Frame): Value {
  const value = frame.stack.pop();
  if (value === undefined) throw new Error('the stack is empty');
  return value;
}

/** Takes the last so many values off the stack, in their order. */
export function popMany(frame: Frame, count: number): Value[] {
  return count === 0 ? [] : frame.stack.splice(frame.stack.length - count, count);
}

/** The value so far below the top. */
export function peek(frame: Frame, depth = 0): Value {
  const value = frame.stack[frame.stack.length - 1 - depth];
  if (value === undefined) throw new Error('the stack is too short');
  return value;
}
