import type { Kernel } from './kernel.ts';

/** The windows of the averages, in ms. */
const WINDOWS_MS = [60_000, 300_000, 900_000] as const;

/** How many tasks of a host run or wait for a disk, and what came of it. */
export interface Load {
  readonly sinceMs: number;
  /** From then on. */
  readonly tasks: number;
  /** Until then: damped exponentially over each window. */
  readonly averages: readonly number[];
}

const NONE: Load = { sinceMs: 0, tasks: 0, averages: [0, 0, 0] };

/** After so many begin or end to run or to wait. */
export function noteLoad({ cgroups, now }: Kernel, host: string, tasks: number): void {
  const root = cgroups.get(host, '/');
  const load = root?.load ?? NONE;
  if (root === undefined || load.tasks === tasks) return;
  root.load = { sinceMs: now, tasks, averages: averagesAt(load, now) };
  cgroups.changed(root);
}

/** Of the last minute, five and fifteen. */
export function loadAverages({ cgroups, now }: Kernel, host: string): readonly number[] {
  return averagesAt(cgroups.get(host, '/')?.load ?? NONE, now);
}

function averagesAt({ sinceMs, tasks, averages }: Load, now: number): number[] {
  return WINDOWS_MS.map(
    (window, index) => tasks + ((averages[index] ?? 0) - tasks) * Math.exp((sinceMs - now) / window),
  );
}
