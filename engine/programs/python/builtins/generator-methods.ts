import { change } from '../../heap/change.ts';
import { attributeOf } from '../machine/attributes.ts';
import { BASE_EXCEPTION, builtinClass, isSubclass } from '../machine/classes.ts';
import { makeError, stopIteration } from '../machine/exceptions.ts';
import { next, resume } from '../machine/iteration.ts';
import type { Machine } from '../machine/machine.ts';
import { type NativeFunction, type NativeRun, natives } from '../machine/native.ts';
import { Raised } from '../machine/raised.ts';
import { unwind } from '../machine/unwind.ts';
import { type Frame, type Generator, type Instance, is, type Then, type Value } from '../machine/values.ts';
import { asOptional } from './optional.ts';

/** Raises inside of a generator, where it waits. */
function throwInto(machine: Machine, generator: Generator, error: Instance, after: Then): void {
  const { frame } = generator;
  if (frame === undefined || generator.state === 'new') {
    change(generator).state = 'done';
    change(generator).frame = undefined;
    throw new Raised(error);
  }
  change(generator).state = 'running';
  frame.after = after;
  const depth = machine.frames.length;
  machine.pushFrame(frame);
  const inner = delegate(frame);
  if (inner === undefined) {
    unwind(machine, new Raised(error), depth);
    return;
  }
  // What the inner one yields is yielded by this one, too.
  frame.ip--;
  const over: Then = { kind: 'loop', exit: inner.exit, delegate: true };
  try {
    throwOn(machine, inner.iterator, error, over);
  } catch (raised) {
    if (!(raised instanceof Raised)) throw raised;
    unwind(machine, raised, depth);
  }
}

/** What a frame waits in, at `yield from` or `await`. */
function delegate(frame: Frame): { readonly iterator: Value; readonly exit: number } | undefined {
  const before = frame.code.instructions[frame.ip - 2];
  if (before?.operation !== 'next of delegate') return undefined;
  return { iterator: frame.stack.at(-1) ?? null, exit: before.n };
}

function throwOn(machine: Machine, iterator: Value, error: Instance, after: Then): void {
  if (is(iterator, 'generator')) {
    throwInto(machine, iterator, error, after);
    return;
  }
  const own = attributeOf(machine, iterator, 'throw');
  if (own === undefined) throw new Raised(error);
  machine.invoke(own, [error], after);
}

const asNext = (after: Then): Then => (after.kind === 'push' ? { kind: 'next', fallback: undefined } : after);

const table: Readonly<Record<string, NativeRun | NativeFunction>> = {
  __next__: {
    special: (machine, [self], _keywords, after) => next(machine, asOptional(self), undefined, after),
  },
  __iter__: (_machine, [self]) => asOptional(self),
  send: {
    special: (machine, [self, value], _keywords, after) => {
      if (!is(self, 'generator')) return;
      if (self.state === 'done') throw stopIteration();
      resume(machine, self, asOptional(value), asNext(after));
    },
  },
  throw: {
    special: (machine, [self, type, value], _keywords, after) => {
      if (!is(self, 'generator')) return;
      const given = is(value, 'instance')
        ? value
        : is(type, 'class')
          ? machine.sync(type, value === undefined ? [] : [value])
          : asOptional(type);
      if (!is(given, 'instance') || !isSubclass(given.class, BASE_EXCEPTION)) {
        throw machine.error(
          'TypeError',
          'exceptions must be classes or instances deriving from BaseException',
        );
      }
      throwInto(machine, self, given, asNext(after));
    },
  },
  close: (machine, [self]) => {
    if (!is(self, 'generator') || self.state === 'done') return null;
    const exit = makeError(builtinClass('GeneratorExit'), []);
    try {
      machine.nested(() => throwInto(machine, self, exit, { kind: 'leave' }));
    } catch (error) {
      const ends =
        error instanceof Raised &&
        (error.error === exit || isSubclass(error.error.class, builtinClass('StopIteration')));
      if (!ends) throw error;
    }
    change(self).state = 'done';
    change(self).frame = undefined;
    return null;
  },
};

const iterators: Readonly<Record<string, NativeFunction | NativeRun>> = {
  __next__: {
    special: (machine: Machine, [self]: readonly Value[], _keywords, after: Then) =>
      next(machine, asOptional(self), undefined, after),
  },
  __iter__: (_machine: Machine, [self]: readonly Value[]) => asOptional(self),
};

export const generatorMethods = [
  ...natives('generator.', table),
  ...natives('coroutine.', table),
  ...['list', 'tuple', 'str', 'bytes', 'range', 'set', 'file'].flatMap((of) =>
    natives(`${of}_iterator.`, iterators),
  ),
];
