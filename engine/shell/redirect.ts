import { SystemError } from '../filesystem/errors.ts';
import type { Expansion } from './expand.ts';
import type { Frame } from './frame-kinds.ts';
import { cannotOpen } from './messages.ts';
import { FIRST_HELD, type Shell } from './shell-process.ts';
import type { Redirect, RedirectOperator } from './syntax/tree.ts';
import type { CommandFailed } from './trouble.ts';
import { assign, variableValue } from './variables.ts';

/** A redirection whose target was expanded. */
export interface Redirection {
  readonly descriptor: number;
  readonly variable?: string;
  readonly operator: RedirectOperator;
  readonly target: string;
}

/** Where descriptors lead after redirections: to which of the shell's own. */
export interface Descriptors {
  readonly map: Map<number, number>;
  /** Descriptors that were opened for it; to be closed when it is done. */
  readonly opened: number[];
}

/** Descriptors that commands inherit, as they are. */
function openDescriptors({ system, state }: Shell): Map<number, number> {
  const userDescriptors = [...state.userDescriptors, ...state.frames.flatMap(substitutedIn)];
  const map = new Map<number, number>();
  for (let descriptor = 0; descriptor < 10; descriptor++) {
    if (system.isOpen(descriptor)) map.set(descriptor, descriptor);
  }
  for (const descriptor of userDescriptors) if (system.isOpen(descriptor)) map.set(descriptor, descriptor);
  return map;
}

/** Descriptors of process substitutions that a command under way has. */
function substitutedIn(frame: Frame): number[] {
  if (frame.is !== 'redirected') return [];
  return frame.saved.flatMap(([descriptor, kept]) => (kept === -1 && descriptor >= 10 ? [descriptor] : []));
}

export function expandRedirects(expansion: Expansion, redirects: readonly Redirect[]): Redirection[] {
  return redirects.map(({ descriptor, operator, target, variable }) => {
    if (operator === 'text') return { descriptor, operator, target: expansion.single(target) };
    const fields =
      expansion.shell.dialect === 'bash' ? expansion.fields([target]) : [expansion.single(target)];
    const [only] = fields;
    if (only === undefined || fields.length > 1)
      throw expansion.shell.fail('ambiguous redirect', 1, 'command');
    return { descriptor, operator, target: only, ...(variable === undefined ? {} : { variable }) };
  });
}

/** Opens what redirections name. @throws CommandFailed; nothing is left open then */
export function openRedirections(shell: Shell, redirections: readonly Redirection[]): Descriptors {
  const descriptors: Descriptors = { map: openDescriptors(shell), opened: [] };
  try {
    for (const redirection of redirections) open(shell, redirection, descriptors);
  } catch (error) {
    for (const opened of descriptors.opened) shell.release(opened);
    throw error;
  }
  return descriptors;
}

function open(shell: Shell, redirection: Redirection, descriptors: Descriptors): void {
  const { operator, target, variable } = redirection;
  const { map } = descriptors;
  const duplicates = operator === '<&' || operator === '>&';
  if (variable !== undefined && !duplicates && operator !== 'text') {
    openForVariable(shell, variable, openFile(shell, target, operator), map);
    return;
  }
  const descriptor =
    variable === undefined ? redirection.descriptor : chosen(shell, variable, target === '-', map);
  switch (operator) {
    case '<&':
    case '>&':
      if (target === '-') {
        map.delete(descriptor);
      } else if (/^\d+$/.test(target)) {
        map.set(descriptor, existing(shell, map, target));
      } else if (operator === '>&' && shell.dialect === 'bash') {
        openBoth(shell, target, '>', descriptors);
      } else throw failed(shell, `${target}: ambiguous redirect`, 'bad fd number');
      return;
    case '&>':
    case '&>>':
      openBoth(shell, target, operator === '&>' ? '>' : '>>', descriptors);
      return;
    case 'text':
      map.set(descriptor, keep(descriptors, hereDocument(shell, target)));
      return;
    default:
      map.set(descriptor, keep(descriptors, openFile(shell, target, operator)));
  }
}

/** A file that was opened for `{name}>`: it stays at the descriptor that it has got. */
function openForVariable(shell: Shell, variable: string, opened: number, map: Map<number, number>): void {
  shell.state.held = shell.state.held.filter((held) => held !== opened);
  map.set(opened, opened);
  shell.state.userDescriptors.push(opened);
  assign(shell, variable, String(opened));
}

/** The descriptor that a `{name}` before a redirection stands for. */
function chosen(shell: Shell, variable: string, closes: boolean, map: ReadonlyMap<number, number>): number {
  if (closes) return Number(variableValue(shell, variable) ?? -1);
  let descriptor = FIRST_HELD;
  while (map.has(descriptor) || shell.system.isOpen(descriptor)) descriptor++;
  assign(shell, variable, String(descriptor));
  return descriptor;
}

function keep({ opened }: Descriptors, descriptor: number): number {
  opened.push(descriptor);
  return descriptor;
}

function openBoth(shell: Shell, target: string, operator: '>' | '>>', descriptors: Descriptors): void {
  const file = keep(descriptors, openFile(shell, target, operator));
  descriptors.map.set(1, file);
  descriptors.map.set(2, file);
}

function failed(shell: Shell, bash: string, other: string): CommandFailed {
  return shell.fail(shell.dialect === 'bash' ? bash : other, shell.dialect === 'bash' ? 1 : 2, 'command');
}

function existing(shell: Shell, map: ReadonlyMap<number, number>, target: string): number {
  const number = Number(target);
  const from = map.get(number) ?? (shell.state.held.includes(number) ? undefined : openAbove(shell, number));
  if (from !== undefined) return from;
  if (shell.dialect === 'dash') throw shell.fail(`${target}: Bad file descriptor`, 2, 'command');
  const words =
    shell.dialect === 'ash'
      ? `dup2(${target},${target}): Bad file descriptor`
      : `${target}: Bad file descriptor`;
  throw failed(shell, words, words);
}

function openAbove({ system }: Shell, descriptor: number): number | undefined {
  return descriptor >= 10 && descriptor < 1024 && system.isOpen(descriptor) ? descriptor : undefined;
}

function openFile(shell: Shell, path: string, operator: RedirectOperator): number {
  const { system } = shell;
  const writing = operator !== '<' && operator !== '<>';
  try {
    if (operator === '>' && shell.option('C') && isRegular(shell, path)) throw new SystemError('EEXIST');
    const mode = { '<': { read: true }, '<>': { read: true, write: true, create: true } }[
      operator === '<' ? '<' : '<>'
    ];
    const descriptor = system.open(
      path,
      writing
        ? { write: true, create: true, ...(operator === '>>' ? { append: true } : { truncate: true }) }
        : mode,
    );
    return shell.holdOnly(descriptor);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    const exists = error.code === 'EEXIST';
    const words = exists && shell.dialect === 'bash' ? 'cannot overwrite existing file' : error.message;
    const message = cannotOpen(shell.dialect, path, writing, error.code, words);
    throw shell.fail(message, shell.dialect === 'bash' ? 1 : shell.dialect === 'ash' ? 1 : 2, 'command');
  }
}

function isRegular({ system }: Shell, path: string): boolean {
  try {
    return system.stat(path).type === 'file';
  } catch (error) {
    if (error instanceof SystemError) return false;
    throw error;
  }
}

/** The text in a pipe, as shells do it; what a pipe has no room for waits in a file that has no name any more. */
const PIPE_BYTES = 4096;

function hereDocument(shell: Shell, text: string): number {
  const { system } = shell;
  if (text.length * 3 <= PIPE_BYTES) {
    const [read, write] = shell.pipe();
    shell.write(write, text);
    shell.release(write);
    return read;
  }
  const path = `/tmp/sh-thd.${system.pid}.${Math.floor(system.random() * 1e9)}`;
  try {
    const write = shell.holdOnly(
      system.open(path, { write: true, create: true, exclusive: true, mode: 0o600 }),
    );
    shell.write(write, text);
    shell.release(write);
    const read = shell.holdOnly(system.open(path, { read: true }));
    system.unlink(path);
    return read;
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    throw shell.fail(`cannot create temp file for here-document: ${error.message}`, 1, 'command');
  }
}

/**
 * Makes the shell's own descriptors lead where `map` says.
 * @returns what to do to undo it: [descriptor, where it led; -1: it was closed]
 */
export function installDescriptors(shell: Shell, { map, opened }: Descriptors): [number, number][] {
  const { system } = shell;
  const before = openDescriptors(shell);
  const changed = [...new Set([...before.keys(), ...map.keys()])].filter(
    (descriptor) => before.get(descriptor) !== map.get(descriptor),
  );
  const saved = changed.map((descriptor): [number, number] => [
    descriptor,
    before.has(descriptor) ? shell.hold(descriptor) : -1,
  ]);
  const kept = new Map(saved);
  for (const descriptor of changed) {
    const from = map.get(descriptor);
    if (from === undefined) system.close(descriptor);
    else system.duplicate(kept.get(from) ?? from, descriptor);
  }
  for (const descriptor of opened) shell.release(descriptor);
  noteUserDescriptors(shell, map);
  return saved;
}

function noteUserDescriptors({ state, system }: Shell, map: ReadonlyMap<number, number>): void {
  const known = new Set([...state.userDescriptors, ...map.keys()].filter((each) => each >= FIRST_HELD));
  state.userDescriptors = [...known].filter((each) => system.isOpen(each) && !state.held.includes(each));
}

export function restoreDescriptors(shell: Shell, saved: readonly (readonly [number, number])[]): void {
  for (const [descriptor, kept] of saved) {
    if (kept >= 0) {
      shell.system.duplicate(kept, descriptor);
      shell.release(kept);
    } else if (shell.system.isOpen(descriptor)) shell.system.close(descriptor);
  }
}
