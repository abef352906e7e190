import type { Job } from './state.ts';

export function isDone(job: Job): boolean {
  return job.pids.every((pid) => job.statuses[pid] !== undefined);
}

export function statusOf(job: Job): number {
  return job.statuses[job.pids.at(-1) ?? 0] ?? 0;
}
