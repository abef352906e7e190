import { isSignal, type Signal } from '../linux/signals.ts';
import type { Shell } from './shell-process.ts';
import { keysOf, lookUp, remove } from './table.ts';

/** Runs what a trap says; the status is then as it was before. */
export function runTrapScript(shell: Shell, text: string, exits = false): void {
  const { state } = shell;
  shell.push({ is: 'trap', status: state.status, pipeStatus: state.pipeStatus, exits });
  shell.push({ is: 'script', kind: 'trap', text, at: 0, line: state.line, unit: null });
}

/** Takes the signals that came, and runs the traps of those that have one. */
export function takeSignals(shell: Shell): void {
  for (const signal of shell.system.takeSignals()) {
    if (lookUp(shell.state.traps, signal) || (shell.state.interactive && signal === 'SIGINT')) {
      if (!shell.state.pending.includes(signal)) shell.state.pending.push(signal);
    }
  }
}

/** A signal's trap that may run now: not while a child in the foreground runs. */
export function nextTrap({ state }: Shell): { readonly signal: Signal; readonly text: string } | undefined {
  const top = state.frames.at(-1)?.is;
  if (state.pending.length === 0 || top === 'job' || top === 'capture') return undefined;
  const signal = state.pending.shift();
  const text = signal === undefined ? undefined : lookUp(state.traps, signal);
  return signal === undefined || text === undefined ? undefined : { signal, text };
}

/** A subshell keeps only the traps that ignore. */
export function resetTraps({ state, system }: Shell): void {
  const handled: Signal[] = [];
  for (const name of keysOf(state.traps)) {
    if (lookUp(state.traps, name) === '') continue;
    if (isSignal(name)) handled.push(name);
    remove(state.traps, name);
  }
  if (handled.length > 0) system.onSignal('default', handled);
}
