import { parseSignal, signalNumber } from '../../../linux/signals.ts';
import {
  AGAIN,
  type ExitStatus,
  type Next,
  type Program,
  type System,
  type Wait,
} from '../../../linux/system.ts';
import { complain, fail, guarded } from '../command.ts';
import { missingOperand } from '../files/make.ts';
import { commandName, isBusybox, type Manual, parseOptions, Quit, usageError } from '../options.ts';
import { quote } from '../quoting.ts';
import { parseDuration } from './durations.ts';
import { startChild } from './running.ts';

/** What a shell shows for the end of a command. */
export function exitCode(status: ExitStatus): number {
  return 'code' in status ? status.code : 128 + signalNumber(status.signal);
}

const sleepManual = {
  gnu: 'NUMBER[SUFFIX]...\n  or:  sleep OPTION\nPause for NUMBER seconds.',
};

type Asleep = { untilMs: number | undefined };

export const sleep: Program<Asleep> = guarded({
  start(system) {
    const { operands } = parseOptions(system, { letters: '', manual: sleepManual });
    if (operands.length === 0) throw missingOperand(system, sleepManual);
    let total = 0;
    for (const text of operands) {
      const ms = parseDuration(text);
      if (ms === undefined) {
        if (isBusybox(system)) throw fail(system, `invalid number '${text}'`);
        throw usageError(system, sleepManual, `invalid time interval ${quote(system, text)}`);
      }
      total += ms;
    }
    return asleep(system, { untilMs: Number.isFinite(total) ? system.now + total : undefined });
  },
  step: asleep,
});

function asleep(system: System, state: Asleep): Next<Asleep> {
  if (state.untilMs === undefined) return { state, until: {} };
  return system.now >= state.untilMs ? { exit: 0 } : { state, until: { timeMs: state.untilMs } };
}

export const usleep: Program<Asleep> = guarded({
  start(system) {
    const manual = { gnu: 'N' };
    const [text] = parseOptions(system, { letters: '', manual }).operands;
    if (text === undefined) throw missingOperand(system, manual);
    if (!/^\d{1,15}$/.test(text)) throw fail(system, `invalid number '${text}'`);
    return asleep(system, { untilMs: system.now + Number(text) / 1000 });
  },
  step: asleep,
});

const timeoutManual: Manual = {
  gnu: '[OPTION] DURATION COMMAND [ARG]...\n  or:  timeout [OPTION]\nStart COMMAND, and kill it if still running after DURATION.',
};
const TIMED_OUT = 124;
const TROUBLE = 125;

type Timing = {
  child: number;
  signal: string;
  dueMs: number | undefined;
  killAfterMs: number | undefined;
  expired: boolean;
  preserve: boolean;
};

export const timeout: Program<Timing> = guarded({
  start(system) {
    const manual = isBusybox(system) ? timeoutManual : { ...timeoutManual, usageExit: TROUBLE };
    const options = parseOptions(system, {
      letters: 's:k:v',
      long: { signal: 's', 'kill-after': 'k', verbose: 'v', foreground: '', 'preserve-status': '' },
      operandsLast: true,
      manual,
    });
    const [text, ...words] = options.operands;
    if (text === undefined || words.length === 0) {
      if (isBusybox(system)) throw missingOperand(system, manual);
      throw new Quit(`Try '${commandName(system)} --help' for more information.\n`, TROUBLE);
    }
    const name = options.value('s') ?? 'TERM';
    const signal = parseSignal(name);
    if (signal === undefined) {
      if (isBusybox(system)) throw fail(system, `bad signal name '${name}'`);
      throw usageError(system, manual, `${quote(system, name)}: invalid signal`);
    }
    const limit = timeLimit(system, manual, text);
    const kill = options.value('k');
    return timing(system, {
      child: startChild(system, words),
      signal,
      dueMs: limit > 0 && Number.isFinite(limit) ? system.now + limit : undefined,
      killAfterMs: kill === undefined ? undefined : timeLimit(system, manual, kill),
      expired: false,
      preserve: options.has('preserve-status'),
    });
  },
  step: timing,
});

function timeLimit(system: System, manual: Manual, text: string): number {
  const ms = parseDuration(text);
  if (ms !== undefined) return ms;
  if (isBusybox(system)) throw fail(system, `invalid number '${text}'`);
  throw usageError(system, manual, `invalid time interval ${quote(system, text)}`);
}

function timing(system: System, state: Timing): Next<Timing> {
  const ended = system.wait(state.child);
  if (ended !== AGAIN) {
    const code = ended === 'none' ? TROUBLE : exitCode(ended.status);
    if (!state.expired || state.preserve) return { exit: code };
    const killed = ended !== 'none' && 'signal' in ended.status && ended.status.signal === 'SIGKILL';
    if (isBusybox(system)) return { exit: code };
    return killed ? { killedBy: 'SIGKILL' } : { exit: TIMED_OUT };
  }
  if (state.dueMs !== undefined && system.now >= state.dueMs) {
    system.kill(state.child, state.expired ? 'SIGKILL' : parseSignal(state.signal));
    state.dueMs =
      state.expired || state.killAfterMs === undefined ? undefined : system.now + state.killAfterMs;
    state.expired = true;
  }
  return { state, until: waitFor(state.dueMs) };
}

/** For a child, and for a moment where there is one. */
function waitFor(timeMs: number | undefined): Wait {
  return timeMs === undefined ? { child: true } : { child: true, timeMs };
}

const timeManual = {
  gnu: '[OPTIONS] COMMAND [ARG]...',
};

type Measuring = { child: number; sinceMs: number; posix: boolean; userMs: number };

export const time: Program<Measuring> = guarded({
  start(system) {
    const options = parseOptions(system, { letters: 'p', operandsLast: true, manual: timeManual });
    if (options.operands.length === 0) throw missingOperand(system, timeManual);
    const child = startChild(system, options.operands);
    return measuring(system, { child, sinceMs: system.now, posix: options.has('p'), userMs: 0 });
  },
  step: measuring,
});

function measuring(system: System, state: Measuring): Next<Measuring> {
  const view = system.processes().find((process) => process.pid === state.child);
  if (view !== undefined) state.userMs = view.cpuMs;
  const ended = system.wait(state.child);
  if (ended === AGAIN) return { state, until: { child: true } };
  const code = ended === 'none' ? 1 : exitCode(ended.status);
  if (ended !== 'none' && 'signal' in ended.status)
    complain(system, `Command terminated by signal ${signalNumber(ended.status.signal)}`);
  const rows = [
    ['real', system.now - state.sinceMs],
    ['user', state.userMs],
    ['sys', 0],
  ] as const;
  for (const [name, ms] of rows) {
    const seconds = ms / 1000;
    const text = state.posix
      ? `${name} ${seconds.toFixed(2)}`
      : `${name}\t${Math.floor(seconds / 60)}m ${(seconds % 60).toFixed(2)}s`;
    system.write(2, `${text}\n`);
  }
  return { exit: code };
}
