import { change } from '../../heap/change.ts';
import { textArgument } from '../builtins/given.ts';
import { bytesOf, textOf } from '../builtins/repeated.ts';
import type { Code } from '../compile/code.ts';
import { builtinClass } from '../machine/classes.ts';
import { compiled, enter, importAsMain, importByName } from '../machine/imports.ts';
import { locate } from '../machine/locating.ts';
import type { Machine } from '../machine/machine.ts';
import { namesOf } from '../machine/namespaces.ts';
import { type Keywords, type NativeFunction, natives } from '../machine/native.ts';
import { plain } from '../machine/plain.ts';
import { type Dict, is, type Module, type Then, tuple, type Value } from '../machine/values.ts';

/** What compile() makes: a text, and how it is to be read. */
const CODE = 'code';
type How = 'module' | 'line' | 'expression';

function moduleOf(machine: Machine, dict: Dict): Module {
  const globals = namesOf(dict);
  const builtins = machine.module('builtins');
  if (builtins !== undefined && !globals.has('__builtins__')) change(globals).set('__builtins__', builtins);
  return { t: 'module', name: '__main__', globals };
}

function codeFrom(machine: Machine, given: Value, name: string, how: How): Code {
  if (is(given, 'instance') && given.class.name === CODE) {
    const [source, file, kind] = ['co_source', 'co_filename', 'co_kind'].map((each) =>
      String(given.attributes.get(each) ?? ''),
    );
    return compiled(source ?? '', file ?? '', kind === 'expression' || kind === 'line' ? kind : 'module');
  }
  if (is(given, 'function')) return given.code;
  const text = textOf(machine, given) ?? bytesOf(machine, given);
  if (text === undefined)
    throw machine.error('TypeError', `${name}() arg 1 must be a string, bytes or code object`);
  return compiled(sourceOf(text, how), '<string>', how);
}

function sourceOf(text: string, how: How): string {
  return how === 'expression' ? `${text.trim()}\n` : `${text.replaceAll('\r\n', '\n')}\n`;
}

function run(
  machine: Machine,
  positional: readonly Value[],
  keywords: Keywords,
  how: How,
  after: Then,
): void {
  const name = how === 'module' ? 'exec' : 'eval';
  const [source = null] = positional;
  const code = codeFrom(machine, source, name, how);
  const globals = positional[1] ?? keywords.get('globals') ?? null;
  const locals = positional[2] ?? keywords.get('locals') ?? null;
  const { frame } = machine;
  if (globals !== null && !is(globals, 'dict'))
    throw machine.error('TypeError', `${name}() globals must be a dict, not ${machine.typeName(globals)}`);
  const module = globals === null ? frame.globals : moduleOf(machine, globals);
  const own = plain(locals);
  const names = is(own, 'dict') ? namesOf(own) : globals === null ? localsOf(machine) : module.globals;
  enter(machine, code, module, after, names);
}

/** What a function's code sees of its variables: a copy. */
function localsOf(machine: Machine): ReadonlyMap<string, Value> {
  const { frame } = machine;
  if (frame.names !== undefined) return frame.names;
  const names = new Map<string, Value>();
  for (const [index, name] of frame.code.slots.entries()) {
    const value = frame.scope?.slots[index];
    if (value !== undefined) names.set(name, value);
  }
  return names;
}

function compile(machine: Machine, positional: readonly Value[], keywords: Keywords): Value {
  const [source, file, mode] = ['source', 'filename', 'mode'].map(
    (name, index) => positional[index] ?? keywords.get(name) ?? null,
  );
  const text = textOf(machine, source ?? null) ?? bytesOf(machine, source) ?? '';
  const kinds = new Map<Value, How>([
    ['exec', 'module'],
    ['eval', 'expression'],
    ['single', 'line'],
  ]);
  const how = kinds.get(mode ?? null);
  if (how === undefined)
    throw machine.error('ValueError', "compile() mode must be 'exec', 'eval' or 'single'");
  const name = textArgument(machine, file, 'filename');
  const made = sourceOf(text, how);
  compiled(made, name, how);
  return {
    t: 'instance',
    class: builtinClass(CODE),
    attributes: new Map<string, Value>([
      ['co_source', made],
      ['co_filename', name],
      ['co_kind', how],
      ['co_name', '<module>'],
    ]),
  };
}

const table: Readonly<Record<string, NativeFunction>> = {
  eval: {
    special: (machine, positional, keywords, after) =>
      run(machine, positional, keywords, 'expression', after),
  },
  exec: {
    special: (machine, positional, keywords, after) => run(machine, positional, keywords, 'module', after),
  },
  compile: { run: compile },
  /** Of an assert of a test that failed: the template of its parts, their values, and its message. */
  pytest_explain: {
    special: (machine, positional, _keywords, after) =>
      machine.invoke(machine.module('pytest.asserting')?.globals.get('explain') ?? null, positional, after),
  },
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
