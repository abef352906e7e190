import { SystemError } from '../filesystem/errors.ts';
import type { Frame } from './frame-kinds.ts';
import { reap } from './jobs.ts';
import { cannotFork } from './messages.ts';
import type { Outcome, Shell } from './shell-process.ts';
import { CommandFailed, type ForkRefused } from './trouble.ts';

/** How often bash tries again, after 1, 2, 4 and 8 seconds. */
const RETRIES_MAX = 4;

/**
 * No process could be made. bash pauses and then makes the same move again; other shells give up at once.
 * @throws CommandFailed where it gives up
 */
export function afterRefusedFork(shell: Shell, { error }: ForkRefused): void {
  const { state, system, dialect } = shell;
  if (dialect !== 'bash' || error.code !== 'EAGAIN' || state.forkRetries >= RETRIES_MAX) {
    throw forkFailure(shell, error);
  }
  reap(shell);
  shell.raw(`${state.name}: fork: retry: ${error.message}\n`);
  shell.push({ is: 'pause', untilMs: system.now + 2 ** state.forkRetries * 1000 });
  state.forkRetries++;
}

/** A child that ends interrupts the pause, and then bash doesn't try again. */
export function advancePause(shell: Shell, { untilMs }: Extract<Frame, { is: 'pause' }>): Outcome {
  const { some, left } = reap(shell);
  const isOver = untilMs <= shell.system.now;
  if (!isOver && !some) return { until: { timeMs: untilMs, child: left } };
  shell.pop();
  if (!isOver) throw forkFailure(shell, new SystemError('EINTR'));
  return undefined;
}

function forkFailure(shell: Shell, error: SystemError): CommandFailed {
  shell.state.forkRetries = 0;
  const words = cannotFork(shell.dialect, error);
  // bash says it without the line.
  if (shell.dialect === 'bash') shell.raw(`${shell.state.name}: ${words}\n`);
  else shell.complain(words);
  return new CommandFailed(shell.dialect === 'bash' ? 254 : 2, 'shell');
}
