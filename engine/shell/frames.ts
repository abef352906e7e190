import type { Frame } from './frame-kinds.ts';
import { restoreDescriptors } from './redirect.ts';
import type { Shell } from './shell-process.ts';
import { lookUp, put } from './table.ts';
import { restoreVariable } from './variables.ts';

/** Puts a list under way. */
export function pushList(shell: Shell, unit: number, node: number): void {
  shell.push({ is: 'list', unit, node, index: 0 });
}

/** Ends the frame on top, and undoes what it had changed for those above it. */
export function finish(shell: Shell): void {
  const frame = shell.state.frames.pop();
  if (frame !== undefined) cleanUp(shell, frame);
}

function cleanUp(shell: Shell, frame: Frame): void {
  switch (frame.is) {
    case 'redirected':
      restoreDescriptors(shell, frame.saved);
      return;
    case 'restore':
      for (const [name, before] of [...frame.variables].reverse()) restoreVariable(shell, name, before);
      return;
    case 'call':
      for (const [name, before] of [...frame.locals].reverse()) restoreVariable(shell, name, before);
      for (const [condition, text] of frame.outside)
        if (lookUp(shell.state.traps, condition) === undefined) put(shell.state.traps, condition, text);
      shell.state.lastWord = shell.state.parameters.at(-1) ?? frame.name;
      shell.state.parameters = frame.parameters;
      return;
    case 'script':
      if (frame.unit !== null) releaseUnit(shell, frame.unit);
      if (frame.parameters !== undefined) shell.state.parameters = frame.parameters;
      return;
    case 'capture':
      shell.release(frame.descriptor);
      return;
    case 'stages':
      if (frame.input !== null) shell.release(frame.input);
      return;
    case 'spawn':
      for (const opened of frame.opened) shell.release(opened);
      return;
    default:
  }
}

/** Ends frames until `isTarget`; that one stays. @returns false where there is none: all are gone then */
export function unwindTo(shell: Shell, isTarget: (frame: Frame) => boolean): boolean {
  const { frames } = shell.state;
  for (let top = frames.at(-1); top !== undefined; top = frames.at(-1)) {
    if (isTarget(top)) return true;
    finish(shell);
  }
  return false;
}

/** Forgets a complete command that was run, unless a function is defined in it. */
export function releaseUnit({ state }: Shell, unit: number): void {
  const isUsed =
    Object.values(state.functions).some((each) => each.unit === unit) ||
    state.frames.some((frame) => 'unit' in frame && frame.unit === unit);
  if (!isUsed) delete state.units[unit];
}

/** Ends the shell: nothing of what is under way goes on. */
export function exitShell(shell: Shell, status: number): void {
  shell.state.status = status & 0xff;
  unwindTo(shell, () => false);
}
