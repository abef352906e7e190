import type { SpawnRequest } from '../../../linux/system.ts';
import { AGAIN } from '../../../linux/system.ts';
import { newBytes } from '../builtins/buffers/bytes.ts';
import type { Definitions } from '../builtins/definition.ts';
import { toInteger, toText } from '../machine/conversions.ts';
import type { Machine } from '../machine/machine.ts';
import { Child, Socket } from '../run/handles.ts';
import { attempt } from '../run/system-errors.ts';
import { JsArray } from '../values/array.ts';
import { JsObject } from '../values/object.ts';
import { isEnumerable } from '../values/slots.ts';
import type { Value } from '../values/value.ts';

/** Children of one process. */
const CHILDREN_MAX = 200;
const READ_MAX = 65_536;

function texts(machine: Machine, value: Value): string[] {
  return value instanceof JsArray ? value.items.map((item) => toText(machine, item)) : [];
}

function environment(machine: Machine, value: Value): ReadonlyMap<string, string> {
  if (!(value instanceof JsObject)) return machine.runtime.system.env;
  const made = new Map<string, string>();
  for (const key of value.keys()) {
    const own = value.own(key);
    if (typeof key !== 'string' || own === undefined || !isEnumerable(own.stored)) continue;
    const item = machine.get(value, key);
    if (item !== undefined) made.set(key, toText(machine, item));
  }
  return made;
}

/** The descriptors of a child (three, and two of a channel): of the parent's side what it keeps, and of the child's what is closed here. */
function connectStreams(machine: Machine, kinds: readonly Value[]) {
  const { system } = machine.runtime;
  const descriptors = new Map<number, number>();
  const kept: (number | null)[] = [];
  const given: number[] = [];
  for (let at = 0; at < 3; at++) {
    const kind = kinds[at];
    if (kind === 'inherit' || typeof kind === 'number') {
      descriptors.set(at, typeof kind === 'number' ? kind : at);
      kept.push(null);
      continue;
    }
    if (kind === 'ignore') {
      const none = system.open('/dev/null', { read: true, write: true });
      descriptors.set(at, none);
      given.push(none);
      kept.push(null);
      continue;
    }
    const [read, write] = system.pipe();
    descriptors.set(at, at === 0 ? read : write);
    given.push(at === 0 ? read : write);
    kept.push(at === 0 ? write : read);
  }
  if (kinds[3] === 'ipc') {
    const [childReads, write] = system.pipe();
    const [read, childWrites] = system.pipe();
    descriptors.set(3, childReads).set(4, childWrites);
    given.push(childReads, childWrites);
    kept.push(write, read);
  }
  return { descriptors, kept, given };
}

function spawn(machine: Machine, [file, args, env, folder, kinds]: readonly Value[]): Value {
  const { runtime, realm } = machine;
  const { system } = runtime;
  if ([...runtime.handles].filter(({ inner }) => inner instanceof Child).length >= CHILDREN_MAX)
    return machine.throwError('Error', 'so many children at once are not part of the simulation');
  const variables = environment(machine, env);
  const name = toText(machine, file);
  const path = system.findExecutable(name, variables.get('PATH'));
  if (path === undefined) return null;
  const { descriptors, kept, given } = connectStreams(machine, kinds instanceof JsArray ? kinds.items : []);
  const request: SpawnRequest = {
    path,
    argv: texts(machine, args),
    env: variables,
    descriptors,
    ...(folder === undefined ? {} : { workingDirectory: toText(machine, folder) }),
  };
  try {
    const pid = attempt(machine, 'spawn', { path: name }, () => system.spawn(request));
    return realm.plainObject({ pid, streams: realm.array([...kept]) });
  } catch (error) {
    for (const descriptor of kept) if (descriptor !== null) system.close(descriptor);
    throw error;
  } finally {
    for (const descriptor of given) system.close(descriptor);
  }
}

export const childBindings: Definitions = {
  $child: {
    methods: {
      /** null: there is no such program */
      spawn: (machine, _, args) => spawn(machine, args),
      /** Tells of its end. */
      watch: (machine, _, [pid]) => machine.runtime.handle(new Child(toInteger(machine, pid))),
      /** Tells of what it writes. */
      stream: (machine, _, [descriptor]) =>
        machine.runtime.handle(new Socket(toInteger(machine, descriptor), 'data')),
      isOpen: (machine, _, [descriptor]) => machine.runtime.system.isOpen(toInteger(machine, descriptor)),
      /** null: nothing yet; false: the end */
      read: (machine, _, [descriptor]) => {
        const data = machine.runtime.system.read(toInteger(machine, descriptor), READ_MAX);
        if (data === AGAIN) return null;
        return data.length === 0 ? false : newBytes(machine, data);
      },
      close: (machine, _, [descriptor]) => {
        const number = toInteger(machine, descriptor);
        if (machine.runtime.system.isOpen(number)) machine.runtime.system.close(number);
        return undefined;
      },
      /** undefined: it still runs */
      wait: (machine, _, [pid]) => {
        const ended = machine.runtime.system.wait(toInteger(machine, pid));
        if (ended === AGAIN || ended === 'none') return undefined;
        return 'code' in ended.status
          ? machine.realm.plainObject({ code: ended.status.code, signal: null })
          : machine.realm.plainObject({ code: null, signal: ended.status.signal });
      },
      /** The process goes on when one of these has something to read, or a child has ended. */
      block: (machine, _, [descriptors]) => {
        const readable = descriptors instanceof JsArray ? descriptors.items.map(Number) : [];
        machine.runtime.blocked = { readable, child: true };
        machine.budget = 0;
        return undefined;
      },
    },
  },
};
