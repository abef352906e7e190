import { SystemError } from '../filesystem/errors.ts';
import type { Signal } from '../linux/signals.ts';
import type { System } from '../linux/system.ts';
import { type CommandLine, parseCommandLine } from './command-line.ts';
import type { Dialect } from './dialect.ts';
import type { ScriptFrame } from './frame-kinds.ts';
import { loadHistory } from './history.ts';
import { cannotOpen } from './messages.ts';
import { initialPrompt } from './prompt.ts';
import { type BuiltinTable, FIRST_HELD, Shell } from './shell-process.ts';
import { startFiles } from './start-files.ts';
import { readScript } from './start-program.ts';
import type { Beginning, ShellState } from './state.ts';
import { put } from './table.ts';
import { resetTraps } from './traps.ts';
import { isName } from './variables.ts';

/** What a shell begins with, from its command line and environment. */
export function startShell(
  system: System,
  dialect: Dialect,
  builtins: BuiltinTable,
): ShellState | { readonly exit: number } {
  const argv0 = (system.argv[0] ?? 'sh').replace(/^-/, '');
  const state = emptyState(system, argv0);
  const shell = new Shell(system, state, dialect, builtins);
  const line = parseCommandLine(shell, system.argv.slice(1));
  if (typeof line === 'string') {
    system.write(2, line);
    return { exit: 2 };
  }
  state.options = line.options;
  state.settings = line.settings;
  importEnvironment(shell);
  if (system.argv[0]?.startsWith('-')) line.login = true;
  state.login = line.login;
  const chosen = chooseScript(shell, line);
  if (!('exit' in chosen)) state.frames.push(...startFiles(shell, line));
  return chosen;
}

function emptyState(system: System, name: string): ShellState {
  return {
    shellPid: system.pid,
    startedMs: system.now,
    name,
    parameters: [],
    variables: {},
    size: 0,
    functions: {},
    aliases: {},
    hashed: {},
    options: '',
    settings: [],
    units: {},
    nextUnit: 1,
    frames: [],
    callers: [],
    status: 0,
    pipeStatus: [0],
    line: 1,
    lastWord: system.env.get('_') ?? name,
    background: null,
    jobs: [],
    nextJob: 1,
    traps: {},
    pending: [],
    held: [],
    substituted: [],
    folders: [],
    disabled: [],
    userDescriptors: [],
    forkRetries: 0,
    begin: null,
    subshell: false,
    level: 0,
    interactive: false,
    login: false,
    reads: 'input',
    tested: false,
    exiting: false,
    getopts: { index: 1, offset: 0 },
    input: '',
    inputEnded: false,
    inputAwaits: null,
    inputLine: 1,
    prompted: false,
    prompt: null,
    editor: null,
    history: [],
    historyStart: 0,
    killed: '',
    asksWhereCursorIs: false,
    jobWarning: 0,
    terminal: null,
  };
}

function importEnvironment(shell: Shell): void {
  const { system, state, dialect } = shell;
  const set = (name: string, value: string, exported = false) =>
    put(state.variables, name, exported ? { value, exported } : { value });
  for (const [name, value] of system.env) if (isName(name)) set(name, value, true);
  set('IFS', ' \t\n');
  set(
    'PWD',
    system.env.get('PWD')?.startsWith('/') ? workingDirectory(system) : system.workingDirectory,
    true,
  );
  set('OPTIND', '1');
  set('PPID', String(system.parentPid));
  if (!system.env.has('PATH')) {
    set(
      'PATH',
      dialect === 'ash'
        ? '/sbin:/usr/sbin:/bin:/usr/bin'
        : '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    );
  }
  if (dialect !== 'dash') set('SHLVL', String((Number(system.env.get('SHLVL') ?? 0) || 0) + 1), true);
  if (dialect === 'bash') {
    const version = system.executable.version ?? '5.2.15';
    set('BASH_VERSION', `${version}(1)-release`);
    set('BASH', '/bin/bash');
    set('OSTYPE', 'linux-gnu');
    set('MACHTYPE', 'x86_64-pc-linux-gnu');
    set('HOSTTYPE', 'x86_64');
  }
}

/** PWD of the environment, where it is true (it may go through symbolic links). */
function workingDirectory(system: System): string {
  const said = system.env.get('PWD') ?? '';
  try {
    return system.realPath(said) === system.workingDirectory ? said : system.workingDirectory;
  } catch (error) {
    if (error instanceof SystemError) return system.workingDirectory;
    throw error;
  }
}

function chooseScript(shell: Shell, line: CommandLine): ShellState | { readonly exit: number } {
  const { state, system, dialect } = shell;
  const script: ScriptFrame = { is: 'script', kind: 'main', text: '', at: 0, line: 1, unit: null };
  if (line.command !== undefined) {
    const [name, ...parameters] = line.operands;
    state.name = name ?? state.name;
    state.parameters = parameters;
    state.reads = 'argument';
    state.frames = [{ ...script, text: line.command, line: dialect === 'ash' ? 0 : 1 }];
    return state;
  }
  const [path, ...parameters] = line.operands;
  if (path !== undefined && !line.readsInput) {
    state.parameters = parameters;
    state.reads = 'file';
    const text = scriptText(shell, path);
    if (text === undefined) return { exit: dialect === 'bash' ? 127 : dialect === 'dash' ? 2 : 2 };
    state.name = path;
    state.frames = [{ ...script, text }];
    return state;
  }
  state.parameters = line.operands;
  state.options += 's';
  state.frames = [{ ...script, kind: 'input' }];
  if (line.options.includes('i') || (system.isTerminal(0) && system.isTerminal(2))) beInteractive(shell);
  return state;
}

function scriptText(shell: Shell, path: string): string | undefined {
  const { system, state, dialect } = shell;
  try {
    const stat = system.stat(path);
    if (stat.type === 'directory') throw new SystemError('EISDIR');
    return readScript(shell, path) ?? '';
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    const words = {
      bash: `${state.name}: ${path}: ${error.message}\n`,
      dash: `${state.name}: 0: ${cannotOpen('dash', path, false, error.code, error.message)}\n`,
      ash: `${state.name}: can't open '${path}': ${error.message}\n`,
    };
    system.write(2, words[dialect]);
    return undefined;
  }
}

/** Signals that must not end a shell at a terminal. They are handled, not ignored: its children would inherit that. */
const KEPT_FROM: readonly Signal[] = [
  'SIGINT',
  'SIGQUIT',
  'SIGTERM',
  'SIGTSTP',
  'SIGTTIN',
  'SIGTTOU',
  'SIGWINCH',
];

function beInteractive(shell: Shell): void {
  const { state, system, dialect } = shell;
  state.interactive = true;
  state.options = [...new Set(`${state.options}im`)].join('');
  if (dialect === 'bash') {
    state.settings.push('expand_aliases', 'history', 'emacs');
    state.options += 'H';
  }
  put(state.variables, 'PS1', { value: system.env.get('PS1') ?? initialPrompt(shell) });
  put(state.variables, 'PS2', { value: system.env.get('PS2') ?? '> ' });
  system.onSignal('handle', KEPT_FROM);
  if (!system.isTerminal(0)) {
    state.options = state.options.replace('m', '');
    return;
  }
  state.terminal = system.duplicate(0, undefined, FIRST_HELD);
  state.held.push(state.terminal);
  state.asksWhereCursorIs = isAlpine(shell);
  if (dialect !== 'dash') loadHistory(shell);
  try {
    if (system.processGroup !== system.pid) system.setProcessGroup(0, 0);
    system.setForeground(state.terminal, system.processGroup);
  } catch (error) {
    // The leader of a session can't leave its group: it is in its own already.
    if (!(error instanceof SystemError)) throw error;
  }
}

/** Alpine's busybox asks terminals where the cursor is; the one of Docker's busybox image doesn't. */
function isAlpine({ system }: Shell): boolean {
  try {
    return system.stat('/etc/alpine-release').type === 'file';
  } catch (error) {
    if (error instanceof SystemError) return false;
    throw error;
  }
}

/** What a subshell does first: its descriptors, its signals. */
export function beginSubshell(shell: Shell, begin: Beginning): void {
  const { state, system } = shell;
  state.begin = null;
  resetTraps(shell);
  if (state.terminal !== null) {
    system.onSignal('default', KEPT_FROM);
    state.terminal = null;
  }
  state.options = state.options.replace(/[im]/g, '');
  if (begin.background) system.onSignal('ignore', ['SIGINT', 'SIGQUIT']);
  if (begin.noInput) {
    const empty = system.open('/dev/null', { read: true });
    if (empty !== 0) {
      system.duplicate(empty, 0);
      system.close(empty);
    }
  }
  for (const [from, to] of begin.moves) system.duplicate(from, to);
  for (const descriptor of begin.close) if (system.isOpen(descriptor)) system.close(descriptor);
}
