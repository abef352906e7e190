import { freshUntilMs, isStarting, keep, stateOf } from './containers.ts';
import { watchContainer } from './running.ts';
import type { KubeletContainer, Stopping } from './state.ts';
import { beginStop, hastenStop, podGraceMs } from './stop.ts';
import { containersOf, type PodSync, type SpecContainer } from './sync.ts';
import { STEADY_MS } from './timing.ts';

/** Sees whether the pod has to stop: it was deleted, or is older than it may get. */
export function checkTermination(sync: PodSync): void {
  const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = sync.pod.metadata;
  if (deletionTimestamp !== undefined) {
    stopBy(sync, 'deleted', sync.now + deletionGracePeriodSeconds * 1000);
    return;
  }
  checkDeadline(sync);
}

/** Who is pulling or starting containers looks at the clock again when all of them have been tried. */
export function checkDeadline(sync: PodSync): void {
  const seconds = sync.pod.spec.activeDeadlineSeconds;
  const { stopping, containers } = sync.record;
  if (seconds === undefined || stopping !== undefined || isStarting(containers)) return;
  if (freshUntilMs(containers, sync.now) !== undefined) return;
  const deadlineMs = sync.record.sinceMs + seconds * 1000;
  if (deadlineMs > sync.now) {
    sync.wakeAt(deadlineMs, deadlineMs - sync.now > STEADY_MS);
    return;
  }
  const message = 'Pod was active on the node longer than the specified deadline';
  sync.event({ type: 'Normal', reason: 'DeadlineExceeded', message });
  stopBy(sync, 'deadline', sync.now + podGraceMs(sync.view));
}

/** The containers that matter are done: what still runs beside them is stopped. */
export function finishPod(sync: PodSync): void {
  stopBy(sync, 'finished', sync.now + podGraceMs(sync.view));
}

function stopBy(sync: PodSync, why: Stopping['why'], killAtMs: number): void {
  const standing = sync.record.stopping;
  if (standing !== undefined && standing.killAtMs <= killAtMs) return;
  const stopping: Stopping =
    standing === undefined ? { why, sinceMs: sync.now, killAtMs } : { ...standing, killAtMs };
  sync.record = { ...sync.record, stopping };
}

/** Takes the pod's containers down; true once none of them is left. Sidecars outlive the others. */
export function stopContainers(sync: PodSync, { killAtMs }: Stopping): boolean {
  const containers = containersOf(sync.pod);
  const others = containers.filter(({ role }) => role !== 'sidecar');
  const sidecars = containers.filter(({ role }) => role === 'sidecar').reverse();
  for (const container of others) stopContainer(sync, container, killAtMs);
  for (const sidecar of sidecars) {
    const first = sync.record.containers.every(
      ({ role, step }) => role === 'sidecar' || step.is === 'finished',
    );
    if (first) stopContainer(sync, sidecar, killAtMs);
    else keep(sync, watchContainer(sync, sidecar, stateOf(sync, sidecar)));
  }
  return sync.record.containers.every(({ step }) => step.is === 'finished');
}

function stopContainer(sync: PodSync, container: SpecContainer, killAtMs: number): void {
  keep(sync, stopped(sync, container, stateOf(sync, container), killAtMs));
}

function stopped(
  sync: PodSync,
  container: SpecContainer,
  state: KubeletContainer,
  killAtMs: number,
): KubeletContainer {
  const { step } = state;
  if (step.is === 'finished') return state;
  if (step.is !== 'running') return { ...givenUp(sync, state), step: { is: 'finished' } };
  const message = `Stopping container ${container.spec.name}`;
  const told =
    step.stop === undefined
      ? beginStop(sync, container, state, { message, afterwards: 'end', killAtMs })
      : hastenStop(state, killAtMs);
  const watched = watchContainer(sync, container, told);
  if (watched.step.is === 'running') return watched;
  return { ...watched, step: { is: 'finished' } };
}

/** What a deleted pod had been waiting to start again stays as it ended last. */
function givenUp({ record }: PodSync, state: KubeletContainer): KubeletContainer {
  if (record.stopping?.why !== 'deleted' || state.exit === undefined) return state;
  const { waiting: _over, ...rest } = state;
  return rest;
}
