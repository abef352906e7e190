import type { Frame } from '../frame-kinds.ts';
import { isDone, statusOf } from '../job-status.ts';
import { reap, removeJob, tellSignal } from '../jobs.ts';
import type { Outcome, Shell } from '../shell-process.ts';
import type { Job } from '../state.ts';
import type { Builtin } from './builtin.ts';
import { complaint } from './builtin.ts';
import { findJob } from './jobs.ts';

/** What wait gives for a process that isn't a child. */
const NOT_A_CHILD = 127;

const wait: Builtin = {
  run(shell, words) {
    const operands = words.slice(1).filter((word) => word !== '--' && word !== '-n');
    const any = words[1] === '-n' && shell.dialect === 'bash';
    reap(shell);
    shell.state.status = any ? NOT_A_CHILD : 0;
    if (operands.length === 0) {
      const waited = shell.state.jobs.filter(({ background }) => background);
      if (waited.length > 0)
        shell.push({ is: 'wait', jobs: waited.map(({ id }) => id), ...(any ? { any } : { all: true }) });
      return undefined;
    }
    const jobs: number[] = [];
    for (const word of operands) {
      const job = jobOf(shell, word);
      if (job !== undefined) jobs.push(job.id);
      else shell.state.status = missing(shell, word);
    }
    if (jobs.length > 0) shell.push({ is: 'wait', jobs, ...(any ? { any } : {}) });
    return undefined;
  },
};

function jobOf(shell: Shell, word: string): Job | undefined {
  if (word.startsWith('%')) return findJob(shell, word);
  return shell.state.jobs.find(({ pids }) => pids.includes(Number(word)));
}

function missing(shell: Shell, word: string): number {
  if (word.startsWith('%')) {
    const words = shell.dialect === 'dash' ? `No such job: ${word}` : `${word}: no such job`;
    return complaint(shell, 'wait', words, shell.dialect === 'bash' ? NOT_A_CHILD : 2);
  }
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
  const waited = frame.jobs.flatMap((id) => shell.job(id) ?? []);
  const done = waited.filter(isDone);
  const isOver = frame.any === true ? done.length > 0 : done.length === waited.length;
  if (!isOver) return { until: { child: true } };
  shell.pop();
  const told = frame.any === true ? done.slice(0, 1) : done;
  const last = told.at(-1);
  if (last !== undefined) shell.state.status = frame.all === true ? 0 : statusOf(last);
  for (const job of told) {
    removeJob(shell, job);
    tellWaited(shell, job, frame.all === true);
  }
  return undefined;
}

/** bash is silent about SIGTERM here. */
function tellWaited(shell: Shell, job: Job, all: boolean): void {
  if (job.signal === undefined || job.signal === 'SIGINT' || shell.state.interactive) return;
  // Where all are waited for, dash and busybox say nothing.
  if (all && shell.dialect !== 'bash') return;
  if (shell.dialect !== 'bash' || job.signal !== 'SIGTERM') tellSignal(shell, job, job.signal);
}

export const waitBuiltins: Readonly<Record<string, Builtin>> = { wait };
