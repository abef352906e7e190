import { SystemError } from '../../filesystem/errors.ts';
import { giveTerminal, isDone, reap, removeJob, statusOf } from '../jobs.ts';
import type { Shell } from '../shell-process.ts';
import type { Job } from '../state.ts';
import type { Builtin } from './builtin.ts';
import { complaint, options, simple } from './builtin.ts';

/** Width of the column with what a job is doing. */
const STATE_WIDTH = { bash: 24, dash: 27, ash: 27 } as const;

function shownJobs({ state }: Shell): Job[] {
  return state.jobs.filter(({ hidden }) => !hidden);
}

/** `%1`, `%%`, `%+`, `%-`, `%name`, `%?text`. */
export function findJob(shell: Shell, text: string): Job | undefined {
  const jobs = shownJobs(shell);
  const spec = text.startsWith('%') ? text.slice(1) : text;
  if (['', '%', '+'].includes(spec)) return jobs.at(-1);
  if (spec === '-') return jobs.at(-2) ?? jobs.at(-1);
  if (/^\d{1,9}$/.test(spec)) return jobs.find(({ id }) => id === Number(spec));
  return jobs.findLast((job) =>
    spec.startsWith('?') ? job.text.includes(spec.slice(1)) : job.text.startsWith(spec),
  );
}

function noSuchJob(shell: Shell, builtin: string, word: string): number {
  if (shell.dialect === 'bash') return complaint(shell, builtin, `${word}: no such job`);
  return complaint(shell, builtin, `No such job: ${word}`, 2);
}

function stateOf(shell: Shell, job: Job): string {
  if (!isDone(job)) return job.stopped ? 'Stopped' : 'Running';
  const status = statusOf(job);
  if (status === 0) return 'Done';
  return shell.dialect === 'bash' ? `Exit ${status}` : `Done(${status})`;
}

const jobs = simple((shell, words) => {
  const parsed = options(shell, words, 'lpnrs');
  if (parsed === undefined) return shell.state.status;
  reap(shell);
  const all = shownJobs(shell);
  for (const job of all) {
    if (parsed.given.has('p')) {
      shell.write(1, `${job.group}\n`);
      continue;
    }
    const mark = job === all.at(-1) ? '+' : job === all.at(-2) ? '-' : ' ';
    const pid = parsed.given.has('l') ? `${job.pids[0] ?? ''} ` : '';
    const what = stateOf(shell, job).padEnd(STATE_WIDTH[shell.dialect]);
    const running = shell.dialect === 'bash' && !isDone(job) && job.background ? ' &' : '';
    shell.write(1, `[${job.id}]${mark}  ${pid}${what}${job.text}${running}\n`);
    if (isDone(job)) removeJob(shell, job);
  }
  return 0;
});

/** Lets a job go on: in the foreground, or in the background. */
function resume(foreground: boolean): Builtin {
  return {
    run(shell, words) {
      const [builtin = '', word = '%+'] = words;
      if (!shell.option('m')) {
        shell.state.status = complaint(shell, builtin, 'no job control');
        return undefined;
      }
      const job = findJob(shell, word);
      if (job === undefined) {
        shell.state.status = noSuchJob(shell, builtin, word === '%+' ? 'current' : word);
        return undefined;
      }
      shell.write(1, foreground ? `${job.text}\n` : `[${job.id}] ${job.text}\n`);
      if (foreground) giveTerminal(shell, job.group);
      proceed(shell, job);
      shell.state.status = 0;
      if (foreground) shell.push({ is: 'job', job: job.id });
      return undefined;
    },
  };
}

function proceed({ system }: Shell, job: Job): void {
  job.stopped = false;
  try {
    system.kill(-job.group, 'SIGCONT');
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
  }
}

const disown = simple(
  (shell, words) => {
    const found = words.slice(1).filter((word) => !word.startsWith('-'));
    const chosen =
      found.length === 0 ? shownJobs(shell).slice(-1) : found.flatMap((word) => findJob(shell, word) ?? []);
    if (chosen.length === 0) return noSuchJob(shell, 'disown', found[0] ?? 'current');
    for (const job of chosen) removeJob(shell, job);
    return 0;
  },
  { in: ['bash'] },
);

export const jobBuiltins: Readonly<Record<string, Builtin>> = {
  jobs,
  fg: resume(true),
  bg: resume(false),
  disown,
};
