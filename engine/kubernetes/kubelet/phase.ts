import type { ContainerStatus, PodSpec } from '../schemas/generated/types.ts';

/** The statuses of a pod's containers, by the part of the spec they belong to. */
export interface Statuses {
  readonly init: readonly ContainerStatus[];
  readonly app: readonly ContainerStatus[];
}

export function sidecarNames(spec: PodSpec): ReadonlySet<string> {
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  return new Set(sidecars.map(({ name }) => name));
}

interface Counts {
  waiting: number;
  running: number;
  stopped: number;
  succeeded: number;
}

/** @param over true once nothing of the pod will be started again (upstream's getPhase) */
export function podPhase(spec: PodSpec, { init, app }: Statuses, over: boolean): string {
  const policy = spec.restartPolicy ?? 'Always';
  const sidecars = sidecarNames(spec);
  const regular = init.filter(({ name }) => !sidecars.has(name));
  const failedInit = regular.some(
    ({ state }) => state?.terminated !== undefined && state.terminated.exitCode !== 0,
  );
  if (failedInit && (policy === 'Never' || over)) return 'Failed';
  const { waiting, running, stopped, succeeded } = countStates(app);
  if (waiting > 0) return 'Pending';
  if (running > 0) return 'Running';
  if (stopped === 0) return 'Pending';
  if (over) return stopped === succeeded ? 'Succeeded' : 'Failed';
  if (policy === 'Always') return 'Running';
  if (init.some(({ name, state }) => sidecars.has(name) && state?.running !== undefined)) return 'Running';
  if (stopped === succeeded) return 'Succeeded';
  return policy === 'Never' ? 'Failed' : 'Running';
}

/** Whether what comes after an init container may start. */
export function isInitialized(status: ContainerStatus, sidecars: ReadonlySet<string>): boolean {
  return sidecars.has(status.name) ? status.started === true : status.ready;
}

function countStates(statuses: readonly ContainerStatus[]): Counts {
  const counts = { waiting: 0, running: 0, stopped: 0, succeeded: 0 };
  for (const { state, lastState } of statuses) {
    if (state?.running !== undefined) counts.running++;
    else if (state?.terminated !== undefined) {
      counts.stopped++;
      if (state.terminated.exitCode === 0) counts.succeeded++;
    } else if (lastState?.terminated !== undefined) counts.stopped++;
    else counts.waiting++;
  }
  return counts;
}
