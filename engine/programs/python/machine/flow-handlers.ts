import { change } from '../../heap/change.ts';
import { attributeOf } from './attributes.ts';
import { BASE_EXCEPTION, builtinClass, classOf, isSubclass, lookUp, typeName } from './classes.ts';
import { finishFrame, yieldFrom } from './finishing.ts';
import type { Handler } from './handler.ts';
import { advance, awaitable, iteratorOf } from './iteration.ts';
import { lazyBuiltin } from './lazy-builtins.ts';
import type { Machine } from './machine.ts';
import { truth } from './operators.ts';
import { Raised } from './raised.ts';
import { peek, pop, popMany } from './stack.ts';
import { type Frame, type Instance, is, type Value } from './values.ts';

export const flowHandlers = {
  jump: (_machine, frame, { n }) => {
    frame.ip = n;
  },
  'jump if false': (machine, frame, { n }) => {
    if (!truth(machine, pop(frame))) frame.ip = n;
  },
  'jump if true': (machine, frame, { n }) => {
    if (truth(machine, pop(frame))) frame.ip = n;
  },
  'jump if false or pop': (machine, frame, { n }) => {
    if (truth(machine, peek(frame))) pop(frame);
    else frame.ip = n;
  },
  'jump if true or pop': (machine, frame, { n }) => {
    if (truth(machine, peek(frame))) frame.ip = n;
    else pop(frame);
  },
  pop: (_machine, frame) => {
    pop(frame);
  },
  copy: (_machine, frame, { n }) => {
    frame.stack.push(peek(frame, n));
  },
  /** Moves the top below so many others. */
  swap: (_machine, frame, { n }) => {
    const value = pop(frame);
    frame.stack.splice(frame.stack.length - n, 0, value);
  },
  iterate: (machine, frame) => {
    iteratorOf(machine, pop(frame), { kind: 'push' });
  },
  next: (machine, frame, { n }) => {
    advance(machine, frame, peek(frame), n, false);
  },
  'next of delegate': (machine, frame, { n }) => {
    advance(machine, frame, peek(frame), n, true);
  },
  await: (machine, frame) => {
    awaitable(machine, pop(frame), { kind: 'push' });
  },
  'async iterate': (machine, frame) => {
    const source = pop(frame);
    const found = special(machine, source, '__aiter__');
    if (found === undefined)
      throw machine.error(
        'TypeError',
        `'async for' requires an object with __aiter__ method, got ${typeName(source)}`,
      );
    machine.invoke(found, [], { kind: 'push' });
  },
  'async next': (machine, frame) => {
    const iterator = peek(frame);
    const found = special(machine, iterator, '__anext__');
    if (found === undefined)
      throw machine.error(
        'TypeError',
        `'async for' requires an iterator with __anext__ method, got ${typeName(iterator)}`,
      );
    machine.invoke(found, [], { kind: 'push' });
  },
  /** The iterator and an exception are on the stack: its end, or another. */
  'end async for': (_machine, frame) => {
    const error = pop(frame);
    if (!is(error, 'instance')) throw new Error('an exception was expected');
    if (!isSubclass(error.class, builtinClass('StopAsyncIteration'))) throw new Raised(error, true);
    pop(frame);
  },
  /** Tells what an asynchronous generator yields from what it waits for. */
  'wrap yielded': (machine, frame) => {
    machine.invoke(lazyBuiltin(machine, '__yielded__') ?? null, [pop(frame)], { kind: 'push' });
  },
  return: (machine, frame) => {
    finishFrame(machine, frame, pop(frame));
  },
  yield: (machine, frame) => {
    yieldFrom(machine, frame, pop(frame));
  },
  raise: (machine, frame, { n }) => {
    if (n === 0) throw raiseAgain(machine, frame);
    const [given = null, cause] = popMany(frame, n);
    const error = exceptionOf(machine, given);
    if (cause !== undefined) {
      change(error.attributes).set('__cause__', cause === null ? null : exceptionOf(machine, cause));
      change(error.attributes).set('__suppress_context__', true);
    }
    throw new Raised(error);
  },
  'raise again': (_machine, frame) => {
    const error = frame.handled.pop();
    if (error === undefined) throw new Error('nothing is being handled');
    throw new Raised(error, true);
  },
  assertion: (machine, frame, { n }) => {
    const [message] = popMany(frame, n);
    throw new Raised(
      exceptionOf(machine, newError(machine, 'AssertionError', message === undefined ? [] : [message])),
    );
  },
  try: (_machine, frame, { n }) => {
    frame.blocks.push({ kind: 'try', target: n, depth: frame.stack.length, handled: frame.handled.length });
  },
  'end block': (_machine, frame) => {
    frame.blocks.pop();
  },
  'enter with': (machine, frame, { m }) => {
    const context = pop(frame);
    const how = m === 1 ? 'a' : '';
    const exit = special(machine, context, `__${how}exit__`);
    const enter = special(machine, context, `__${how}enter__`);
    if (enter === undefined || exit === undefined) {
      const missing = exit === undefined && enter !== undefined ? ` (missed __${how}exit__ method)` : '';
      const kind = m === 1 ? 'asynchronous context manager' : 'context manager';
      throw machine.error(
        'TypeError',
        `'${typeName(context)}' object does not support the ${kind} protocol${missing}`,
      );
    }
    frame.stack.push(exit, enter);
  },
  'begin with': (_machine, frame, { n }) => {
    const value = pop(frame);
    const exit = pop(frame);
    frame.blocks.push({
      kind: 'with',
      target: n,
      depth: frame.stack.length,
      handled: frame.handled.length,
      exit,
    });
    frame.stack.push(value);
  },
  'end with': (_machine, frame) => {
    const block = frame.blocks.pop();
    frame.stack.push(block?.exit ?? null);
  },
  'push error': (_machine, frame) => {
    const error = pop(frame);
    if (is(error, 'instance')) frame.handled.push(error);
  },
  'pop error': (_machine, frame) => {
    frame.handled.pop();
  },
  /** The exception, or what __exit__ is told of it: type, value, traceback. */
  'load error': (machine, frame, { n }) => {
    const error = frame.handled.at(-1) ?? null;
    if (n === 1) frame.stack.push(classOf(error));
    else if (n === 3) frame.stack.push(attributeOf(machine, error, '__traceback__') ?? null);
    else frame.stack.push(error);
  },
  'matches error': (machine, frame) => {
    const types = pop(frame);
    frame.stack.push(matchesError(machine, pop(frame), types));
  },
} satisfies Readonly<Record<string, Handler>>;

function special(machine: Machine, value: Value, name: string): Value | undefined {
  if (is(value, 'instance')) {
    const found = lookUp(value.class, name);
    return found === undefined ? undefined : { t: 'method', self: value, function: found };
  }
  return attributeOf(machine, value, name);
}

function raiseAgain(machine: Machine, frame: Frame): Raised {
  for (let index = machine.frames.length - 1; index >= 0; index--) {
    const error = machine.frames[index]?.handled.at(-1);
    if (error !== undefined) return new Raised(error, machine.frames[index] === frame);
  }
  return machine.error('RuntimeError', 'No active exception to reraise');
}

/** What `raise` is given: an exception, or a class of them. */
function exceptionOf(machine: Machine, value: Value): Instance {
  const made = is(value, 'class') && isSubclass(value, BASE_EXCEPTION) ? machine.sync(value, []) : value;
  if (is(made, 'instance') && isSubclass(made.class, BASE_EXCEPTION)) return made;
  throw machine.error('TypeError', 'exceptions must derive from BaseException');
}

function newError(machine: Machine, type: string, positional: readonly Value[]): Value {
  return machine.sync(builtinClass(type), positional);
}

function matchesError(machine: Machine, error: Value, types: Value): boolean {
  const all = is(types, 'tuple') ? types.items : [types];
  return all.some((type) => {
    if (is(type, 'class') && isSubclass(type, BASE_EXCEPTION)) return isSubclass(classOf(error), type);
    if (is(type, 'tuple')) return matchesError(machine, error, type);
    throw machine.error(
      'TypeError',
      'catching classes that do not inherit from BaseException is not allowed',
    );
  });
}
