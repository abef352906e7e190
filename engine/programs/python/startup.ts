import { SystemError } from '../../filesystem/errors.ts';
import type { Next } from '../../linux/system.ts';
import { change } from '../heap/change.ts';
import type { Invocation } from './command-line.ts';
import { library } from './library/sources.ts';
import { compiled, enter, importByName, readSource, registerModule } from './machine/imports.ts';
import type { Machine } from './machine/machine.ts';
import { nativeMembers } from './machine/native-modules.ts';
import { Raised } from './machine/raised.ts';
import { calledAs } from './machine/site.ts';
import { codeOf } from './machine/store.ts';
import { is, list, type Module } from './machine/values.ts';
import { environmentNow } from './modules/os.ts';
import { beginDialogue } from './repl.ts';
import { complain, uncaught } from './uncaught.ts';

/** Modules whose `-m` is a command of its own. */
const COMMANDS: ReadonlySet<string> = new Set(['pip']);

type Runs = Exclude<Invocation, { readonly kind: 'version' | 'help' | 'wrong' }>;

/** Prepares the main thread. Undefined: it is ready to run. */
export function begin(machine: Machine, invocation: Runs): Next<undefined> | undefined {
  prepare(machine);
  try {
    return main(machine, invocation);
  } catch (error) {
    if (!(error instanceof Raised)) throw error;
    machine.frames.length = 0;
    uncaught(machine, machine.thread, error.error);
    return undefined;
  }
}

/** The built-in functions, and sys. */
function prepare(machine: Machine): void {
  const builtins: Module = { t: 'module', name: 'builtins', globals: new Map() };
  change(machine.state.modules).set('builtins', builtins);
  change(builtins.globals).set('__name__', 'builtins');
  for (const [name, value] of nativeMembers(machine, 'builtins')) change(builtins.globals).set(name, value);
  const prelude = library('builtins')?.source ?? '';
  machine.nested(() =>
    enter(machine, codeOf(prelude, '<frozen builtins>', 'module', 'builtins'), builtins, { kind: 'leave' }),
  );
  machine.nested(() => importByName(machine, 'sys', { kind: 'leave' }));
}

function newMain(machine: Machine, file: string | undefined): Module {
  const module: Module = { t: 'module', name: '__main__', globals: new Map() };
  change(module.globals).set('__name__', '__main__');
  change(module.globals).set('__doc__', null);
  change(module.globals).set('__package__', null);
  if (file !== undefined) change(module.globals).set('__file__', file);
  change(module.globals).set('__builtins__', machine.module('builtins') ?? null);
  registerModule(machine, module);
  return module;
}

function setArguments(machine: Machine, words: readonly string[], folder: string): void {
  const sys = machine.module('sys');
  if (sys === undefined) return;
  change(sys.globals).set('argv', list([...words]));
  const path = sys.globals.get('path');
  if (is(path, 'list')) change(path.items).unshift(folder);
}

function main(machine: Machine, invocation: Runs): Next<undefined> | undefined {
  switch (invocation.kind) {
    case 'command':
      setArguments(machine, invocation.rest, '');
      run(machine, `${invocation.source}\n`, '<string>', newMain(machine, undefined));
      return undefined;
    case 'module':
      return runModule(machine, invocation.name, invocation.rest);
    case 'file':
      return runFile(machine, invocation.path, invocation.rest);
    default:
      setArguments(machine, invocation.rest, '');
      newMain(machine, undefined);
      beginDialogue(machine, invocation.interactive || machine.system.isTerminal(0), invocation.quiet);
      return undefined;
  }
}

function run(machine: Machine, source: string, file: string, module: Module): void {
  enter(machine, compiled(source, file), module, { kind: 'drop' });
}

function runFile(machine: Machine, path: string, words: readonly string[]): Next<undefined> | undefined {
  const { system } = machine;
  const name = calledAs(system);
  let file = path;
  try {
    if (system.stat(path).type === 'directory') {
      file = `${path.replace(/\/$/, '')}/__main__.py`;
      try {
        system.stat(file);
      } catch (error) {
        if (!(error instanceof SystemError)) throw error;
        system.write(2, `${name}: can't find '__main__' module in '${absolute(machine, path)}'\n`);
        return { exit: 1 };
      }
    }
    system.access(file, { read: true });
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    const number = error.code === 'EACCES' ? 13 : 2;
    system.write(
      2,
      `${name}: can't open file '${absolute(machine, path)}': [Errno ${number}] ${error.message}\n`,
    );
    return { exit: 2 };
  }
  const full = absolute(machine, file);
  const real = system.realPath(file);
  setArguments(machine, words, real.slice(0, real.lastIndexOf('/')) || '/');
  run(machine, readSource(machine, file), full, newMain(machine, full));
  return undefined;
}

function absolute(machine: Machine, path: string): string {
  if (path.startsWith('/')) return path;
  const { workingDirectory } = machine.system;
  return `${workingDirectory === '/' ? '' : workingDirectory}/${path.replace(/^(?:\.\/)+/, '')}`;
}

/** `python -m name`: runpy finds the module as an import would. */
function runModule(machine: Machine, name: string, words: readonly string[]): Next<undefined> | undefined {
  const { system } = machine;
  setArguments(machine, ['-m', ...words], system.workingDirectory);
  if (COMMANDS.has(name)) return becomeCommand(machine, name, words);
  newMain(machine, undefined);
  const runner = library('runpy');
  if (runner === undefined) {
    complain(machine, `${calledAs(system)}: No module named ${name}\n`);
    return { exit: 1 };
  }
  machine.nested(() => importByName(machine, 'runpy', { kind: 'leave' }));
  const start = machine.module('runpy')?.globals.get('_main');
  machine.invoke(start ?? null, [name, list([...words])], { kind: 'drop' });
  return undefined;
}

/** Pip is a program of its own here. */
function becomeCommand(machine: Machine, name: string, words: readonly string[]): Next<undefined> {
  const { system } = machine;
  const own = calledAs(system);
  const beside = `${own.slice(0, own.lastIndexOf('/'))}/${name}`;
  const found = [beside, system.findExecutable(name) ?? ''].find((path) => {
    try {
      return system.stat(path).type === 'file';
    } catch (error) {
      if (error instanceof SystemError) return false;
      throw error;
    }
  });
  if (found === undefined) {
    complain(machine, `${own}: No module named ${name}\n`);
    return { exit: 1 };
  }
  return { exec: { path: found, argv: [name, ...words], env: environmentNow(machine) } };
}
