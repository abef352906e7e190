import { SystemError } from '../../filesystem/errors.ts';
import { currentJob, jobLine, listedJobs, previousJob } from '../job-list.ts';
import { isDone } from '../job-status.ts';
import { giveTerminal, reap, removeJob } from '../jobs.ts';
import type { Shell } from '../shell-process.ts';
import type { Job } from '../state.ts';
import type { Builtin } from './builtin.ts';
import { complaint, options, simple } from './builtin.ts';

/** `%1`, `%%`, `%+`, `%-`, `%name`, `%?text`. */
export function findJob(shell: Shell, text: string): Job | undefined {
  const jobs = listedJobs(shell);
  const spec = text.startsWith('%') ? text.slice(1) : text;
  if (['', '%', '+'].includes(spec)) return currentJob(shell);
  if (spec === '-') return previousJob(shell);
  if (/^\d{1,9}$/.test(spec)) return jobs.find(({ id }) => id === Number(spec));
  return jobs.findLast((job) =>
    spec.startsWith('?') ? job.text.includes(spec.slice(1)) : job.text.startsWith(spec),
  );
}

function noSuchJob(shell: Shell, builtin: string, word: string): number {
  const isCurrent = word === 'current';
  if (shell.dialect === 'bash') return complaint(shell, builtin, `${word}: no such job`);
  if (isCurrent) return complaint(shell, builtin, 'No current job', 2);
  return complaint(
    shell,
    builtin,
    shell.dialect === 'ash' ? `${word}: no such job` : `No such job: ${word}`,
    2,
  );
}

const jobs = simple((shell, words) => {
  const parsed = options(shell, words, 'lpnrs');
  if (parsed === undefined) return shell.state.status;
  reap(shell);
  const wanted = parsed.operands.flatMap((word) => findJob(shell, word) ?? []);
  const listed = parsed.operands.length === 0 ? listedJobs(shell) : wanted;
  for (const job of listed) {
    if (parsed.given.has('r') && (job.stopped || isDone(job))) continue;
    if (parsed.given.has('s') && !job.stopped) continue;
    shell.write(1, parsed.given.has('p') ? `${job.group}\n` : jobLine(shell, job, parsed.given.has('l')));
  }
  for (const job of listed) if (isDone(job)) removeJob(shell, job);
  return 0;
});

/** Lets a job go on: in the foreground, or in the background. */
function resume(foreground: boolean): Builtin {
  return {
    run(shell, words) {
      const [builtin = '', word = '%+'] = words;
      if (!shell.option('m') && (shell.dialect === 'bash' || currentJob(shell) !== undefined)) {
        shell.state.status = complaint(shell, builtin, 'no job control');
        return undefined;
      }
      const job = findJob(shell, word);
      if (job === undefined) {
        shell.state.status = noSuchJob(shell, builtin, word === '%+' ? 'current' : word);
        return undefined;
      }
      const mark =
        shell.dialect === 'bash'
          ? job === currentJob(shell)
            ? '+'
            : job === previousJob(shell)
              ? '-'
              : ' '
          : '';
      const running = shell.dialect === 'bash' ? ' &' : '';
      shell.write(1, foreground ? `${job.text}\n` : `[${job.id}]${mark} ${job.text}${running}\n`);
      job.background = !foreground;
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
  job.untold = false;
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
      found.length === 0
        ? [currentJob(shell) ?? []].flat()
        : found.flatMap((word) => findJob(shell, word) ?? []);
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
