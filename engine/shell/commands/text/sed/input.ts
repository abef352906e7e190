import { systemError } from '../../../../filesystem/errors.ts';
import { AGAIN, type Again, type System } from '../../../../linux/system.ts';
import { bytesOf } from '../../bytes.ts';
import { complain, fail } from '../../command.ts';
import { isBusybox } from '../../options.ts';
import { END, endsWith, lineSource, nextRecord } from '../line-source.ts';
import type { InputLine, SedState } from './state.ts';

/** Exit code where a file couldn't be read. */
const UNREADABLE = 2;

/** The next line to work on; sets `last`. @param ahead whether the script asks which line is the last one */
export function nextLine(system: System, state: SedState, ahead: boolean): InputLine | Again | typeof END {
  if (!ahead) return fetch(system, state);
  if (state.ahead === null) {
    const first = fetch(system, state);
    if (first === AGAIN || first === END) return first;
    state.ahead = first;
  }
  const after = fetch(system, state);
  if (after === AGAIN) return AGAIN;
  const current = state.ahead;
  state.ahead = after === END ? null : after;
  state.last = after === END;
  return current;
}

function fetch(system: System, state: SedState): InputLine | Again | typeof END {
  for (;;) {
    if (state.source === null) {
      const started = state.options.separate && state.name !== '';
      if (started || !openNext(system, state)) return END;
      continue;
    }
    const record = readRecord(system, state);
    if (record !== END) return record;
    if (state.source.descriptor > 0) system.close(state.source.descriptor);
    state.source = null;
  }
}

function readRecord(system: System, state: SedState): InputLine | Again | typeof END {
  if (state.source === null) return END;
  try {
    return nextRecord(system, state.source, endsWith(state.options.separator));
  } catch (error) {
    const { message } = systemError(error);
    const words = isBusybox(system) ? `read error: ${message}` : `couldn't read ${state.name}: ${message}`;
    complain(
      system,
      message === 'Is a directory' && !isBusybox(system) ? `read error on ${state.name}: ${message}` : words,
    );
    state.exitCode = UNREADABLE;
    state.source.ended = true;
    state.source.buffer = '';
    return END;
  }
}

/** Opens the next operand that can be. @returns false: there is none */
export function openNext(system: System, state: SedState): boolean {
  for (let name = state.operands.shift(); name !== undefined; name = state.operands.shift()) {
    try {
      if (state.options.inPlace !== null && !startReplacing(system, state, name)) continue;
      state.source = lineSource(name === '-' ? 0 : system.open(name, { read: true }));
      state.name = name;
      return true;
    } catch (error) {
      const { message } = systemError(error);
      complain(system, isBusybox(system) ? `${name}: ${message}` : `can't read ${name}: ${message}`);
      state.exitCode = isBusybox(system) ? 1 : UNREADABLE;
    }
  }
  return false;
}

function startReplacing(system: System, state: SedState, name: string): boolean {
  const stat = system.stat(name);
  if (stat.type !== 'file') {
    complain(system, `couldn't edit ${name}: not a regular file`);
    state.exitCode = 4;
    return false;
  }
  const folder = name.includes('/') ? name.slice(0, name.lastIndexOf('/') + 1) : './';
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  const random = () => letters.charAt(Math.floor(system.random() * letters.length));
  const temporary = `${folder}sed${Array.from({ length: 6 }, random).join('')}`;
  try {
    state.output = system.open(temporary, { write: true, create: true, exclusive: true, mode: 0o600 });
  } catch (error) {
    throw fail(system, `couldn't open temporary file ${temporary}: ${systemError(error).message}`, 4);
  }
  system.changeMode(temporary, stat.mode);
  system.changeOwner(temporary, stat.uid, stat.gid);
  state.temporary = temporary;
  return true;
}

/** The file that was worked on gets its new content. */
export function finishReplacing(system: System, state: SedState): void {
  if (state.temporary === '') return;
  if (state.source !== null && state.source.descriptor > 0) system.close(state.source.descriptor);
  state.source = null;
  state.owesNewline = false;
  system.close(state.output);
  state.output = 1;
  const suffix = state.options.inPlace ?? '';
  if (suffix !== '') {
    const slash = state.name.lastIndexOf('/') + 1;
    const base = state.name.slice(slash);
    const backup = suffix.includes('*') ? suffix.replaceAll('*', base) : base + suffix;
    system.rename(state.name, backup.includes('/') ? backup : state.name.slice(0, slash) + backup);
  }
  system.rename(state.temporary, state.name);
  state.temporary = '';
}

export function writeOut(system: System, state: SedState, text: string): void {
  if (text === '') return;
  try {
    system.write(state.output, bytesOf(text));
  } catch (error) {
    const words = `couldn't flush stdout: ${systemError(error).message}`;
    throw fail(system, isBusybox(system) ? `write error: ${systemError(error).message}` : words, 4);
  }
}
