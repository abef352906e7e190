import { findExecutable } from '../../executables.ts';
import { absolutePath } from '../../files.ts';
import { runList, runProgram } from './interpret.ts';
import { place, syntaxError } from './messages.ts';
import { parseScript } from './parser.ts';
import { shellPrograms } from './shell-programs.ts';
import {
  type Builtin,
  blocked,
  exiting,
  type Flow,
  getVariable,
  next,
  print,
  type Shell,
  setVariable,
} from './state.ts';
import { SyntaxProblem } from './syntax.ts';

/** Commands that act on the shell itself. */
export const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['cd', changeDirectory],
  ['export', (shell, fields) => declare(shell, fields, true)],
  ['readonly', (shell, fields) => declare(shell, fields, false)],
  ['local', (shell, fields) => declare(shell, fields, false)],
  ['unset', unset],
  ['set', set],
  ['shift', shift],
  ['exit', exit],
  ['return', exit],
  ['break', (_shell, fields) => ({ kind: 'break', levels: levels(fields) })],
  ['continue', (_shell, fields) => ({ kind: 'continue', levels: levels(fields) })],
  ['trap', trap],
  ['wait', wait],
  ['exec', exec],
  ['eval', (shell, fields) => runText(shell, fields.slice(1).join(' '))],
  ['.', source],
  ['source', source],
  ['read', read],
  ['command', command],
  ['type', command],
  ['umask', (shell) => done(shell, 0)],
  ['ulimit', (shell) => done(shell, 0)],
]);

function done(shell: Shell, code: number): Flow {
  shell.lastCode = code;
  return next;
}

function levels(fields: readonly string[]): number {
  return /^[1-9]\d?$/.test(fields[1] ?? '') ? Number(fields[1]) : 1;
}

function changeDirectory(shell: Shell, [, target]: readonly string[]): Flow {
  const written = target ?? getVariable(shell, 'HOME') ?? '/';
  const path = absolutePath(written, shell.workingDir);
  if (!shell.invocation.container.files.isDirectory(path, shell.atMs)) {
    const problem =
      shell.flavour === 'bash' ? `${written}: No such file or directory` : `can't cd to ${written}`;
    print(shell, 'stderr', `${place(shell, 1)}cd: ${problem}\n`);
    return done(shell, shell.flavour === 'bash' ? 1 : 2);
  }
  shell.workingDir = path;
  shell.revision++;
  return done(shell, 0);
}

function declare(shell: Shell, fields: readonly string[], exports: boolean): Flow {
  for (const field of fields.slice(1)) {
    const [, name, value] = /^([A-Za-z_]\w*)(?:=([\s\S]*))?$/.exec(field) ?? [];
    if (name === undefined) continue;
    if (value !== undefined) setVariable(shell, name, value);
    if (!exports) continue;
    shell.exported.add(name);
    shell.revision++;
  }
  return done(shell, 0);
}

function unset(shell: Shell, fields: readonly string[]): Flow {
  for (const name of fields.slice(1)) {
    if (shell.variables.delete(name)) shell.revision++;
  }
  return done(shell, 0);
}

/** `set -eux`, `set +e`, `set -o pipefail`, `set -- words`. */
function set(shell: Shell, fields: readonly string[]): Flow {
  const words = fields.slice(1);
  while (words[0] !== undefined && /^[-+]/.test(words[0])) {
    const word = words.shift() ?? '';
    if (word === '--') break;
    for (const letter of word.slice(1)) {
      if (letter === 'o') words.shift();
      else if (word.startsWith('-')) shell.options.add(letter);
      else shell.options.delete(letter);
    }
  }
  if (words.length > 0) {
    shell.positional = words;
    shell.revision++;
  }
  return done(shell, 0);
}

function shift(shell: Shell): Flow {
  shell.positional = shell.positional.slice(1);
  shell.revision++;
  return done(shell, 0);
}

function exit(shell: Shell, [, code]: readonly string[]): Flow {
  if (code !== undefined && !/^\d{1,9}$/.test(code)) {
    print(shell, 'stderr', `${place(shell, 1)}exit: ${code}: numeric argument required\n`);
    shell.lastCode = 2;
  } else if (code !== undefined) shell.lastCode = Number(code) % 256;
  return exiting;
}

function trap(shell: Shell, [, action, ...signals]: readonly string[]): Flow {
  for (const signal of signals) {
    const name = signalName(signal);
    if (action === '-' || action === undefined) shell.traps.delete(name);
    else shell.traps.set(name, action);
  }
  return done(shell, 0);
}

function signalName(signal: string): string {
  if (signal === '15') return 'TERM';
  if (signal === '2') return 'INT';
  return signal === '0' ? 'EXIT' : signal.toUpperCase().replace(/^SIG/, '');
}

function wait(shell: Shell): Flow {
  const endMs = Math.max(shell.atMs, ...shell.jobsEndMs);
  shell.waiting = true;
  if (!Number.isFinite(endMs)) return blocked;
  shell.waiting = false;
  shell.atMs = endMs;
  shell.jobsEndMs = [];
  return shell.killed === undefined ? done(shell, 0) : exiting;
}

/** The program takes the shell's place: when it ends, so does the script. */
function exec(shell: Shell, fields: readonly string[]): Flow {
  if (fields.length === 1) return done(shell, 0);
  const flow = runProgram(shell, fields.slice(1), [], { last: true, tested: false, line: 1 });
  return flow.kind === 'blocked' ? blocked : exiting;
}

function source(shell: Shell, [, file]: readonly string[]): Flow {
  const path = absolutePath(file ?? '', shell.workingDir);
  const text = shell.invocation.container.files.read(path, shell.atMs);
  if (text !== undefined) return runText(shell, text);
  print(shell, 'stderr', `${place(shell, 1)}${file ?? ''}: No such file or directory\n`);
  shell.lastCode = shell.flavour === 'bash' ? 1 : 2;
  return shell.flavour === 'bash' ? next : exiting;
}

/** Runs more script text in the shell itself. */
export function runText(shell: Shell, text: string): Flow {
  try {
    return runList(shell, parseScript(text), { last: false, tested: false });
  } catch (problem) {
    if (!(problem instanceof SyntaxProblem)) throw problem;
    print(shell, 'stderr', syntaxError(shell, problem));
    shell.lastCode = 2;
    return exiting;
  }
}

/** Takes a line of what the loop or command around it is fed. */
function read(shell: Shell, fields: readonly string[]): Flow {
  const names = fields.slice(1).filter((field) => !field.startsWith('-'));
  if (shell.stdin === undefined && shell.invocation.container.spec.interactive === true) return blocked;
  const text = shell.stdin ?? '';
  if (text === '') return done(shell, 1);
  const end = text.indexOf('\n');
  const line = end === -1 ? text : text.slice(0, end);
  shell.stdin = end === -1 ? '' : text.slice(end + 1);
  const words = line.trim().split(/[ \t]+/);
  for (const [index, name] of (names.length === 0 ? ['REPLY'] : names).entries()) {
    const isLast = index >= names.length - 1;
    setVariable(shell, name, isLast ? words.slice(index).join(' ') : (words[index] ?? ''));
  }
  return done(shell, end === -1 ? 1 : 0);
}

/** `command -v name`: whether it could be run; without -v it runs it. */
function command(shell: Shell, [, ...words]: readonly string[]): Flow {
  const [flag, name = ''] = words[0] === '-v' ? words : ['', words[0] ?? ''];
  if (flag === '' && words.length > 1) {
    return runProgram(shell, words, [], { last: false, tested: false, line: 1 });
  }
  if (shellPrograms.has(name) || builtins.has(name)) {
    print(shell, 'stdout', `${name}\n`);
    return done(shell, 0);
  }
  const env = new Map([['PATH', getVariable(shell, 'PATH') ?? '']]);
  const { workingDir, atMs } = shell;
  const executable = findExecutable({ ...shell.invocation, argv: [name], env, workingDir, atMs });
  if ('problem' in executable) return done(shell, 127);
  print(shell, 'stdout', `${executable.path}\n`);
  return done(shell, 0);
}
