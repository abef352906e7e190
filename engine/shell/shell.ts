import { SystemError } from '../filesystem/errors.ts';
import { type Signal, signalNumber } from '../linux/signals.ts';
import type { Next, Program } from '../linux/system.ts';
import { advanceRead } from './builtins/read.ts';
import { builtinTable } from './builtins/table.ts';
import { advanceWait } from './builtins/wait.ts';
import { advanceCapture, startCapture } from './capture.ts';
import { answerHelp } from './commands/command.ts';
import {
  advanceCase,
  advanceCommand,
  advanceFor,
  advanceForArithmetic,
  advanceIf,
  advanceLoop,
} from './compound.ts';
import { dialectOf } from './dialect.ts';
import { advancePause, afterRefusedFork } from './fork-retry.ts';
import type { Frame } from './frame-kinds.ts';
import { exitShell, finish, unwindTo } from './frames.ts';
import { saveHistory } from './history.ts';
import { advanceInput, giveUpInput } from './input.ts';
import { advanceJob } from './jobs.ts';
import { interruptedEditing, mayEdit, stopEditing } from './line-editor/read-line.ts';
import { advanceAndOr, advanceList, advancePipeline, advanceStages } from './pipeline.ts';
import { advancePrompt } from './prompt.ts';
import { Suspended } from './replay.ts';
import { advanceScript } from './script.ts';
import { advanceSelect } from './select.ts';
import { type Outcome, Shell } from './shell-process.ts';
import { beginSubshell, startShell } from './start.ts';
import { advanceSpawn } from './start-program.ts';
import type { ShellState } from './state.ts';
import { lookUp, remove } from './table.ts';
import { beforeReturn, nextTrap, runTrapScript, takeSignals } from './traps.ts';
import { CommandFailed, ForkRefused, ShellCrashed } from './trouble.ts';

/** The shell behind sh, ash, dash and bash. It stops where it waits, and goes on from its state. */
export const shell: Program<ShellState> = {
  start(system) {
    const helped = answerHelp(system);
    if (helped !== undefined) return helped;
    const dialect = dialectOf(system);
    const started = startShell(system, dialect, builtinTable);
    return 'exit' in started ? started : run(new Shell(system, started, dialect, builtinTable));
  },
  step(system, state) {
    return run(new Shell(system, state, dialectOf(system), builtinTable));
  },
};

function run(shell: Shell): Next<ShellState> {
  const { state, system } = shell;
  if (state.begin !== null) beginSubshell(shell, state.begin);
  for (;;) {
    takeSignals(shell);
    if (shell.isExhausted) return { state, until: { cpuMs: Math.max(1, shell.usedMicroseconds / 1000) } };
    const outcome = advanceSafely(shell);
    if (outcome === undefined) continue;
    system.spend(shell.usedMicroseconds);
    return 'until' in outcome ? { state, until: outcome.until } : outcome;
  }
}

/** One move. What failed in it ends the command, or the shell. */
function advanceSafely(shell: Shell): Outcome {
  const depth = shell.state.frames.length;
  try {
    return mayPause(shell, () => advance(shell));
  } catch (error) {
    if (error instanceof CommandFailed) giveUp(shell, error, depth);
    else if (error instanceof ShellCrashed) return { exit: 2 };
    else if (error instanceof SystemError) {
      shell.complain(error.message);
      giveUp(shell, new CommandFailed(1, 'command'), depth);
    } else throw error;
    return undefined;
  }
}

/** A move that has to be made again: when a command has run, or when there may be more processes. */
function mayPause(shell: Shell, move: () => Outcome): Outcome {
  try {
    return move();
  } catch (error) {
    if (error instanceof ForkRefused) afterRefusedFork(shell, error);
    else if (error instanceof Suspended) mayPause(shell, () => startCapture(shell, error));
    else throw error;
    return undefined;
  }
}

function giveUp(shell: Shell, { status, reach }: CommandFailed, depth: number): void {
  const { state } = shell;
  const endsLine = reach === 'line' && !state.subshell && !(shell.option('e') && !shell.isTested);
  if (reach !== 'command' && !state.interactive && !endsLine) {
    exitShell(shell, status);
    return;
  }
  if (endsLine) unwindTo(shell, ({ is }) => is === 'script');
  else if (reach !== 'command' || depth > state.frames.length + 1) unwindTo(shell, isOuterScript);
  else if (state.frames.length >= depth) unwindFailed(shell, depth);
  state.status = status;
}

/** The command that failed is over, with what it had begun. */
function unwindFailed(shell: Shell, depth: number): void {
  while (shell.state.frames.length >= depth && shell.state.frames.length > 0) {
    if (shell.state.frames.at(-1)?.is === 'script') return;
    finish(shell);
  }
}

/** What reads the shell's own commands, whose next line can go on. */
function isOuterScript(frame: Frame): boolean {
  return frame.is === 'script' && (frame.kind === 'input' || frame.kind === 'main');
}

function advance(shell: Shell): Outcome {
  const { state } = shell;
  if (shell.isTooDeep) return { killedBy: 'SIGSEGV' };
  if (state.interactive && state.pending.includes('SIGINT') && lookUp(state.traps, 'SIGINT') === undefined) {
    interrupt(shell);
  }
  const trap = nextTrap(shell);
  if (trap !== undefined) {
    if (state.frames.at(-1)?.is === 'wait') interruptWait(shell, trap.signal);
    runTrapScript(shell, trap.text);
  }
  const frame = state.frames.at(-1);
  return frame === undefined ? end(shell) : advanceFrame(shell, frame);
}

/** The wait builtin ends with the signal's status, after its trap has run. */
function interruptWait(shell: Shell, signal: Signal): void {
  shell.pop();
  shell.state.status = 128 + signalNumber(signal);
}

/** Ctrl-C at a prompt, or while the shell itself is busy. */
function interrupt(shell: Shell): void {
  const { state } = shell;
  state.pending = state.pending.filter((signal) => signal !== 'SIGINT');
  unwindTo(shell, isOuterScript);
  shell.raw(interruptedEditing(shell));
  stopEditing(shell);
  giveUpInput(shell);
}

/** Nothing is left to do: the trap on EXIT, and then the end. */
function end(shell: Shell): Outcome {
  const { state } = shell;
  const trap = lookUp(state.traps, 'EXIT');
  if (trap === undefined || trap === '' || state.exiting) {
    if (mayEdit(shell) && !state.subshell) saveHistory(shell);
    return { exit: state.status };
  }
  state.exiting = true;
  remove(state.traps, 'EXIT');
  runTrapScript(shell, trap);
  return undefined;
}

function advanceFrame(shell: Shell, frame: Frame): Outcome {
  switch (frame.is) {
    case 'script':
      return frame.kind === 'input' ? advanceInput(shell, frame) : advanceScript(shell, frame);
    case 'list':
      return advanceList(shell, frame);
    case 'and-or':
      return advanceAndOr(shell, frame);
    case 'pipeline':
      return advancePipeline(shell, frame);
    case 'command':
      return advanceCommand(shell, frame);
    case 'if':
      return advanceIf(shell, frame);
    case 'loop':
      return advanceLoop(shell, frame);
    case 'for':
      return advanceFor(shell, frame);
    case 'select':
      return advanceSelect(shell, frame);
    case 'for arithmetic':
      return advanceForArithmetic(shell, frame);
    case 'case':
      return advanceCase(shell, frame);
    case 'stages':
      return advanceStages(shell, frame);
    case 'spawn':
      return advanceSpawn(shell, frame);
    case 'pause':
      return advancePause(shell, frame);
    case 'job':
      return advanceJob(shell, frame.job);
    case 'capture':
      return advanceCapture(shell, frame);
    case 'wait':
      return advanceWait(shell, frame);
    case 'read':
      return advanceRead(shell, frame);
    case 'prompt':
      return advancePrompt(shell, frame);
    case 'trap':
      return endTrap(shell, frame);
    case 'call':
      if (!beforeReturn(shell, frame)) finish(shell);
      return undefined;
    case 'redirected':
    case 'restore':
      finish(shell);
      return undefined;
  }
}

function endTrap(shell: Shell, frame: Extract<Frame, { is: 'trap' }>): Outcome {
  const { state } = shell;
  shell.pop();
  state.status = frame.status;
  state.pipeStatus = frame.pipeStatus;
  if (frame.exits) exitShell(shell, frame.status);
  return undefined;
}
