import { change } from '../../heap/change.ts';
import { shown } from '../builtins/dialogue.ts';
import { invoke } from './calls.ts';
import { beginClass } from './class-making.ts';
import type { Handler } from './handler.ts';
import { importAll, importFrom, importModule } from './imports.ts';
import { makeDict, setIn } from './keys.ts';
import type { Machine } from './machine.ts';
import { peek, pop, popMany } from './stack.ts';
import { type FunctionThing, is, type Value } from './values.ts';

const NONE: ReadonlyMap<string, Value> = new Map();

export const callHandlers = {
  call: (machine, frame, { n, names }) => {
    const { stack } = frame;
    // A call that has to wait finds its arguments there when it is carried out again.
    const start = stack.length - n - names.length;
    const called = stack[start - 1] ?? null;
    const positional = stack.slice(start, start + n);
    let keywords = NONE;
    if (names.length > 0)
      keywords = new Map(names.map((name, index) => [name, stack[start + n + index] ?? null]));
    const rest = stack.splice(start - 1);
    try {
      invoke(machine, called, positional, keywords, { kind: 'push' });
    } catch (error) {
      stack.push(...rest);
      throw error;
    }
  },
  'call with lists': (machine, frame) => {
    const { stack } = frame;
    const rest = stack.splice(stack.length - 3);
    const [called = null, positional = null, keywords = null] = rest;
    const named = new Map<string, Value>();
    if (is(keywords, 'dict'))
      for (const [key, value] of keywords.map.values()) named.set(keywordName(machine, key), value);
    try {
      invoke(machine, called, is(positional, 'list') ? [...positional.items] : [], named, { kind: 'push' });
    } catch (error) {
      stack.push(...rest);
      throw error;
    }
  },
  'make function': (_machine, frame, { code, names }) => {
    if (code === undefined) throw new Error('a function has code');
    const values = popMany(frame, names.length);
    const made: FunctionThing = {
      t: 'function',
      code,
      globals: frame.globals,
      scope: frame.scope,
      defaults: new Map(names.map((name, index) => [name, values[index] ?? null])),
      home: frame.home,
      attributes: new Map(),
    };
    if (code.unit.hidden) change(made.attributes).set('__module__', frame.globals.name);
    frame.stack.push(made);
  },
  'make class': (machine, frame, { code, name }) => {
    if (code === undefined) throw new Error('a class has code');
    const keywords = pop(frame);
    const bases = pop(frame);
    const named = new Map<string, Value>();
    if (is(keywords, 'dict'))
      for (const [key, value] of keywords.map.values()) named.set(keywordName(machine, key), value);
    beginClass(machine, frame, code, name, is(bases, 'list') ? bases.items : [], named);
  },
  import: (machine, frame, { name, n, m, names }) => {
    importModule(machine, frame, { name, level: n, whole: m === 1, names });
  },
  'import from': (machine, frame, { name }) => {
    frame.stack.push(importFrom(machine, peek(frame), name));
  },
  'import all': (machine, frame) => {
    importAll(machine, frame, pop(frame));
  },
  /** Of a function's parameter, which is on the stack, or of a name of a class or module. */
  annotate: (machine, frame, { name, n }) => {
    const annotation = pop(frame);
    const target = n === 1 ? peek(frame) : undefined;
    const names = is(target, 'function') ? target.attributes : (frame.names ?? frame.globals.globals);
    const before = names.get('__annotations__');
    const annotations = is(before, 'dict') ? before : makeDict(machine);
    setIn(machine, annotations, name, annotation);
    if (is(target, 'function'))
      change(target).attributes = new Map(names).set('__annotations__', annotations);
    else change(names).set('__annotations__', annotations);
  },
  'print expression': (machine, frame) => {
    shown(machine, pop(frame));
  },
} satisfies Readonly<Record<string, Handler>>;

function keywordName(machine: Machine, key: Value): string {
  if (typeof key !== 'string') throw machine.error('TypeError', 'keywords must be strings');
  return key;
}
