import { systemError } from '../../filesystem/errors.ts';
import type { Signal } from '../../linux/signals.ts';
import type { Next, Program, System } from '../../linux/system.ts';
import { say } from './console.ts';
import { type Ending, ended, signalAll } from './halting.ts';
import { type Action, type InittabLine, parseInittab } from './inittab.ts';

const MEMORY_BYTES = 786_432;
/** Between two starts of what is respawned, and after each of the signals at the end. */
const PAUSE_MS = 1000;

type State = {
  lines: InittabLine[];
  phase: 'sysinit' | 'wait' | 'running' | 'shutdown' | 'terminated' | 'killed';
  /** Index of the next line that is run and waited for. */
  next: number;
  /** The child that is waited for; 0: none. */
  current: number;
  /** Index of a line that is respawned → its process, or 0. */
  respawned: { [index: string]: number };
  nextMs: number;
  ending: Ending;
};

const ENDINGS: Partial<Record<Signal, Ending>> = {
  SIGUSR1: 'halt',
  SIGPWR: 'halt',
  SIGUSR2: 'poweroff',
  SIGTERM: 'reboot',
};

/** Busybox's init: does what /etc/inittab says. */
export const busyboxInit: Program<State> = {
  start(system) {
    if (system.pid !== 1) {
      system.write(2, 'init: must be run as PID 1\n');
      return { exit: 1 };
    }
    system.onSignal('handle', ['SIGCHLD', 'SIGINT', 'SIGHUP', 'SIGPWR', 'SIGUSR1', 'SIGUSR2', 'SIGTERM']);
    system.setMemory(MEMORY_BYTES);
    const lines = [...linesOf(system)];
    return step(system, {
      lines,
      phase: 'sysinit',
      next: 0,
      current: 0,
      respawned: {},
      nextMs: 0,
      ending: 'halt',
    });
  },
  step,
};

function step(system: System, state: State): Next<State> {
  for (const signal of system.takeSignals()) hear(system, state, signal);
  for (let child = system.wait(); typeof child === 'object'; child = system.wait()) {
    if (child.pid === state.current) state.current = 0;
    for (const [index, pid] of Object.entries(state.respawned)) {
      if (pid !== child.pid) continue;
      state.respawned[index] = 0;
      state.nextMs = system.now + PAUSE_MS;
    }
  }
  if (state.current !== 0) return waiting(state, undefined);
  if (state.phase === 'sysinit' && runNext(system, state, 'sysinit')) return waiting(state, undefined);
  if (state.phase === 'sysinit') begin(state, 'wait');
  if (state.phase === 'wait' && runNext(system, state, 'wait')) return waiting(state, undefined);
  if (state.phase === 'wait') {
    for (const line of state.lines) if (line.action === 'once') run(system, line);
    begin(state, 'running');
  }
  if (state.phase === 'running') return respawn(system, state);
  if (state.phase === 'shutdown' && runNext(system, state, 'shutdown')) return waiting(state, undefined);
  return end(system, state);
}

function hear(system: System, state: State, signal: Signal): void {
  const ending = ENDINGS[signal];
  if (ending !== undefined && ['sysinit', 'wait', 'running'].includes(state.phase)) {
    state.ending = ending;
    state.current = 0;
    begin(state, 'shutdown');
  }
  if (signal === 'SIGHUP') {
    state.lines = [...linesOf(system)];
    state.respawned = {};
  }
  if (signal === 'SIGINT')
    for (const line of state.lines) if (line.action === 'ctrlaltdel') run(system, line);
}

function begin(state: State, phase: State['phase']): void {
  state.phase = phase;
  state.next = 0;
}

/** Runs the next line of an action, which is then waited for. @returns false where there is none */
function runNext(system: System, state: State, action: Action): boolean {
  while (state.next < state.lines.length) {
    const line = state.lines[state.next++];
    if (line?.action !== action) continue;
    state.current = run(system, line);
    if (state.current !== 0) return true;
  }
  return false;
}

function respawn(system: System, state: State): Next<State> {
  if (system.now < state.nextMs) return waiting(state, state.nextMs);
  let isMissing = false;
  for (const [index, line] of state.lines.entries()) {
    if (line.action !== 'respawn' && line.action !== 'askfirst') continue;
    const pid = state.respawned[index] || run(system, line);
    state.respawned[index] = pid;
    isMissing ||= pid === 0;
  }
  state.nextMs = system.now + PAUSE_MS;
  return waiting(state, isMissing ? state.nextMs : undefined);
}

/** What is left gets SIGTERM, a second, SIGKILL, and another second. */
function end(system: System, state: State): Next<State> {
  if (state.phase !== 'shutdown' && system.now < state.nextMs) return waiting(state, state.nextMs);
  if (state.phase === 'killed') {
    say(system, `Requesting system ${state.ending}`);
    return ended(state.ending);
  }
  const isFirst = state.phase === 'shutdown';
  if (isFirst) say(system, 'The system is going down NOW!');
  signalAll(system, isFirst ? 'SIGTERM' : 'SIGKILL');
  say(system, `Sent ${isFirst ? 'SIGTERM' : 'SIGKILL'} to all processes`);
  state.phase = isFirst ? 'terminated' : 'killed';
  state.nextMs = system.now + PAUSE_MS;
  return waiting(state, state.nextMs);
}

/** @returns the process, or 0 where it can't be started */
function run(system: System, { command }: InittabLine): number {
  const [path = ''] = command;
  try {
    return system.spawn({ path, argv: command, env: new Map([['PATH', PATH]]), newSession: true });
  } catch (error) {
    say(system, `can't run '${path}': ${systemError(error).message}`);
    return 0;
  }
}

const PATH = '/sbin:/usr/sbin:/bin:/usr/bin';

function linesOf(system: System): InittabLine[] {
  try {
    return parseInittab(system.readText('/etc/inittab'));
  } catch (error) {
    systemError(error);
    return [];
  }
}

/** It hears of its children by SIGCHLD. */
function waiting(state: State, timeMs: number | undefined): Next<State> {
  return { state, until: timeMs === undefined ? {} : { timeMs } };
}
