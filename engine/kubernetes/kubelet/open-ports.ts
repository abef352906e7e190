import type { Listener } from '../../container/process.ts';
import type { Cluster } from '../cluster.ts';
import type { PodView } from './downward.ts';
import { timelineOf } from './process.ts';
import type { KubeletContainer } from './state.ts';
import { containersOf } from './sync.ts';

/** A port that somebody listens on. */
export interface OpenPort {
  readonly listener: Listener;
  /** How long its process has been running. */
  readonly elapsedMs: number;
}

/** The open TCP port of a pod that is reached from outside: its containers share one address. */
export function openPort(
  cluster: Cluster,
  view: PodView,
  states: readonly KubeletContainer[],
  port: number,
): OpenPort | undefined {
  for (const { spec } of containersOf(view.pod)) {
    const state = states.find(({ name }) => name === spec.name);
    if (state?.step.is !== 'running' || state.run === undefined) continue;
    const elapsedMs = cluster.now - state.run.startedAtMs;
    const listener = timelineOf(cluster, view, spec, state.run)?.listeners.find(
      (candidate) =>
        candidate.port === port &&
        candidate.protocol === 'TCP' &&
        candidate.loopbackOnly !== true &&
        candidate.fromMs <= elapsedMs,
    );
    if (listener !== undefined) return { listener, elapsedMs };
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
