import { takeTooMuch } from '../linux/runaway.ts';
import { AGAIN } from '../linux/system.ts';
import { binary, decode } from './commands/bytes.ts';
import type { CaptureFrame } from './frame-kinds.ts';
import { isDone, statusOf } from './job-status.ts';
import { addJob, fork, reap, removeJob } from './jobs.ts';
import type { Suspended } from './replay.ts';
import type { Outcome, Shell } from './shell-process.ts';

/** What a command substitution may give, in bytes. */
const OUTPUT_MAX = 1_048_576;

/** Runs a command substitution: a subshell that writes to a pipe. */
export function startCapture(shell: Shell, { part, depth }: Suspended): undefined {
  const [read, write] = shell.pipe();
  try {
    const line = shell.state.line;
    const pid = fork(shell, {
      frames: [{ is: 'script', kind: 'capture', text: part.script, at: 0, line, unit: null }],
      moves: [[write, 1]],
    });
    const job = addJob(shell, [pid], '', { background: false, hidden: true });
    shell.push({ is: 'capture', job: job.id, descriptor: read, depth, text: '', ended: false });
  } catch (error) {
    shell.release(read);
    throw error;
  } finally {
    shell.release(write);
  }
}

export function advanceCapture(shell: Shell, frame: CaptureFrame): Outcome {
  while (!frame.ended) {
    const data = shell.system.read(frame.descriptor);
    if (data === AGAIN) return { until: { readable: [frame.descriptor] } };
    if (data.length === 0) frame.ended = true;
    else frame.text += binary(data);
    if (frame.text.length > OUTPUT_MAX) {
      takeTooMuch(shell.system);
      throw shell.fail('out of memory', 2);
    }
  }
  reap(shell);
  const job = shell.job(frame.job);
  if (job !== undefined && !isDone(job)) return { until: { child: true } };
  shell.pop();
  shell.release(frame.descriptor);
  const status = job === undefined ? 0 : statusOf(job);
  if (job !== undefined) removeJob(shell, job);
  shell.state.status = status;
  const below = shell.state.frames.at(-1);
  if (below === undefined || !('journal' in below)) return undefined;
  below.journal.push({
    depth: frame.depth,
    text: decode(frame.text.replaceAll('\0', '')).replace(/(?<!\n)\n+$/, ''),
  });
  if (below.is === 'command') below.captured = status;
  return undefined;
}
