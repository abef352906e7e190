import { SystemError } from '../../../filesystem/errors.ts';
import { change } from '../../heap/change.ts';
import { syntaxRaised } from '../builtins/syntax-words.ts';
import type { Code } from '../compile/code.ts';
import { library, STANDARD_MODULES } from '../library/sources.ts';
import { PythonSyntaxError } from '../syntax/syntax-error.ts';
import { attributeOf } from './attributes.ts';
import { raiseError } from './exceptions.ts';
import { setIn } from './keys.ts';
import { locate } from './locating.ts';
import type { Machine } from './machine.ts';
import { nativeMembers } from './native-modules.ts';
import { searchPackage } from './site.ts';
import { codeOf, type Kind } from './store.ts';
import { type Frame, type ImportRest, is, list, type Module, type Then, type Value } from './values.ts';

/** Of a source file, in characters. */
const SOURCE_MAX = 1_048_576;

interface Statement {
  readonly name: string;
  readonly level: number;
  /** The last module of a dotted name is wanted, not the first. */
  readonly whole: boolean;
  readonly names: readonly string[];
}

export function importModule(machine: Machine, frame: Frame, { name, level, whole, names }: Statement): void {
  const full = level === 0 ? name : relativeName(machine, frame, name, level);
  const chain: string[] = [];
  for (const part of full.split('.')) chain.push(chain.length === 0 ? part : `${chain.at(-1)}.${part}`);
  const optional = names.map((each) => `${full}.${each}`);
  const result = whole ? full : (chain[0] ?? full);
  goOn(machine, { pending: [...chain, ...optional], optional, result, after: { kind: 'push' } });
}

/** importlib.import_module */
export function importByName(machine: Machine, name: string, after: Then): void {
  const chain: string[] = [];
  for (const part of name.split('.')) chain.push(chain.length === 0 ? part : `${chain.at(-1)}.${part}`);
  goOn(machine, { pending: chain, optional: [], result: name, after });
}

function relativeName(machine: Machine, frame: Frame, name: string, level: number): string {
  const own = frame.globals.globals.get('__package__');
  if (typeof own !== 'string' || own === '') {
    throw machine.error('ImportError', 'attempted relative import with no known parent package');
  }
  const parts = own.split('.');
  if (level > parts.length)
    throw machine.error('ImportError', 'attempted relative import beyond top-level package');
  const base = parts.slice(0, parts.length - level + 1).join('.');
  return name === '' ? base : `${base}.${name}`;
}

function goOn(machine: Machine, rest: ImportRest): void {
  const { pending, optional, result, after } = rest;
  for (const [index, name] of pending.entries()) {
    if (machine.module(name) !== undefined) continue;
    const parent = name.includes('.') ? machine.module(name.slice(0, name.lastIndexOf('.'))) : undefined;
    const isOptional = optional.includes(name);
    if (isOptional && parent?.globals.has(name.slice(name.lastIndexOf('.') + 1)) === true) continue;
    const left = { ...rest, pending: pending.slice(index + 1) };
    if (load(machine, name, parent, left)) return;
    if (!isOptional) throw notFound(machine, name, parent);
  }
  machine.deliver(machine.module(result) ?? null, after);
}

function notFound(_machine: Machine, name: string, parent: Module | undefined) {
  const why =
    parent !== undefined && !parent.globals.has('__path__') ? `; '${parent.name}' is not a package` : '';
  return raiseError(
    'ModuleNotFoundError',
    [`No module named '${name}'${why}`],
    [
      ['name', name],
      ['path', null],
    ],
  );
}

/** @returns false where there is no such module */
function load(machine: Machine, name: string, parent: Module | undefined, rest: ImportRest): boolean {
  const builtin = library(name);
  if (builtin?.kind === 'builtin') return loadLibrary(machine, name, undefined, rest);
  if (name.includes('.')) {
    const path = parent?.globals.get('__path__');
    if (builtin !== undefined && is(path, 'list') && parent?.globals.get('__library__') === true) {
      const folder = path.items[0];
      return loadLibrary(
        machine,
        name,
        typeof folder === 'string' ? `${folder}/${name.slice(name.lastIndexOf('.') + 1)}.py` : undefined,
        rest,
      );
    }
    return is(path, 'list') && loadFrom(machine, name, path.items, rest);
  }
  const path = machine.module('sys')?.globals.get('path');
  return loadFrom(machine, name, is(path, 'list') ? path.items : [], rest);
}

function loadFrom(machine: Machine, name: string, folders: readonly Value[], rest: ImportRest): boolean {
  const last = name.slice(name.lastIndexOf('.') + 1);
  for (const folder of folders) {
    if (typeof folder !== 'string') continue;
    if (isStandard(folder) && library(name)?.kind === 'standard')
      return loadLibrary(machine, name, `${folder}/${last}.py`, rest);
    const found = searchPackage(machine, folder === '' ? '.' : folder, last);
    if (found === undefined) {
      if (isStandard(folder) && STANDARD_MODULES.has(name)) {
        throw machine.error(
          'ImportError',
          `${name}: this module of the standard library is not part of the simulation`,
        );
      }
      continue;
    }
    if (found.kind === 'installed') {
      if (library(name)?.kind !== 'package') {
        throw machine.error(
          'ImportError',
          `${name}: this package is installed, but not part of the simulation`,
        );
      }
      return loadLibrary(machine, name, found.path, rest);
    }
    return loadFile(machine, name, found, rest);
  }
  return false;
}

function isStandard(folder: string): boolean {
  return /\/lib\/python3\.\d+$/.test(folder);
}

/** Among the interpreter's modules, and in sys.modules. */
export function registerModule(machine: Machine, module: Module): void {
  change(machine.state.modules).set(module.name, module);
  const shown = machine.module('sys')?.globals.get('modules');
  if (is(shown, 'dict')) setIn(machine, shown, module.name, module);
}

function newModule(machine: Machine, name: string, file: string | undefined, isPackage: boolean): Module {
  const module: Module = { t: 'module', name, globals: new Map() };
  const { globals } = module;
  change(globals).set('__name__', name);
  change(globals).set('__doc__', null);
  change(globals).set('__package__', isPackage ? name : name.slice(0, Math.max(0, name.lastIndexOf('.'))));
  if (file !== undefined) change(globals).set('__file__', file);
  if (isPackage && file !== undefined)
    change(globals).set('__path__', list([file.slice(0, file.lastIndexOf('/'))]));
  registerModule(machine, module);
  return module;
}

function loadLibrary(machine: Machine, name: string, file: string | undefined, rest: ImportRest): boolean {
  const found = library(name);
  if (found === undefined) return false;
  const module = newModule(
    machine,
    name,
    file,
    found.isPackage === true || file?.endsWith('/__init__.py') === true,
  );
  change(module.globals).set('__library__', true);
  for (const [member, value] of nativeMembers(machine, name)) change(module.globals).set(member, value);
  machine.system.spend(found.importMicroseconds ?? 1000);
  machine.state.libraryBytes += found.bytes ?? 200_000;
  const code = codeOf(found.source, file ?? `<frozen ${name}>`, 'module', name);
  enter(machine, code, module, { kind: 'module', module, rest });
  return true;
}

interface SourceFile {
  readonly path: string;
  readonly isPackage: boolean;
  /** A folder without `__init__.py`. */
  readonly isNamespace: boolean;
}

function loadFile(
  machine: Machine,
  name: string,
  { path, isPackage, isNamespace }: SourceFile,
  rest: ImportRest,
): boolean {
  if (isNamespace) {
    const module = newModule(machine, name, undefined, true);
    change(module.globals).set('__path__', list([path]));
    finishImport(machine, module, rest);
    return true;
  }
  const source = readSource(machine, path);
  const code = compiled(source, path, isTested(machine, path) ? 'tests' : 'module');
  const module = newModule(machine, name, path, isPackage);
  machine.system.spend(500);
  enter(machine, code, module, { kind: 'module', module, rest });
  return true;
}

/** While pytest runs, what it collects tests from tells it of asserts that fail. */
function isTested(machine: Machine, path: string): boolean {
  return (
    machine.module('pytest.running') !== undefined &&
    /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/.test(path)
  );
}

/** @throws Raised SyntaxError */
export function compiled(source: string, file: string, how: Kind = 'module'): Code {
  try {
    return codeOf(source, file, how);
  } catch (error) {
    if (error instanceof PythonSyntaxError) throw syntaxRaised(error, file, source);
    throw error;
  }
}

/** `python -m name`: the module's code runs as the main program. */
export function importAsMain(machine: Machine, name: string, after: Then): void {
  const found = locate(machine, name);
  if (found === undefined) throw notFound(machine, name, undefined);
  const module = machine.module('__main__');
  if (module === undefined) throw new Error('there is a main module');
  const { globals } = module;
  change(globals).set('__file__', found.path);
  change(globals).set('__package__', name.slice(0, Math.max(0, name.lastIndexOf('.'))));
  const ours = found.isLibrary ? library(name) : undefined;
  if (found.isLibrary && ours === undefined) throw notFound(machine, name, undefined);
  if (ours !== undefined) machine.system.spend(ours.importMicroseconds ?? 1000);
  const code =
    ours === undefined
      ? compiled(readSource(machine, found.path), found.path)
      : codeOf(ours.source, found.path, 'module', name);
  enter(machine, code, module, after.kind === 'push' ? { kind: 'give', value: module } : after);
}

/** A source as the compiler takes it. */
export function readSource(machine: Machine, path: string): string {
  let text: string;
  try {
    text = machine.system.readText(path);
  } catch (error) {
    if (error instanceof SystemError) throw machine.error('ImportError', `${path}: ${error.message}`);
    throw error;
  }
  if (text.length > SOURCE_MAX) throw machine.error('MemoryError', '');
  return text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
}

/** Pushes the frame of a module's body. */
export function enter(
  machine: Machine,
  code: Code,
  module: Module,
  after: Then,
  names = module.globals,
): void {
  if (code.document !== undefined) change(module.globals).set('__doc__', code.document);
  machine.pushFrame({
    code,
    ip: 0,
    stack: [],
    scope: undefined,
    names,
    globals: module,
    blocks: [],
    handled: [],
    function: undefined,
    home: undefined,
    generator: undefined,
    after,
  });
}

/** The body of a module is through. */
export function finishImport(machine: Machine, module: Module, rest: ImportRest): void {
  const at = module.name.lastIndexOf('.');
  const parent = at > 0 ? machine.module(module.name.slice(0, at)) : undefined;
  if (parent !== undefined) change(parent.globals).set(module.name.slice(at + 1), module);
  goOn(machine, rest);
}

export function importFrom(machine: Machine, module: Value, name: string): Value {
  const found = attributeOf(machine, module, name);
  if (found !== undefined) return found;
  const own = is(module, 'module') ? module : undefined;
  const submodule = own === undefined ? undefined : machine.module(`${own.name}.${name}`);
  if (submodule !== undefined) return submodule;
  const file = own?.globals.get('__file__');
  if (own?.globals.get('__library__') === true) {
    throw machine.error(
      'ImportError',
      `cannot import name '${name}' from '${own.name}': it is not part of the simulation`,
    );
  }
  throw raiseError(
    'ImportError',
    [
      `cannot import name '${name}' from '${own?.name ?? '?'}' (${typeof file === 'string' ? file : 'unknown location'})`,
    ],
    [['name', own?.name ?? null]],
  );
}

export function importAll(_machine: Machine, frame: Frame, module: Value): void {
  if (!is(module, 'module')) return;
  const all = module.globals.get('__all__');
  const names =
    is(all, 'list') || is(all, 'tuple') ? all.items.filter((each) => typeof each === 'string') : undefined;
  for (const [name, value] of module.globals) {
    const taken = names === undefined ? !name.startsWith('_') : names.includes(name);
    if (taken) change(frame.names ?? frame.globals.globals).set(name, value);
  }
}
