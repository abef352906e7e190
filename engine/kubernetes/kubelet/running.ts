import type { Timeline } from '../../container/process.ts';
import { isSteady } from './back-off.ts';
import type { PodView } from './downward.ts';
import { probeContainer } from './probes.ts';
import { forgetTimeline, timelineOf } from './process.ts';
import type { Exit, ExitedStep, KubeletContainer, Run, RunningStep, Stop } from './state.ts';
import { beginStop } from './stop.ts';
import type { PodSync, SpecContainer } from './sync.ts';
import { terminationMessage } from './termination-message.ts';
import { RELIST_MS, STEADY_MS } from './timing.ts';

/** Looks after a container that runs: its end, its hook, its definition and its probes. */
export function watchContainer(
  sync: PodSync,
  view: PodView,
  container: SpecContainer,
  state: KubeletContainer,
): KubeletContainer {
  const { step, run } = state;
  if (step.is !== 'running' || run === undefined) return state;
  const timeline = timelineOf(sync.cluster, view, container.spec, run);
  if (timeline === undefined) return state;
  const exit = exitBy(sync.now, step.stop, timeline, run);
  if (exit !== undefined) return ended(sync, container, state, run, step, timeline, exit);
  wakeForEnd(sync, container, state, step, timeline, run);
  if (step.stop !== undefined) return state;
  if (step.hook !== undefined) return watchHook(sync, view, container, state, step, step.hook);
  if (container.spec.image !== run.image && sync.record.stopping === undefined) {
    const message = `Container ${container.spec.name} definition changed, will be restarted`;
    return beginStop(sync, view, container, state, { message, then: 'replace' });
  }
  return watchProbes(sync, view, container, state, step, run);
}

/** How the container has ended by now, if it has: by itself, or because it was told to. */
function exitBy(
  now: number,
  stop: Stop | undefined,
  timeline: Timeline,
  { startedAtMs }: Run,
): Exit | undefined {
  const own = timeline.exit;
  const ownAtMs = own === undefined ? Number.POSITIVE_INFINITY : startedAtMs + own.atMs;
  const toldAtMs = stop?.exitAtMs ?? Number.POSITIVE_INFINITY;
  if (own !== undefined && ownAtMs <= now && ownAtMs <= toldAtMs) {
    return { atMs: ownAtMs, code: own.code, reason: own.reason };
  }
  if (stop === undefined || toldAtMs > now) return undefined;
  return { atMs: toldAtMs, code: stop.code, reason: stop.code === 0 ? 'Completed' : 'Error' };
}

/** A container that only ends in a long time, or ends over and over, needs nobody to wait for it. */
function wakeForEnd(
  sync: PodSync,
  { role }: SpecContainer,
  state: KubeletContainer,
  { stop }: RunningStep,
  { exit }: Timeline,
  { startedAtMs }: Run,
): void {
  if (stop !== undefined) sync.wakeAt(stop.exitAtMs);
  if (exit === undefined) return;
  const atMs = startedAtMs + exit.atMs;
  const restarts = role === 'sidecar' || (sync.pod.spec.restartPolicy ?? 'Always') === 'Always';
  const steady = restarts && (atMs - sync.now > STEADY_MS || isSteady(state.restartBackOff));
  sync.wakeAt(atMs, steady);
}

function ended(
  sync: PodSync,
  { spec }: SpecContainer,
  state: KubeletContainer,
  run: Run,
  { stop, hook }: RunningStep,
  timeline: Timeline,
  exit: Exit,
): KubeletContainer {
  const message = terminationMessage(timeline, spec, exit.atMs - run.startedAtMs, exit.code);
  forgetTimeline(sync.cluster, run);
  const waiting =
    hook?.failure === undefined ? {} : { waiting: { reason: 'PostStartHookError', message: hook.failure } };
  return {
    ...state,
    ...waiting,
    exit: message === undefined ? exit : { ...exit, message },
    step: afterEnd(sync, state, exit, stop?.then),
    ...(stop?.then === 'replace' ? { restartBackOff: undefined } : {}),
  };
}

/** Who kills a container to start it again doesn't wait to find it dead; the back-off counts from its last end. */
function afterEnd(
  sync: PodSync,
  { previous }: KubeletContainer,
  exit: Exit,
  then: Stop['then'] | undefined,
): ExitedStep {
  if (then === undefined || then === 'end') {
    return { is: 'exited', noticedAtMs: sync.now + RELIST_MS, backOffFromMs: exit.atMs };
  }
  return { is: 'exited', noticedAtMs: sync.now, backOffFromMs: previous?.exit.atMs ?? 0 };
}

function watchHook(
  sync: PodSync,
  view: PodView,
  container: SpecContainer,
  state: KubeletContainer,
  step: RunningStep,
  { untilMs, failure }: NonNullable<RunningStep['hook']>,
): KubeletContainer {
  if (untilMs > sync.now) {
    if (Number.isFinite(untilMs)) sync.wakeAt(untilMs);
    return state;
  }
  if (failure === undefined) {
    const { hook: _done, ...started } = step;
    return { ...state, step: started };
  }
  sync.containerEvent(container, {
    type: 'Warning',
    reason: 'FailedPostStartHook',
    message: 'PostStartHook failed',
  });
  return beginStop(sync, view, container, state, { message: 'FailedPostStartHook', then: 'end' });
}

function watchProbes(
  sync: PodSync,
  view: PodView,
  container: SpecContainer,
  state: KubeletContainer,
  step: RunningStep,
  run: Run,
): KubeletContainer {
  const states = sync.record.containers;
  const target = { cluster: sync.cluster, view, states, container: container.spec, run };
  const { probes, fatal } = probeContainer(sync, target, container, step);
  const probed: KubeletContainer = probes === step.probes ? state : { ...state, step: { ...step, probes } };
  if (fatal === undefined) return probed;
  const restarts = container.role === 'sidecar' || sync.pod.spec.restartPolicy !== 'Never';
  const seconds = container.spec[`${fatal}Probe`]?.terminationGracePeriodSeconds;
  const what = `Container ${container.spec.name} failed ${fatal} probe`;
  return beginStop(sync, view, container, probed, {
    message: restarts ? `${what}, will be restarted` : what,
    then: restarts ? 'restart' : 'end',
    ...(seconds === undefined ? {} : { killAtMs: sync.now + seconds * 1000 }),
  });
}
