import { change } from '../../heap/change.ts';
import { deleteAttribute, loadAttribute, storeAttribute } from './attributes.ts';
import type { Handler } from './handler.ts';
import { lazyBuiltin } from './lazy-builtins.ts';
import type { Machine } from './machine.ts';
import type { Raised } from './raised.ts';
import { pop } from './stack.ts';
import type { Frame, Scope, Value } from './values.ts';
import { isBefore } from './version.ts';

function outer(frame: Frame, depth: number): Scope {
  let { scope } = frame;
  for (let level = depth; level > 0; level--) scope = scope?.parent;
  if (scope === undefined) throw new Error('no such scope');
  return scope;
}

function unbound(machine: Machine, name: string): Raised {
  return machine.error(
    'UnboundLocalError',
    isBefore(machine, 11)
      ? `local variable '${name}' referenced before assignment`
      : `cannot access local variable '${name}' where it is not associated with a value`,
    [['name', name]],
  );
}

function unboundFree(machine: Machine, name: string): Raised {
  return machine.error(
    'NameError',
    isBefore(machine, 11)
      ? `free variable '${name}' referenced before assignment in enclosing scope`
      : `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`,
    [['name', name]],
  );
}

function unknown(machine: Machine, name: string): Raised {
  return machine.error('NameError', `name '${name}' is not defined`, [['name', name]]);
}

function globalValue(machine: Machine, frame: Frame, name: string): Value | undefined {
  const found = frame.globals.globals.get(name);
  if (found !== undefined) return found;
  const builtin = machine.module('builtins')?.globals.get(name);
  return builtin === undefined ? lazyBuiltin(machine, name) : builtin;
}

function namesOf(frame: Frame): Map<string, Value> {
  return change(frame.names ?? frame.globals.globals);
}

export const nameHandlers = {
  'load local': (machine, frame, { n, name }) => {
    const value = frame.scope?.slots[n];
    if (value === undefined) throw unbound(machine, name);
    frame.stack.push(value);
  },
  'store local': (_machine, frame, { n }) => {
    if (frame.scope !== undefined) change(frame.scope.slots)[n] = pop(frame);
  },
  'delete local': (machine, frame, { n, name }) => {
    if (frame.scope?.slots[n] === undefined) throw unbound(machine, name);
    change(frame.scope.slots)[n] = undefined;
  },
  'load outer': (machine, frame, { n, m, name }) => {
    const value = outer(frame, n).slots[m];
    if (value === undefined) throw unboundFree(machine, name);
    frame.stack.push(value);
  },
  'store outer': (_machine, frame, { n, m }) => {
    change(outer(frame, n).slots)[m] = pop(frame);
  },
  'delete outer': (_machine, frame, { n, m }) => {
    change(outer(frame, n).slots)[m] = undefined;
  },
  'load global': (machine, frame, { name }) => {
    const value = globalValue(machine, frame, name);
    if (value === undefined) throw unknown(machine, name);
    frame.stack.push(value);
  },
  'store global': (_machine, frame, { name }) => {
    change(frame.globals.globals).set(name, pop(frame));
  },
  'delete global': (machine, frame, { name }) => {
    if (!change(frame.globals.globals).delete(name)) throw unknown(machine, name);
  },
  'load name': (machine, frame, { name }) => {
    let value = frame.names?.get(name);
    if (value === undefined) value = globalValue(machine, frame, name);
    if (value === undefined) throw unknown(machine, name);
    frame.stack.push(value);
  },
  'store name': (_machine, frame, { name }) => {
    namesOf(frame).set(name, pop(frame));
  },
  'delete name': (machine, frame, { name }) => {
    if (!namesOf(frame).delete(name)) throw unknown(machine, name);
  },
  'load class outer': (machine, frame, { n, m, name }) => {
    const value = frame.names?.get(name) ?? outer(frame, n).slots[m];
    if (value === undefined) throw unboundFree(machine, name);
    frame.stack.push(value);
  },
  'load attribute': (machine, frame, { name }) => {
    loadAttribute(machine, pop(frame), name, { kind: 'push' });
  },
  'store attribute': (machine, frame, { name }) => {
    const object = pop(frame);
    storeAttribute(machine, object, name, pop(frame), { kind: 'drop' });
  },
  'delete attribute': (machine, frame, { name }) => {
    deleteAttribute(machine, pop(frame), name);
  },
} satisfies Readonly<Record<string, Handler>>;
