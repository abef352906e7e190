import type { System } from '../../../linux/system.ts';
import { change } from '../../heap/change.ts';
import type { Given } from '../arguments.ts';
import { libraryNames } from '../library/index.ts';
import { builtin, syntaxError } from '../loading/modules.ts';
import { folderOf, isModule, resolveModule } from '../loading/resolve.ts';
import { SourceError, sourceFrame, unitOf } from '../loading/syntax.ts';
import { loaderPlaces } from '../loading/traces.ts';
import type { Machine } from '../machine/machine.ts';
import { JsObject } from '../values/object.ts';
import { Accessor, CONFIGURABLE } from '../values/slots.ts';
import type { Value } from '../values/value.ts';
import { newMachine } from './process-state.ts';

/** Makes a process that is about to run what it was given, or says why not. */
export function begin(system: System, given: Given): Machine | { readonly exit: number } {
  if (given.tests) return beginLibrary(system, 'test-files', given);
  if (given.watches && given.rest.length > 0) return beginLibrary(system, 'watch-mode', given);
  const machine = newMachine();
  const { runtime } = machine;
  runtime.attach(system);
  runtime.startedMs = system.now;
  const version = system.executable.version ?? '20.19.3';
  const places = loaderPlaces(version);
  runtime.loaderTrace = places.main;
  runtime.requiredTrace = places.required;
  runtime.folder = system.workingDirectory === '/' ? '' : system.workingDirectory;
  const file = given.file === undefined ? undefined : absolute(system, given.file);
  if (file === undefined) setArguments(machine, [], given);
  if (given.script !== undefined) return script(machine, '[eval]', given.script, given);
  if (file === undefined) return fromInput(machine, given);
  return main(machine, file, given);
}

/** Makes a process whose program is one of the library's modules: it has a function `main`. */
export function beginLibrary(system: System, name: string, given?: Given): Machine {
  const machine = newMachine();
  const { runtime, realm } = machine;
  runtime.attach(system);
  runtime.startedMs = system.now;
  runtime.folder = system.workingDirectory === '/' ? '' : system.workingDirectory;
  const process = builtin(machine, 'process-object');
  if (given !== undefined) setArguments(machine, [], given);
  else if (process instanceof JsObject)
    process.put('argv', realm.array([name, name, ...system.argv.slice(1)]));
  const module = builtin(machine, name);
  if (module instanceof JsObject) runtime.task(machine.get(module, 'main'), undefined, []);
  return machine;
}

function absolute(system: System, path: string): string {
  return path.startsWith('/') ? path : `${system.workingDirectory.replace(/\/$/, '')}/${path}`;
}

/** process.argv, which makes `process` be there; a thread's then waits for what it is to do. */
function setArguments(machine: Machine, before: readonly string[], given: Given): void {
  const process = builtin(machine, 'process-object');
  if (!(process instanceof JsObject)) return;
  const executable = machine.get(process, 'execPath');
  process.put('argv', machine.realm.array([executable, ...before, ...given.rest]));
  process.put('execArgv', machine.realm.array([...given.nodeOptions]));
  machine.runtime.task(machine.get(process, '_begin'), undefined, []);
}

function main(machine: Machine, path: string, given: Given): Machine | { readonly exit: number } {
  const { runtime, realm } = machine;
  const { system } = runtime;
  const found = resolveModule(system, path, '/', false);
  const places = loaderPlaces(system.executable.version ?? '20.19.3');
  if (typeof found === 'string' || !('file' in found)) {
    const shown = path.replace(/\/\.\//g, '/');
    const lines = places.entry.map((line) => `    at ${line}`).join('\n');
    system.write(
      2,
      `${places.thrownAt}\n  throw err;\n  ^\n\nError: Cannot find module '${shown}'\n${lines} {\n  code: 'MODULE_NOT_FOUND',\n  requireStack: []\n}\n\nNode.js v${system.executable.version ?? '20.19.3'}\n`,
    );
    return { exit: 1 };
  }
  const { file } = found;
  runtime.folder = folderOf(file) === '/' ? '' : folderOf(file);
  setArguments(machine, [file], given);
  if (given.checks) return check(machine, file);
  const module = isModule(system, file);
  for (const id of given.required) runtime.task(realm.object('$loader/$load'), undefined, [id, undefined]);
  if (module) runtime.loaderTrace = [];
  runtime.task(realm.object(module ? '$loader/$importFile' : '$loader/$run'), undefined, [file, undefined]);
  return machine;
}

function check(machine: Machine, file: string): { readonly exit: number } {
  const { system } = machine.runtime;
  try {
    unitOf(file, system.readText(file), isModule(system, file) ? 'module' : 'commonjs');
    return { exit: 0 };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    system.write(
      2,
      `${sourceFrame(error.file, error.text, error.at)}\nSyntaxError: ${error.message}\n\nNode.js v${system.executable.version ?? ''}\n`,
    );
    return { exit: 1 };
  }
}

function script(machine: Machine, name: string, text: string, given: Given): Machine {
  const { realm, runtime } = machine;
  runtime.loaderTrace = [
    'runScriptInThisContext (node:internal/vm:209:10)',
    'node:internal/process/execution:118:14',
  ];
  scriptGlobals(machine, name);
  const { global } = realm;
  global.put('__filename', name);
  global.put('__dirname', '.');
  let callee: Value;
  try {
    const [code] = unitOf(name, text, 'script').functions;
    callee = code === undefined ? undefined : realm.closure(code, undefined);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    machine.promises.later(realm.object('$throw'), [syntaxError(machine, error).value]);
    return machine;
  }
  if (given.prints) runtime.task(realm.object('$evaluation/$printed'), undefined, [callee]);
  else runtime.task(callee, global, []);
  return machine;
}

/** What scripts of the command line and the prompt have: `require`, `module`, and node's modules by their names. */
function scriptGlobals(machine: Machine, name: string): void {
  const { realm, runtime } = machine;
  const global = realm.global;
  const Module = builtin(machine, 'module');
  if (Module instanceof JsObject) {
    const module = machine.callSync(realm.object('Reflect/construct'), undefined, [
      Module,
      realm.array([name]),
    ]);
    if (module instanceof JsObject) {
      module.put('filename', `${runtime.folder}/${name}`);
      global.put('module', module);
      global.put('exports', machine.get(module, 'exports'));
      global.put('require', machine.callSync(realm.object('$loader/$makeRequire'), undefined, [module]));
    }
  }
  for (const id of libraryNames) if (!/[/]|^(?:console|process|test)$/.test(id)) lazily(machine, id);
}

/** Modules that scripts of the command line have without require. */
function lazily(machine: Machine, id: string): void {
  const getter = machine.realm.internal('library');
  change(getter).inner = id;
  machine.realm.global.put(id, new Accessor(getter, undefined, CONFIGURABLE));
}

function fromInput(machine: Machine, given: Given): Machine | { readonly exit: number } {
  const { runtime } = machine;
  if (given.interactive) {
    scriptGlobals(machine, '<repl>');
    const prompt = builtin(machine, 'prompt');
    if (prompt instanceof JsObject) runtime.task(machine.get(prompt, 'main'), undefined, []);
    return machine;
  }
  runtime.task(machine.realm.object('$evaluation/$input'), undefined, []);
  return machine;
}
