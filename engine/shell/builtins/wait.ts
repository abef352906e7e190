import { isDone, reap, removeJob, statusOf, tellSignal } from '../jobs.ts';
import type { Outcome, Shell } from '../shell-process.ts';
import type { Frame, Job } from '../state.ts';
import type { Builtin } from './builtin.ts';
import { complaint } from './builtin.ts';
import { findJob } from './jobs.ts';

/** What wait gives for a process that isn't a child. */
const NOT_A_CHILD = 127;

const wait: Builtin = {
  run(shell, words) {
    const operands = words.slice(1).filter((word) => word !== '--' && word !== '-n');
    reap(shell);
    shell.state.status = 0;
    if (operands.length === 0) {
      const waited = shell.state.jobs.filter(({ background }) => background);
      if (waited.length > 0) shell.push({ is: 'wait', jobs: waited.map(({ id }) => id) });
      return undefined;
    }
    const jobs: number[] = [];
    for (const word of operands) {
      const job = jobOf(shell, word);
      if (job !== undefined) jobs.push(job.id);
      else shell.state.status = missing(shell, word);
    }
    if (jobs.length > 0) shell.push({ is: 'wait', jobs });
    return undefined;
  },
};

function jobOf(shell: Shell, word: string): Job | undefined {
  if (word.startsWith('%')) return findJob(shell, word);
  return shell.state.jobs.find(({ pids }) => pids.includes(Number(word)));
}

function missing(shell: Shell, word: string): number {
  if (shell.dialect !== 'bash') return NOT_A_CHILD;
  const isPid = /^\d+$/.test(word);
  const words = isPid
    ? `pid ${word} is not a child of this shell`
    : `\`${word}': not a pid or valid job spec`;
  return complaint(shell, 'wait', words, isPid ? NOT_A_CHILD : 1);
}

/** Goes on until all its jobs have ended, or a signal with a trap comes. */
export function advanceWait(shell: Shell, frame: Extract<Frame, { is: 'wait' }>): Outcome {
  reap(shell);
  const all = frame.jobs.flatMap((id) => shell.job(id) ?? []);
  if (all.some((job) => !isDone(job))) return { until: { child: true } };
  shell.pop();
  const last = all.at(-1);
  if (last !== undefined) shell.state.status = statusOf(last);
  for (const job of all) {
    removeJob(shell, job);
    tellWaited(shell, job);
  }
  return undefined;
}

/** bash is silent about SIGTERM here. */
function tellWaited(shell: Shell, job: Job): void {
  if (job.signal === undefined || job.signal === 'SIGINT' || shell.state.interactive) return;
  if (shell.dialect !== 'bash' || job.signal !== 'SIGTERM') tellSignal(shell, job, job.signal);
}

export const waitBuiltins: Readonly<Record<string, Builtin>> = { wait };
