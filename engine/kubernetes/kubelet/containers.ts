import { isStarted, reviveProbes } from './probes.ts';
import { beginStart, finishPull, isStuck, lookAtFetch } from './pull.ts';
import { afterExit } from './restart.ts';
import { watchContainer } from './running.ts';
import { startContainer } from './start.ts';
import type { KubeletContainer } from './state.ts';
import { containersOf, type PodSync, type SpecContainer } from './sync.ts';
import { FIRST_LOOK_MS, STEADY_MS } from './timing.ts';

/** Takes every container of the pod as far as it gets at this moment, in the order in which they start. */
export function advanceContainers(sync: PodSync): void {
  const containers = containersOf(sync.pod);
  const before = runningIds(sync);
  if (!sync.cluster.kubelets.instances.motions.isQuiet(sync.pod.metadata.uid)) reviveAll(sync, containers);
  const begun = sync.record.containers.some(({ role, run }) => role === 'app' && run !== undefined);
  let initialized = true;
  for (const container of containers) {
    const { role } = container;
    // Ephemeral containers are there to find out why others don't start.
    const itsTurn = initialized || (begun && role === 'sidecar') || role === 'ephemeral';
    const state = advance(sync, container, stateOf(sync, container), itsTurn);
    if (role === 'init' || role === 'sidecar') {
      initialized &&= begun || isInitDone(state);
      if (hasFailedForGood(state)) return;
    }
  }
  if (runningIds(sync) !== before) reviveAll(sync, containers);
}

export function stateOf(sync: PodSync, { role, spec }: SpecContainer): KubeletContainer {
  const known = sync.record.containers.find(({ name }) => name === spec.name);
  return known ?? newContainer({ role, spec }, sync.now);
}

/** A container of which nothing has been tried yet. */
export function newContainer({ role, spec }: SpecContainer, now: number): KubeletContainer {
  return { name: spec.name, role, restarts: 0, step: { is: 'idle', atMs: now, image: spec.image ?? '' } };
}

/** True while a container is on its way: they are started one after the other. */
export function isStarting(containers: readonly KubeletContainer[]): boolean {
  return containers.some(
    ({ step }) =>
      step.is === 'pulling' ||
      step.is === 'fetching' ||
      step.is === 'starting' ||
      (step.is === 'running' && step.hook !== undefined),
  );
}

/** When containers that have only just been started are looked at for the first time; undefined: none is. */
export function freshUntilMs(containers: readonly KubeletContainer[], now: number): number | undefined {
  const looks = containers.flatMap(({ step, run }) =>
    step.is === 'running' && run !== undefined && run.startedAtMs + FIRST_LOOK_MS > now
      ? [run.startedAtMs + FIRST_LOOK_MS]
      : [],
  );
  return looks.length === 0 ? undefined : Math.max(...looks);
}

function isInitDone({ role, step }: KubeletContainer): boolean {
  if (role === 'sidecar') return step.is === 'running' && isStarted(step);
  return step.is === 'finished';
}

function hasFailedForGood({ role, step, exit }: KubeletContainer): boolean {
  return role === 'init' && step.is === 'finished' && exit?.code !== 0;
}

/** Steps on until nothing more happens now. */
function advance(
  sync: PodSync,
  container: SpecContainer,
  state: KubeletContainer,
  itsTurn: boolean,
): KubeletContainer {
  let current = state;
  for (;;) {
    const next = stepOnce(sync, container, current, itsTurn);
    keep(sync, next);
    if (next === current) return current;
    current = next;
  }
}

export function keep(sync: PodSync, state: KubeletContainer): void {
  const { containers } = sync.record;
  const index = containers.findIndex(({ name }) => name === state.name);
  if (index === -1) sync.record = { ...sync.record, containers: [...containers, state] };
  else if (containers[index] !== state) {
    sync.record = { ...sync.record, containers: containers.with(index, state) };
  }
}

function stepOnce(
  sync: PodSync,
  container: SpecContainer,
  state: KubeletContainer,
  itsTurn: boolean,
): KubeletContainer {
  const { step } = state;
  switch (step.is) {
    case 'idle': {
      // Whoever is being started asks to be called again.
      if (!itsTurn || isStarting(sync.record.containers)) return state;
      if (step.atMs > sync.now && step.image === container.spec.image) {
        sync.wakeAt(step.atMs, isStuck(state) || sync.now - sync.record.sinceMs > STEADY_MS);
        return state;
      }
      return beginStart(sync, container, state);
    }
    case 'pulling':
      if (step.untilMs <= sync.now) return finishPull(sync, container, state, step);
      sync.wakeAt(step.untilMs);
      return state;
    case 'fetching':
      return lookAtFetch(sync, container, state, step);
    case 'starting':
      if (step.atMs <= sync.now) return startContainer(sync, container, state);
      sync.wakeAt(step.atMs);
      return state;
    case 'running':
      return watchContainer(sync, container, state);
    case 'exited':
      return state.exit === undefined ? state : afterExit(sync, container, state, step, state.exit);
    case 'finished':
      return state;
  }
}

function runningIds({ record }: PodSync): string {
  return record.containers.map(({ step, run }) => (step.is === 'running' ? (run?.id ?? '') : '')).join();
}

/** Containers share an address, so what one of them does may be what another's probe looks at. */
function reviveAll(sync: PodSync, containers: readonly SpecContainer[]): void {
  for (const container of containers) {
    const state = stateOf(sync, container);
    const { step, run } = state;
    if (step.is !== 'running' || run === undefined) continue;
    const probes = reviveProbes(container, step, run.startedAtMs, sync.now);
    if (probes === step.probes) continue;
    keep(sync, { ...state, step: { ...step, probes } });
    for (const { dueAtMs } of Object.values(probes)) if (dueAtMs !== undefined) sync.wakeAt(dueAtMs);
  }
}
