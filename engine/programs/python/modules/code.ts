import { change } from '../../heap/change.ts';
import { textArgument } from '../builtins/given.ts';
import { asOptional } from '../builtins/optional.ts';
import { compiled, enter, importAsMain, importByName } from '../machine/imports.ts';
import { locate } from '../machine/locating.ts';
import type { Machine } from '../machine/machine.ts';
import { type NativeFunction, natives } from '../machine/native.ts';
import { is, type Module, type Then, tuple, type Value } from '../machine/values.ts';

function run(
  machine: Machine,
  [source, globals]: readonly Value[],
  how: 'module' | 'expression',
  after: Then,
): void {
  const text = textArgument(machine, source, 'source').trim();
  const code = compiled(`${text}\n`, '<string>', how);
  const { frame } = machine;
  if (!is(globals, 'dict')) {
    const module = frame.globals;
    enter(machine, code, module, after, localsOf(machine) ?? module.globals);
    return;
  }
  const module: Module = { t: 'module', name: '__main__', globals: new Map() };
  for (const [key, [, value]] of globals.map)
    if (typeof key === 'string') change(module.globals).set(key, value);
  if (how === 'module') throw machine.unsupported('exec() with globals of its own');
  enter(machine, code, module, after);
}

/** What a function's code sees of its variables: a copy. */
function localsOf(machine: Machine): ReadonlyMap<string, Value> | undefined {
  const { frame } = machine;
  if (frame.names !== undefined) return frame.names;
  const names = new Map<string, Value>();
  for (const [index, name] of frame.code.slots.entries()) {
    const value = frame.scope?.slots[index];
    if (value !== undefined) names.set(name, value);
  }
  return names;
}

const table: Readonly<Record<string, NativeFunction>> = {
  eval: { special: (machine, positional, _keywords, after) => run(machine, positional, 'expression', after) },
  exec: { special: (machine, positional, _keywords, after) => run(machine, positional, 'module', after) },
  compile: { run: (_machine, [source]) => asOptional(source) },
  __import__: {
    special: (machine, [name], _keywords, after) => importByName(machine, textArgument(machine, name), after),
  },
};

const finding: Readonly<Record<string, NativeFunction>> = {
  find: {
    run: (machine, [name]) => {
      const found = locate(machine, textArgument(machine, name));
      return found === undefined ? null : tuple([found.path, found.isPackage]);
    },
  },
  import_as_main: {
    special: (machine, [name], _keywords, after) => importAsMain(machine, textArgument(machine, name), after),
  },
};

export const codeNatives = [...natives('', table), ...natives('importlib._find.', finding)];
