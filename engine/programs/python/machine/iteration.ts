import { change } from '../../heap/change.ts';
import { readLineOf } from '../builtins/file-input.ts';
import { written } from '../builtins/repeated.ts';
import { byteValues, characters } from '../builtins/text.ts';
import { attributeOf } from './attributes.ts';
import { builtinClass, classOf, isSubclass, lookUp, typeName } from './classes.ts';
import { stopIteration } from './exceptions.ts';
import type { Machine } from './machine.ts';
import { plain } from './plain.ts';
import { Raised } from './raised.ts';
import { type Frame, type Generator, type Iterator, is, isThing, type Then, type Value } from './values.ts';

/** Items that one thing that isn't written in Python may be turned into at once. */
const ITEMS_MAX = 4_000_000;

function makeIterator(of: Iterator['of'], source: Value, items?: readonly Value[]): Iterator {
  return { t: 'iterator', of, source, items, at: 0 };
}

/** An iterator over a built-in value; undefined: it isn't one. */
function builtinIterator(machine: Machine, value: Value): Iterator | Generator | undefined {
  if (typeof value === 'string') {
    machine.work(value.length >> 3);
    return makeIterator('str', value, characters(value));
  }
  if (!isThing(value)) return undefined;
  switch (value.t) {
    case 'list':
    case 'tuple':
      return makeIterator(value.t, value);
    case 'range':
      return makeIterator('range', value);
    case 'dict':
      machine.work(value.map.size >> 3);
      return makeIterator(
        'keys',
        value,
        [...value.map.values()].map(([key]) => key),
      );
    case 'set':
      machine.work(value.map.size >> 3);
      return makeIterator('set', value, [...value.map.values()]);
    case 'view':
      machine.work(value.dict.map.size >> 1);
      return makeIterator('keys', value.dict, viewItems(value));
    case 'bytes':
      machine.work(value.v.length >> 3);
      return makeIterator('bytes', value, byteValues(value.v));
    case 'repeated':
      return builtinIterator(machine, written(machine, value));
    case 'iterator':
    case 'generator':
      return value;
    case 'file':
      return makeIterator('file', value);
    default:
      return undefined;
  }
}

export function viewItems({ of, dict }: Extract<Value, { t: 'view' }>): Value[] {
  const entries = [...dict.map.values()];
  if (of === 'keys') return entries.map(([key]) => key);
  if (of === 'values') return entries.map(([, value]) => value);
  return entries.map(([key, value]) => ({ t: 'tuple', items: [key, value] }));
}

/** iter() */
export function iteratorOf(machine: Machine, value: Value, after: Then): void {
  const own = is(value, 'instance') || is(value, 'class') ? lookUp(classOf(value), '__iter__') : undefined;
  if (own !== undefined && own !== null && !is(own, 'native')) {
    machine.invoke(own, [value], after);
    return;
  }
  const found = builtinIterator(machine, plain(value));
  if (found !== undefined) {
    machine.deliver(found, after);
    return;
  }
  if (is(value, 'instance') && lookUp(value.class, '__getitem__') !== undefined) {
    const walk = machine.module('builtins')?.globals.get('__items__') ?? null;
    machine.invoke(walk, [value], after);
    return;
  }
  throw machine.error('TypeError', `'${typeName(value)}' object is not iterable`);
}

export function isIterable(value: Value): boolean {
  if (typeof value === 'string') return true;
  if (!isThing(value)) return false;
  if (value.t === 'instance' || value.t === 'class') {
    const type = classOf(value);
    return (
      lookUp(type, '__iter__') !== undefined ||
      lookUp(type, '__getitem__') !== undefined ||
      (value.t === 'instance' && value.payload !== undefined && isIterable(value.payload))
    );
  }
  return [
    'list',
    'tuple',
    'range',
    'dict',
    'set',
    'view',
    'bytes',
    'repeated',
    'iterator',
    'generator',
    'file',
  ].includes(value.t);
}

/** Whether going through it runs Python. */
export function needsPython(value: Value): boolean {
  if (is(value, 'generator') || is(value, 'file')) return true;
  if (is(value, 'iterator')) return value.of === 'file';
  if (is(value, 'class')) return true;
  if (!is(value, 'instance')) return false;
  const own = lookUp(value.class, '__iter__');
  return (own !== undefined && own !== null && !is(own, 'native')) || value.payload === undefined;
}

/** The next item of an iterator that isn't written in Python; undefined: it is over. */
function nextBuiltin(machine: Machine, iterator: Iterator): Value | undefined {
  const { source, items } = iterator;
  if (items !== undefined) {
    const size = is(source, 'dict') || is(source, 'set') ? source.map.size : items.length;
    if (size !== items.length && iterator.at < items.length) {
      const what = is(source, 'dict') ? 'dictionary' : 'Set';
      throw machine.error('RuntimeError', `${what} changed size during iteration`);
    }
    return iterator.at < items.length ? items[change(iterator).at++] : undefined;
  }
  if (is(source, 'list') || is(source, 'tuple')) {
    return iterator.at < source.items.length ? source.items[change(iterator).at++] : undefined;
  }
  if (is(source, 'range')) {
    const value = source.start + iterator.at * source.step;
    if (source.step > 0 ? value >= source.stop : value <= source.stop) return undefined;
    change(iterator).at++;
    return value;
  }
  if (is(source, 'file')) {
    const line = readLineOf(machine, source);
    return line.length === 0 ? undefined : line.value;
  }
  return undefined;
}

/** One turn of a loop: the next item is pushed, or the iterator taken away and the loop left. */
export function advance(
  machine: Machine,
  frame: Frame,
  iterator: Value,
  exit: number,
  delegate: boolean,
): void {
  if (is(iterator, 'iterator')) {
    const value = nextBuiltin(machine, iterator);
    if (value !== undefined) {
      frame.stack.push(value);
      return;
    }
    frame.stack.pop();
    if (delegate) frame.stack.push(null);
    frame.ip = exit;
    return;
  }
  const after: Then = { kind: 'loop', exit, delegate };
  if (is(iterator, 'generator')) {
    if (iterator.state === 'done') {
      frame.stack.pop();
      if (delegate) frame.stack.push(null);
      frame.ip = exit;
    } else resume(machine, iterator, null, after);
    return;
  }
  machine.invoke(nextMethod(machine, iterator), [iterator], after);
}

function nextMethod(machine: Machine, iterator: Value): Value {
  const found = lookUp(classOf(iterator), '__next__');
  if (found === undefined)
    throw machine.error('TypeError', `'${typeName(iterator)}' object is not an iterator`);
  return found;
}

/** Lets a generator go on with a value. */
export function resume(machine: Machine, generator: Generator, value: Value, after: Then): void {
  const { frame } = generator;
  if (generator.state === 'running') throw machine.error('ValueError', 'generator already executing');
  if (frame === undefined) throw stopIteration();
  if (generator.state === 'new') {
    if (value !== null)
      throw machine.error('TypeError', "can't send non-None value to a just-started generator");
  } else frame.stack.push(value);
  change(generator).state = 'running';
  frame.after = after;
  machine.pushFrame(frame);
}

/** next() */
export function next(machine: Machine, iterator: Value, fallback: Value | undefined, after: Then): void {
  if (is(iterator, 'iterator')) {
    const found = nextBuiltin(machine, iterator);
    const value = found === undefined ? fallback : found;
    if (value === undefined) throw stopIteration();
    machine.deliver(value, after);
  } else if (is(iterator, 'generator')) {
    if (iterator.state === 'done') {
      if (fallback === undefined) throw stopIteration();
      machine.deliver(fallback, after);
    } else resume(machine, iterator, null, after.kind === 'push' ? { kind: 'next', fallback } : after);
  } else {
    const found = nextMethod(machine, iterator);
    machine.invoke(
      found,
      [iterator],
      after.kind === 'push' && fallback !== undefined ? { kind: 'next', fallback } : after,
    );
  }
}

/** For natives: the next item, or undefined at the end. */
function nextNow(machine: Machine, iterator: Value): Value | undefined {
  if (is(iterator, 'iterator')) return nextBuiltin(machine, iterator);
  if (is(iterator, 'generator')) {
    if (iterator.state === 'done') return undefined;
    return machine.nested(() => resume(machine, iterator, null, { kind: 'leave' }));
  }
  try {
    return machine.sync(nextMethod(machine, iterator), [iterator]);
  } catch (error) {
    if (error instanceof Raised && isSubclass(error.error.class, builtinClass('StopIteration')))
      return undefined;
    throw error;
  }
}

/** All items, for natives. */
export function iterableItems(machine: Machine, given: Value): readonly Value[] {
  const value = needsPython(given) ? given : plain(given);
  if (is(value, 'list') || is(value, 'tuple')) {
    machine.work(value.items.length >> 4);
    return value.items;
  }
  if (is(value, 'range') && Math.abs((value.stop - value.start) / value.step) > ITEMS_MAX) {
    throw machine.error('MemoryError', '');
  }
  const iterator = machine.nested(() => iteratorOf(machine, value, { kind: 'leave' })) ?? null;
  if (is(iterator, 'iterator') && iterator.items !== undefined && iterator.at === 0) {
    change(iterator).at = iterator.items.length;
    return iterator.items;
  }
  const items: Value[] = [];
  for (let item = nextNow(machine, iterator); item !== undefined; item = nextNow(machine, iterator)) {
    items.push(item);
    machine.allocate(8);
    machine.work(0.5);
    if (items.length > ITEMS_MAX) throw machine.error('MemoryError', '');
  }
  return items;
}

/** What `await` goes through. */
export function awaitable(machine: Machine, value: Value, after: Then): void {
  if (is(value, 'generator')) {
    machine.deliver(value, after);
    return;
  }
  const own = is(value, 'instance') ? attributeOf(machine, value, '__await__') : undefined;
  if (own === undefined) {
    throw machine.error('TypeError', `object ${typeName(value)} can't be used in 'await' expression`);
  }
  machine.invoke(own, [], after);
}
