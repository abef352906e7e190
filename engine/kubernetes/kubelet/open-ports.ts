import type { Listener } from '../../container/process.ts';
import type { Cluster } from '../cluster.ts';
import type { PodView } from './downward.ts';
import { timelineOf } from './process.ts';
import type { KubeletContainer } from './state.ts';
import { containersOf } from './sync.ts';

/** A port that a process listens on, or will. Moments are ms of virtual time. */
export interface PodPort {
  readonly listener: Listener;
  readonly startedAtMs: number;
  readonly opensAtMs: number;
}

/** The TCP port of a pod as it is reached from outside: its containers share one address. */
export function findPort(
  cluster: Cluster,
  view: PodView,
  states: readonly KubeletContainer[],
  port: number,
): PodPort | undefined {
  for (const { spec } of containersOf(view.pod)) {
    const state = states.find(({ name }) => name === spec.name);
    if (state?.step.is !== 'running' || state.run === undefined) continue;
    const { startedAtMs } = state.run;
    const listener = timelineOf(cluster, view, spec, state.run)?.listeners.find(
      (candidate) =>
        candidate.port === port && candidate.protocol === 'TCP' && candidate.loopbackOnly !== true,
    );
    if (listener !== undefined) return { listener, startedAtMs, opensAtMs: startedAtMs + listener.fromMs };
  }
  return undefined;
}

/** The next moment at which something in a running container of the pod may change. */
export function nextChange(
  cluster: Cluster,
  view: PodView,
  states: readonly KubeletContainer[],
): number | undefined {
  let next: number | undefined;
  for (const { spec } of containersOf(view.pod)) {
    const state = states.find(({ name }) => name === spec.name);
    if (state?.step.is !== 'running' || state.run === undefined) continue;
    const { startedAtMs } = state.run;
    const changes = timelineOf(cluster, view, spec, state.run)?.changesAtMs ?? [];
    const change = changes.find((atMs) => startedAtMs + atMs > cluster.now);
    if (change !== undefined) next = Math.min(next ?? Number.POSITIVE_INFINITY, startedAtMs + change);
  }
  return next;
}
