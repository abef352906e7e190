import type { Wait } from '../../linux/system.ts';
import { readLineOf } from './builtins/file-input.ts';
import { flush, writeTo } from './builtins/file-methods.ts';
import { compiled, enter } from './machine/imports.ts';
import type { Machine } from './machine/machine.ts';
import { Blocked, Raised } from './machine/raised.ts';
import { is } from './machine/values.ts';
import { versionText } from './modules/sys-members.ts';
import { complain, uncaught } from './uncaught.ts';

/** Characters of a program that comes from standard input. */
const SOURCE_MAX = 1_048_576;

/** Takes the program from standard input: all of it at once, or line by line from a terminal. */
export function beginDialogue(machine: Machine, interactive: boolean, quiet: boolean): void {
  machine.state.interactive = { pending: '', prompted: false, prompts: interactive };
  if (!interactive || quiet) return;
  const version = versionText(machine).replace(' [', ' [');
  complain(
    machine,
    `Python ${version} on linux\nType "help", "copyright", "credits" or "license" for more information.\n`,
  );
}

/** Reads on until there is something to run. @returns what to wait for; undefined: there is a frame, or it is over */
export function nextLine(machine: Machine): Wait | undefined {
  const { interactive } = machine.state;
  const stdin = machine.module('sys')?.globals.get('stdin');
  if (interactive === undefined || !is(stdin, 'file')) return undefined;
  try {
    return interactive.prompts ? dialogue(machine, stdin) : wholeProgram(machine, stdin);
  } catch (error) {
    if (error instanceof Blocked) return error.until;
    if (!(error instanceof Raised)) throw error;
    interactive.pending = '';
    uncaught(machine, machine.thread, error.error);
    if (!interactive.prompts) machine.state.ending = { code: 1, interrupted: false };
    return interactive.prompts ? { timeMs: machine.system.now } : undefined;
  }
}

/** An interrupt at the prompt: what was typed is forgotten. */
export function interruptDialogue(machine: Machine): void {
  const { interactive } = machine.state;
  if (interactive === undefined) return;
  interactive.pending = '';
  interactive.prompted = false;
  complain(machine, '\nKeyboardInterrupt\n');
}

type Input = Parameters<typeof readLineOf>[1];

function wholeProgram(machine: Machine, stdin: Input): undefined {
  const { state } = machine;
  const { interactive } = state;
  if (interactive === undefined) return;
  for (;;) {
    const { length, value } = readLineOf(machine, stdin);
    if (length === 0) break;
    interactive.pending += typeof value === 'string' ? value : '';
    if (interactive.pending.length > SOURCE_MAX) throw machine.error('MemoryError', '');
  }
  const source = interactive.pending;
  state.interactive = undefined;
  const module = machine.module('__main__');
  if (module === undefined) return;
  try {
    enter(machine, compiled(source, '<stdin>'), module, { kind: 'drop' });
  } catch (error) {
    if (!(error instanceof Raised)) throw error;
    uncaught(machine, machine.thread, error.error);
  }
}

function dialogue(machine: Machine, stdin: Input): undefined {
  const { interactive } = machine.state;
  if (interactive === undefined) return;
  for (;;) {
    if (!interactive.prompted) {
      const stdout = machine.module('sys')?.globals.get('stdout');
      if (is(stdout, 'file')) {
        writeTo(machine, stdout, interactive.pending === '' ? '>>> ' : '... ');
        flush(machine, stdout);
      }
      interactive.prompted = true;
    }
    const { length, value } = readLineOf(machine, stdin);
    interactive.prompted = false;
    if (length === 0 && interactive.pending === '') {
      complain(machine, '\n');
      machine.state.interactive = undefined;
      return;
    }
    interactive.pending += typeof value === 'string' ? value : '';
    if (!isComplete(machine, interactive.pending, length === 0)) continue;
    const source = interactive.pending;
    interactive.pending = '';
    if (source.trim() === '') continue;
    const module = machine.module('__main__');
    if (module !== undefined) enter(machine, compiled(source, '<stdin>', 'line'), module, { kind: 'drop' });
    return;
  }
}

/** A block goes on until an empty line; what lacks its end goes on, too. */
function isComplete(_machine: Machine, source: string, ended: boolean): boolean {
  if (ended) return true;
  const lines = source.replace(/\n$/, '').split('\n');
  const [first = ''] = lines;
  const isBlock =
    /^(?:@|(?:async|class|def|for|if|try|while|with|match)\b)/.test(first) &&
    /:\s*(?:#.*)?$/.test(lines.find((line) => /:\s*(?:#.*)?$/.test(line)) ?? '');
  if (isBlock || first.startsWith('@')) return lines.at(-1)?.trim() === '' && lines.length > 1;
  return !isOpen(source);
}

function isOpen(source: string): boolean {
  const bare = source.replace(/'''[\s\S]*?'''|"""[\s\S]*?"""/g, '');
  if (/'''|"""/.test(bare)) return true;
  const code = bare.replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|#.*/g, '');
  const opened = (code.match(/[([{]/g) ?? []).length - (code.match(/[)\]}]/g) ?? []).length;
  return opened > 0 || /\\\n$/.test(source);
}
