import { isSignal, type Signal } from '../linux/signals.ts';
import type { CallFrame, CommandFrame } from './frame-kinds.ts';
import type { Shell } from './shell-process.ts';
import type { Command } from './syntax/tree.ts';
import { keysOf, lookUp, remove } from './table.ts';

/** Runs what a trap says; the status is then as it was before. */
export function runTrapScript(
  shell: Shell,
  text: string,
  { exits = false, command }: { readonly exits?: boolean; readonly command?: string } = {},
): void {
  const { state } = shell;
  const { pipeStatus, status } = state;
  shell.push({ is: 'trap', status, pipeStatus, exits, ...(command === undefined ? {} : { command }) });
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

const debugged: readonly Command['kind'][] = ['simple', 'arithmetic', 'conditional', 'case', 'for', 'select'];

/** The trap on DEBUG, before a command. @returns false: there is none, or it has run */
export function beforeCommand(shell: Shell, frame: CommandFrame, kind: Command['kind']): boolean {
  const { state } = shell;
  const text = lookUp(state.traps, 'DEBUG');
  if (text === undefined || text === '' || frame.debugged === true || !debugged.includes(kind)) return false;
  if (state.frames.some(({ is }) => is === 'trap')) return false;
  frame.debugged = true;
  runTrapScript(shell, text);
  return true;
}

/** The trap on RETURN, before a function ends. @returns false: there is none, or it has run */
export function beforeReturn(shell: Shell, frame: CallFrame): boolean {
  const text = lookUp(shell.state.traps, 'RETURN');
  if (text === undefined || text === '' || frame.returned === true) return false;
  frame.returned = true;
  runTrapScript(shell, text);
  return true;
}

/** Takes away the traps that functions don't inherit: `set -T` and `set -E` say that they do. */
export function trapsOutside(shell: Shell): [condition: string, text: string][] {
  const { traps } = shell.state;
  const kept = [...(shell.option('T') ? [] : ['DEBUG', 'RETURN']), ...(shell.option('E') ? [] : ['ERR'])];
  return kept.flatMap((condition): [string, string][] => {
    const text = lookUp(traps, condition);
    remove(traps, condition);
    return text === undefined ? [] : [[condition, text]];
  });
}

/** `BASH_COMMAND`: what runs, or what a trap runs for. */
export function commandUnderWay(shell: Shell): string {
  const { frames } = shell.state;
  const first = frames.findIndex(({ is }) => is === 'trap');
  const trap = frames[first];
  if (trap?.is === 'trap' && trap.command !== undefined) return trap.command;
  const under = (first < 0 ? frames : frames.slice(0, first)).findLast(({ is }) => is === 'pipeline');
  const node = under?.is === 'pipeline' ? shell.node(under.unit, under.node) : undefined;
  return node?.kind === 'pipeline' ? node.text : '';
}

/** `set -T` and `set -E`. */
function isInherited(options: string, name: string): boolean {
  return (
    (options.includes('T') && /^(?:DEBUG|RETURN)$/.test(name)) || (options.includes('E') && name === 'ERR')
  );
}

/** A subshell keeps only the traps that ignore. */
export function resetTraps({ state, system }: Shell): void {
  const handled: Signal[] = [];
  for (const name of keysOf(state.traps)) {
    if (lookUp(state.traps, name) === '' || isInherited(state.options, name)) continue;
    if (isSignal(name)) handled.push(name);
    remove(state.traps, name);
  }
  if (handled.length > 0) system.onSignal('default', handled);
}
