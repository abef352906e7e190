import { isSignal, parseSignal, type Signal, signalNumber } from '../../linux/signals.ts';
import { singleQuoted } from '../quoting.ts';
import type { Shell } from '../shell-process.ts';
import { entriesOf, lookUp, put, remove } from '../table.ts';
import type { Builtin } from './builtin.ts';
import { complaint, simple } from './builtin.ts';

/** What isn't a signal, but can have a trap. */
const CONDITIONS = ['EXIT', 'ERR', 'DEBUG', 'RETURN'];

/** `TERM`, `SIGTERM`, `15`, `0`, `EXIT`. */
function conditionOf(text: string): string | undefined {
  const upper = text.toUpperCase();
  if (text === '0') return 'EXIT';
  return CONDITIONS.includes(upper) ? upper : parseSignal(text);
}

const trap = simple(
  (shell, words) => {
    const operands = words.slice(1).filter((word, index) => !(word === '--' && index === 0));
    const [first] = operands;
    if (first === undefined || first === '-p') return list(shell, operands.slice(1));
    if (first === '-l') return listSignals(shell);
    // With one operand, or a number first, all of them are conditions whose traps go.
    const resets = first === '-' || operands.length === 1 || /^\d+$/.test(first);
    const names = first === '-' || !resets ? operands.slice(1) : operands;
    let status = 0;
    for (const name of names) {
      const condition = conditionOf(name);
      if (condition === undefined) status = invalid(shell, name);
      else if (resets) clear(shell, condition);
      else set(shell, condition, first);
    }
    return status;
  },
  { special: true },
);

function invalid(shell: Shell, name: string): number {
  if (shell.dialect === 'bash') return complaint(shell, 'trap', `${name}: invalid signal specification`);
  if (shell.dialect === 'ash') return complaint(shell, 'trap', `${name}: invalid signal specification`);
  shell.raw(`trap: ${name}: bad trap\n`);
  return 1;
}

function clear({ state, system }: Shell, condition: string): void {
  if (!remove(state.traps, condition)) return;
  if (isSignal(condition) && !state.interactive) system.onSignal('default', [condition]);
}

function set({ state, system }: Shell, condition: string, text: string): void {
  if (isSignal(condition)) {
    const signal: Signal = condition;
    // What a shell was started without it can't get.
    if (lookUp(state.traps, condition) === undefined && system.ignores(signal)) return;
    if (signal === 'SIGKILL' || signal === 'SIGSTOP') return;
    system.onSignal(text === '' ? 'ignore' : 'handle', [signal]);
  }
  put(state.traps, condition, text);
}

function list(shell: Shell, names: readonly string[]): number {
  const wanted = names.map(conditionOf);
  const unknown = names.filter((name) => conditionOf(name) === undefined);
  for (const name of unknown) invalid(shell, name);
  const traps = entriesOf(shell.state.traps).sort(([a], [b]) => order(a) - order(b));
  for (const [condition, text] of traps) {
    if (wanted.length > 0 && !wanted.includes(condition)) continue;
    const name = shell.dialect === 'bash' ? condition : condition.replace(/^SIG/, '');
    shell.write(1, `trap -- ${singleQuoted(text)} ${name}\n`);
  }
  return unknown.length > 0 ? 1 : 0;
}

function order(condition: string): number {
  return isSignal(condition) ? signalNumber(condition) : 0;
}

/** Real-time signals have no names of their own: they are counted from either end. */
function signalName(number: number): string | undefined {
  if (number === 34) return 'SIGRTMIN';
  if (number === 64) return 'SIGRTMAX';
  if (number > 34 && number < 50) return `SIGRTMIN+${number - 34}`;
  if (number >= 50 && number < 64) return `SIGRTMAX-${64 - number}`;
  return parseSignal(String(number));
}

const SIGNALS_A_LINE = 5;

function listSignals(shell: Shell): number {
  const names = Array.from({ length: 64 }, (_, at) => at + 1).flatMap((number) => {
    const name = signalName(number);
    return name === undefined ? [] : [`${String(number).padStart(2)}) ${name}`];
  });
  const lines: string[] = [];
  for (let at = 0; at < names.length; at += SIGNALS_A_LINE) {
    const line = names.slice(at, at + SIGNALS_A_LINE);
    lines.push(`${line.join('\t')}${line.length < SIGNALS_A_LINE ? '\t' : ''}\n`);
  }
  shell.write(1, lines.join(''));
  return 0;
}

export const trapBuiltins: Readonly<Record<string, Builtin>> = { trap };
