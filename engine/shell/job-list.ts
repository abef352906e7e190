import { isDone, statusOf } from './job-status.ts';

import { signalWords } from './messages.ts';
import type { Shell } from './shell-process.ts';
import type { Job } from './state.ts';

/** Width of the column with what a job is doing: bash. The others: of all that stands before the command. */
const BASH_STATE = 24;
const ALMQUIST_START = 33;

/** Jobs from the current one on: what was stopped last, then what was started last. */
function byImportance({ state }: Shell): Job[] {
  const jobs = state.jobs.filter(({ hidden }) => !hidden).reverse();
  return [...jobs.filter(({ stopped }) => stopped), ...jobs.filter(({ stopped }) => !stopped)];
}

/** The jobs as they are listed: bash by their numbers, the others the current one first. */
export function listedJobs(shell: Shell): Job[] {
  const jobs = byImportance(shell);
  return shell.dialect === 'bash' ? jobs.sort((one, other) => one.id - other.id) : jobs;
}

export function currentJob(shell: Shell): Job | undefined {
  return byImportance(shell)[0];
}

export function previousJob(shell: Shell): Job | undefined {
  const [current, previous] = byImportance(shell);
  return previous ?? current;
}

/** The line that jobs and prompts show of a job. */
export function jobLine(shell: Shell, job: Job, withPid = false): string {
  const [current, previous] = byImportance(shell);
  const mark = job === current ? '+' : job === previous ? '-' : ' ';
  const state = stateOf(shell, job);
  if (shell.dialect === 'bash') {
    const running = !isDone(job) && !job.stopped ? ' &' : '';
    const pid = withPid ? ` ${job.pids[0] ?? ''} ` : '  ';
    return `[${job.id}]${mark}${pid}${state.padEnd(BASH_STATE)}${job.text}${running}\n`;
  }
  const number = shell.dialect === 'ash' ? `[${job.id}]${mark}  ` : `[${job.id}] ${mark} `;
  const pid = withPid ? `${job.pids[0] ?? ''} ` : '';
  return `${(number + pid + state).padEnd(ALMQUIST_START)}${job.text}\n`;
}

function stateOf(shell: Shell, job: Job): string {
  if (!isDone(job)) return job.stopped ? stoppedWords(shell, job) : 'Running';
  const status = statusOf(job);
  const words =
    job.signal === undefined
      ? undefined
      : (signalWords[job.signal] ?? (job.signal === 'SIGINT' ? 'Interrupt' : undefined));
  if (words !== undefined) return words;
  if (status === 0) return 'Done';
  return shell.dialect === 'bash' ? `Exit ${status}` : `Done(${status})`;
}

const STOPPED: Readonly<Record<string, string>> = {
  SIGSTOP: 'Stopped (signal)',
  SIGTTIN: 'Stopped (tty input)',
  SIGTTOU: 'Stopped (tty output)',
};

function stoppedWords({ dialect }: Shell, { stoppedBy = 'SIGTSTP' }: Job): string {
  return dialect === 'bash' ? 'Stopped' : (STOPPED[stoppedBy] ?? 'Stopped');
}

/** Whether the shell may end: at a terminal it says once that jobs are stopped. */
export function mayLeave(shell: Shell): boolean {
  const { state } = shell;
  if (!state.interactive || state.jobWarning > 0) return true;
  if (!state.jobs.some(({ stopped, hidden }) => stopped && !hidden)) return true;
  state.jobWarning = 2;
  shell.raw(shell.dialect === 'bash' ? 'There are stopped jobs.\n' : 'You have stopped jobs.\n');
  return false;
}
