import { SystemError } from '../filesystem/errors.ts';
import { isRunnable } from '../linux/executable.ts';
import { temporarily } from './assignments.ts';
import type { Frame } from './frame-kinds.ts';
import type { Invocation } from './invocation.ts';
import { addJob, fork, giveTerminal } from './jobs.ts';
import { cannotExecute } from './messages.ts';
import { type Descriptors, openRedirections } from './redirect.ts';
import type { Outcome, Shell } from './shell-process.ts';
import { keysOf, lookUp, put } from './table.ts';
import { ForkRefused } from './trouble.ts';
import { environment, variableValue } from './variables.ts';

/** How much of a script without `#!` is looked at, to see that it is no binary. */
const HEAD_BYTES = 256;
/** What the text of a script may be, in bytes. */
const SCRIPT_BYTES_MAX = 1_048_576;

/** Runs a program: in this process where nothing comes after it, or else in a child that is waited for. */
export function runProgram(shell: Shell, invocation: Invocation): Outcome {
  const { words, assignments, redirections } = invocation;
  const descriptors = openRedirections(shell, redirections);
  return withOpened(shell, descriptors, () => {
    const env = temporarily(shell, assignments, () => environment(shell));
    const [name = ''] = words;
    const path = temporarily(shell, assignments, () => findProgram(shell, name));
    if (name === '' && shell.dialect !== 'bash') {
      shell.complain(`${name}: ${shell.dialect === 'dash' ? 'Permission denied' : 'not found'}`);
      shell.state.status = 127;
      return undefined;
    }
    if (path === undefined) return cannotStart(shell, name, new SystemError('ENOENT'));
    if (shell.dialect === 'bash') env.set('_', path);
    const request = { path, argv: [...words], env };
    return runRequest(shell, request, descriptors);
  });
}

/** Closes what was opened for the program, unless the program is to be started another time. */
function withOpened(shell: Shell, { opened }: Descriptors, run: () => Outcome): Outcome {
  let isKept = false;
  try {
    return run();
  } catch (error) {
    isKept = error instanceof ForkRefused;
    throw error;
  } finally {
    const toClose = isKept ? [] : opened;
    for (const each of toClose) if (shell.state.held.includes(each)) shell.release(each);
  }
}

export interface Request {
  readonly path: string;
  readonly argv: readonly string[];
  readonly env: ReadonlyMap<string, string>;
}

/** Where a program is, by PATH; what was found is remembered, as `hash` shows. */
export function findProgram(shell: Shell, name: string): string | undefined {
  if (name.includes('/')) return name;
  if (name === '') return undefined;
  const known = lookUp(shell.state.hashed, name);
  if (known !== undefined && exists(shell, known)) return known;
  const found = shell.system.findExecutable(name, variableValue(shell, 'PATH'));
  if (found !== undefined) put(shell.state.hashed, name, found);
  return found;
}

function exists({ system }: Shell, path: string): boolean {
  try {
    return system.stat(path).type === 'file';
  } catch (error) {
    if (error instanceof SystemError) return false;
    throw error;
  }
}

/** @throws ForkRefused; a frame that tries it again is on top then */
function runRequest(shell: Shell, request: Request, descriptors: Descriptors): Outcome {
  try {
    if (isLast(shell)) return becomeProgram(shell, request, descriptors);
    return spawnProgram(shell, request, descriptors);
  } catch (error) {
    if (error instanceof ForkRefused) {
      const { path, argv, env } = request;
      const { map, opened } = descriptors;
      shell.push({ is: 'spawn', path, argv, env: [...env], descriptors: [...map], opened });
    }
    throw error;
  }
}

/** Starts a program that couldn't be started before. */
export function advanceSpawn(shell: Shell, frame: Extract<Frame, { is: 'spawn' }>): Outcome {
  const { path, argv, env, opened } = frame;
  const descriptors = { map: new Map(frame.descriptors), opened };
  shell.pop();
  return withOpened(shell, descriptors, () =>
    runRequest(shell, { path, argv, env: new Map(env) }, descriptors),
  );
}

function spawnProgram(shell: Shell, request: Request, descriptors: Descriptors): Outcome {
  const jobControl = shell.option('m');
  let pid: number;
  try {
    pid = shell.system.spawn({
      ...request,
      descriptors: descriptors.map,
      ...(jobControl ? { processGroup: 0 } : {}),
    });
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    if (error.code === 'EAGAIN' || error.code === 'ENOMEM') throw new ForkRefused(error);
    if (error.code === 'ENOEXEC') return runScriptFile(shell, request);
    return cannotStart(shell, request.argv[0] ?? '', error);
  }
  shell.state.forkRetries = 0;
  const job = addJob(shell, [pid], commandText(shell) ?? request.argv.join(' '), {
    background: false,
    hidden: false,
  });
  if (jobControl) giveTerminal(shell, job.group);
  shell.push({ is: 'job', job: job.id });
  return undefined;
}

/** The command as it was written. */
function commandText(shell: Shell): string | undefined {
  const frame = shell.state.frames.findLast(({ is }) => is === 'pipeline');
  const node = frame?.is === 'pipeline' ? shell.node(frame.unit, frame.node) : undefined;
  return node?.kind === 'pipeline' ? node.text : undefined;
}

/** This process becomes the program. */
export function becomeProgram(shell: Shell, request: Request, { map, opened }: Descriptors): Outcome {
  const { system, state } = shell;
  const trouble = startTrouble(shell, request.path);
  if (trouble?.code === 'ENOEXEC') return runScriptFile(shell, request);
  if (trouble !== undefined) return cannotStart(shell, request.argv[0] ?? '', trouble);
  const parked = [...map]
    .filter(([descriptor, from]) => descriptor !== from)
    .map(([descriptor, from]) => [descriptor, system.duplicate(from, undefined, 10)] as const);
  for (let descriptor = 0; descriptor < 10; descriptor++) {
    if (!map.has(descriptor) && system.isOpen(descriptor)) system.close(descriptor);
  }
  for (const [descriptor, from] of parked) {
    system.duplicate(from, descriptor);
    system.close(from);
  }
  for (const held of [...opened, ...state.held]) if (system.isOpen(held)) system.close(held);
  state.held = [];
  return { exec: request };
}

/** What exec would say. */
export function startTrouble({ system }: Shell, path: string): SystemError | undefined {
  try {
    const { type, executable } = system.stat(path);
    if (type !== 'file') return new SystemError('EACCES');
    system.checkExecutable(path);
    const isKnown = executable !== undefined && isRunnable(executable);
    if (isKnown || head(system, path).startsWith('#!')) return undefined;
    return new SystemError('ENOEXEC');
  } catch (error) {
    if (error instanceof SystemError) return error;
    throw error;
  }
}

function head(system: Shell['system'], path: string): string {
  const descriptor = system.open(path, { read: true });
  const data = system.read(descriptor, HEAD_BYTES);
  system.close(descriptor);
  return typeof data === 'string' ? '' : new TextDecoder().decode(data);
}

export function cannotStart(shell: Shell, name: string, error: SystemError): undefined {
  const code = error.code === 'ENOENT' || error.code === 'ENOTDIR' ? 127 : 126;
  let words = error.message;
  if (shell.dialect === 'bash' && error.code === 'EACCES' && isDirectory(shell, name))
    words = 'Is a directory';
  shell.complain(cannotExecute(shell.dialect, name, !name.includes('/'), error.code, words));
  shell.state.status = code;
  return undefined;
}

function isDirectory({ system }: Shell, path: string): boolean {
  try {
    return system.stat(path).type === 'directory';
  } catch (error) {
    if (error instanceof SystemError) return false;
    throw error;
  }
}

/** A file without `#!` that no kernel starts: the shell runs it itself, in a child. */
function runScriptFile(shell: Shell, { path, argv, env }: Request): Outcome {
  const text = readScript(shell, path);
  if (text === undefined || text.slice(0, HEAD_BYTES).includes('\0')) {
    const words = 'cannot execute binary file: Exec format error';
    shell.complain(shell.dialect === 'bash' ? `${path}: ${words}` : `${path}: Exec format error`);
    shell.state.status = 126;
    return undefined;
  }
  const { state } = shell;
  const kept = {
    name: state.name,
    parameters: state.parameters,
    functions: state.functions,
    aliases: state.aliases,
  };
  const keptVariables = state.variables;
  state.name = path;
  state.parameters = argv.slice(1);
  state.functions = {};
  state.variables = Object.fromEntries(
    keysOf(keptVariables)
      .filter((name) => env.has(name))
      .map((name) => [`:${name}`, { value: env.get(name) ?? '', exported: true }]),
  );
  try {
    const script = { is: 'script', kind: 'main', text, at: 0, line: 1, unit: null } as const;
    const pid = fork(shell, { frames: [{ ...script }] });
    const job = addJob(shell, [pid], argv.join(' '), { background: false, hidden: false });
    shell.push({ is: 'job', job: job.id });
  } finally {
    Object.assign(state, kept);
    state.variables = keptVariables;
  }
  return undefined;
}

/** The text of a script, or undefined where it can't be read or is too long. */
export function readScript({ system }: Shell, path: string): string | undefined {
  if (system.stat(path).size > SCRIPT_BYTES_MAX) return undefined;
  return system.readText(path);
}

/** Whether nothing is left to do after this command, so that its program may take this process over. */
function isLast(shell: Shell): boolean {
  const { state, dialect } = shell;
  if (state.interactive || keysOf(state.traps).length > 0 || state.pending.length > 0) return false;
  return state.frames.every((frame) => {
    if (frame.is === 'pipeline') return !frame.tested && !hasTime(shell, frame);
    if (frame.is !== 'script') return false;
    const isOver = frame.text.slice(frame.at).trim() === '';
    if (frame.kind === 'capture') return isOver;
    // Behind a line feed ash doesn't see yet that nothing follows.
    const isSeen = dialect !== 'ash' || !/\n[ \t]*$/.test(frame.text);
    return frame.kind === 'main' && state.reads === 'argument' && !state.subshell && isOver && isSeen;
  });
}

function hasTime(shell: Shell, frame: { readonly unit: number; readonly node: number }): boolean {
  const node = shell.node(frame.unit, frame.node);
  return node.kind === 'pipeline' && node.timed !== false;
}
