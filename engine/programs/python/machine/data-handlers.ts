import { change } from '../../heap/change.ts';
import { formatted } from '../builtins/format.ts';
import { asciiOnly } from '../builtins/repr.ts';
import type { Handler } from './handler.ts';
import { deleteItem, loadItem, storeItem } from './items.ts';
import { iterableItems } from './iteration.ts';
import { makeDict, makeSet, setIn } from './keys.ts';
import type { Machine } from './machine.ts';
import { mappingEntries } from './mappings.ts';
import { binary, compareValues, inPlace, unary } from './operators.ts';
import { peek, pop, popMany } from './stack.ts';
import { unpack, unpackRest } from './unpacking.ts';
import { type Dict, is, type List, list, tuple, type Value } from './values.ts';

function listAt(value: Value): List {
  if (!is(value, 'list')) throw new Error('a list was expected');
  return value;
}

function dictAt(value: Value): Dict {
  if (!is(value, 'dict')) throw new Error('a dict was expected');
  return value;
}

export const dataHandlers = {
  constant: (_machine, frame, { value }) => {
    frame.stack.push(value);
  },
  'load item': (machine, frame) => {
    const index = pop(frame);
    loadItem(machine, pop(frame), index, { kind: 'push' });
  },
  'store item': (machine, frame) => {
    const index = pop(frame);
    const object = pop(frame);
    storeItem(machine, object, index, pop(frame));
  },
  'delete item': (machine, frame) => {
    const index = pop(frame);
    deleteItem(machine, pop(frame), index);
  },
  'build slice': (_machine, frame) => {
    const [from = null, to = null, step = null] = popMany(frame, 3);
    frame.stack.push({ t: 'slice', from, to, step });
  },
  'build tuple': (machine, frame, { n }) => {
    machine.allocate(56 + 8 * n);
    frame.stack.push(tuple(popMany(frame, n)));
  },
  'build list': (machine, frame, { n }) => {
    machine.allocate(56 + 8 * n);
    frame.stack.push(list(popMany(frame, n)));
  },
  'build set': (machine, frame, { n }) => {
    frame.stack.push(makeSet(machine, popMany(frame, n)));
  },
  'build dict': (machine, frame, { n }) => {
    const values = popMany(frame, 2 * n);
    const dict = makeDict(machine);
    for (let index = 0; index < values.length; index += 2) {
      setIn(machine, dict, values[index] ?? null, values[index + 1] ?? null);
    }
    frame.stack.push(dict);
  },
  append: (machine, frame, { n }) => {
    const value = pop(frame);
    machine.allocate(8);
    change(listAt(peek(frame, n - 1)).items).push(value);
  },
  extend: (machine, frame) => {
    const value = pop(frame);
    const target = listAt(peek(frame));
    const items = iterableItems(machine, value);
    machine.allocate(8 * items.length);
    for (const item of items) change(target.items).push(item);
  },
  'add to set': (machine, frame, { n }) => {
    const value = pop(frame);
    const target = peek(frame, n - 1);
    if (is(target, 'set'))
      for (const [key, item] of makeSet(machine, [value]).map) change(target.map).set(key, item);
  },
  'add to dict': (machine, frame, { n }) => {
    const value = pop(frame);
    const key = pop(frame);
    setIn(machine, dictAt(peek(frame, n - 2)), key, value);
  },
  'merge dict': (machine, frame, { m }) => {
    const value = pop(frame);
    const target = dictAt(peek(frame));
    for (const [key, each] of mappingEntries(machine, value)) {
      if (m === 1) checkKeyword(machine, target, key);
      setIn(machine, target, key, each);
    }
  },
  'to tuple': (_machine, frame) => {
    frame.stack.push(tuple(listAt(pop(frame)).items));
  },
  'to set': (machine, frame) => {
    frame.stack.push(makeSet(machine, listAt(pop(frame)).items));
  },
  binary: (machine, frame, { name }) => {
    const right = pop(frame);
    const left = pop(frame);
    frame.stack.push(binary(machine, name, left, right));
  },
  'in place': (machine, frame, { name }) => {
    const right = pop(frame);
    const left = pop(frame);
    frame.stack.push(inPlace(machine, name, left, right));
  },
  unary: (machine, frame, { name }) => {
    frame.stack.push(unary(machine, name, pop(frame)));
  },
  compare: (machine, frame, { name }) => {
    const right = pop(frame);
    const left = pop(frame);
    frame.stack.push(compareValues(machine, name, left, right));
  },
  unpack: (machine, frame, { n }) => {
    unpack(machine, frame, pop(frame), n);
  },
  'unpack rest': (machine, frame, { n, m }) => {
    unpackRest(machine, frame, pop(frame), n, m);
  },
  format: (machine, frame, { name }) => {
    const format = pop(frame);
    const value = pop(frame);
    const converted =
      name === ''
        ? value
        : name === 's'
          ? machine.text(value)
          : name === 'r'
            ? machine.repr(value)
            : asciiOnly(machine.repr(value));
    frame.stack.push(formatted(machine, converted, typeof format === 'string' ? format : ''));
  },
  join: (machine, frame, { n }) => {
    const parts = popMany(frame, n);
    const text = parts.join('');
    machine.allocate(49 + text.length);
    frame.stack.push(text);
  },
} satisfies Readonly<Record<string, Handler>>;

function checkKeyword(machine: Machine, target: Dict, key: Value): void {
  if (typeof key !== 'string') throw machine.error('TypeError', 'keywords must be strings');
  if (target.map.has(key))
    throw machine.error('TypeError', `got multiple values for keyword argument '${key}'`);
}
