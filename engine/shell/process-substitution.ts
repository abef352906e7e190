import { addJob, fork } from './jobs.ts';
import type { Shell } from './shell-process.ts';
import type { ProcessPart } from './syntax/tree.ts';

/** Descriptors are given out from here downwards, as bash does. */
const HIGHEST = 63;
const LOWEST = 20;

/** Starts what stands in `<(…)` or `>(…)`. @returns the path of its output, or of its input @throws ForkRefused */
export function substituteProcess(shell: Shell, { script, direction, line }: ProcessPart): string {
  const { system, state } = shell;
  const [read, write] = shell.pipe();
  try {
    const pid = fork(shell, {
      frames: [{ is: 'script', kind: 'capture', text: script, at: 0, line: state.line + line, unit: null }],
      moves: [direction === 'read' ? [write, 1] : [read, 0]],
      close: [...state.substituted],
    });
    addJob(shell, [pid], '', { background: false, hidden: true });
    let descriptor = HIGHEST;
    while (descriptor > LOWEST && system.isOpen(descriptor)) descriptor--;
    if (descriptor === LOWEST) throw shell.fail('Too many open files', 1, 'command');
    system.duplicate(direction === 'read' ? read : write, descriptor);
    state.substituted.push(descriptor);
    return `/dev/fd/${descriptor}`;
  } finally {
    shell.release(read);
    shell.release(write);
  }
}

/** What the words of the command have started is closed when the command has ended. */
export function closeSubstitutionsAfter(shell: Shell): void {
  const { substituted } = shell.state;
  if (substituted.length === 0) return;
  shell.state.substituted = [];
  shell.push({
    is: 'redirected',
    saved: substituted.map((descriptor): [number, number] => [descriptor, -1]),
  });
}
