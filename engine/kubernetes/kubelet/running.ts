import type { Timeline } from '../../container/process.ts';
import { sameJson } from '../apiserver/equality.ts';
import { isSteady } from './back-off.ts';
import { networkLook } from './network-look.ts';
import { probeContainer, probeTarget, reviveProbes } from './probes.ts';
import { forgetTimeline, timelineOf, workOut } from './process.ts';
import { running } from './start.ts';
import type { Exit, ExitedStep, KubeletContainer, Run, RunningStep, Stop } from './state.ts';
import { beginStop } from './stop.ts';
import type { PodSync, SpecContainer } from './sync.ts';
import { terminationMessage } from './termination-message.ts';
import { RELIST_MS, STEADY_MS } from './timing.ts';

/** Looks after a container that runs: its end, its hook, its definition and its probes. */
export function watchContainer(
  sync: PodSync,
  container: SpecContainer,
  state: KubeletContainer,
): KubeletContainer {
  const { step, run: before } = state;
  if (step.is !== 'running' || before === undefined) return state;
  const run = refreshed(sync, container, before);
  if (run !== before) return { ...state, run, step: revived(sync, container, step, run) };
  const timeline = timelineOf(sync.cluster, sync.view, container.spec, run);
  if (timeline === undefined) return state;
  const exit = exitBy(sync.now, step.stop, timeline, run);
  if (exit !== undefined) return ended(sync, container, state, run, step, timeline, exit);
  wakeForEnd(sync, state, step, timeline, run);
  if (step.stop !== undefined) return state;
  if (step.hook !== undefined) return watchHook(sync, container, state, step, step.hook);
  if (container.spec.image !== run.image && sync.record.stopping === undefined) {
    const message = `Container ${container.spec.name} definition changed, will be restarted`;
    return beginStop(sync, container, state, { message, afterwards: 'replace' });
  }
  return watchProbes(sync, container, state, step, run);
}

/** A process that looks at the network goes on differently when that changes. */
function refreshed({ cluster, view }: PodSync, { spec }: SpecContainer, run: Run): Run {
  if (run.network === undefined) return run;
  const outcome = workOut(cluster, view, spec, run, networkLook(cluster, view));
  return 'failure' in outcome || sameJson(outcome.run.network, run.network) ? run : outcome.run;
}

function revived(sync: PodSync, container: SpecContainer, step: RunningStep, run: Run): RunningStep {
  return { ...step, probes: reviveProbes(container, step, run.startedAtMs, sync.now) };
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
  state: KubeletContainer,
  { stop }: RunningStep,
  { exit }: Timeline,
  { startedAtMs }: Run,
): void {
  if (stop !== undefined) sync.wakeAt(stop.exitAtMs);
  if (exit === undefined) return;
  const atMs = startedAtMs + exit.atMs;
  sync.wakeAt(atMs, atMs - sync.now > STEADY_MS || isSteady(state.restartBackOff));
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
    step: afterEnd(sync, state, exit, stop?.afterwards),
    ...(stop?.afterwards === 'replace' ? { restartBackOff: undefined } : {}),
  };
}

/** Who kills a container to start it again doesn't wait to find it dead; the back-off counts from its last end. */
function afterEnd(
  sync: PodSync,
  { previous }: KubeletContainer,
  exit: Exit,
  afterwards: Stop['afterwards'] | undefined,
): ExitedStep {
  if (afterwards === undefined || afterwards === 'end') {
    return { is: 'exited', noticedAtMs: sync.now + RELIST_MS, backOffFromMs: exit.atMs };
  }
  return { is: 'exited', noticedAtMs: sync.now, backOffFromMs: previous?.exit.atMs ?? 0 };
}

function watchHook(
  sync: PodSync,
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
    return running(state, started);
  }
  sync.containerEvent(container, {
    type: 'Warning',
    reason: 'FailedPostStartHook',
    message: 'PostStartHook failed',
  });
  return beginStop(sync, container, state, { message: 'FailedPostStartHook', afterwards: 'end' });
}

function watchProbes(
  sync: PodSync,
  container: SpecContainer,
  state: KubeletContainer,
  step: RunningStep,
  run: Run,
): KubeletContainer {
  const { probes, fatal } = probeContainer(sync, probeTarget(sync, container, run), container, step);
  const probed: KubeletContainer = probes === step.probes ? state : { ...state, step: { ...step, probes } };
  if (fatal === undefined) return probed;
  const restarts = container.role === 'sidecar' || sync.pod.spec.restartPolicy !== 'Never';
  const seconds = container.spec[`${fatal}Probe`]?.terminationGracePeriodSeconds;
  const what = `Container ${container.spec.name} failed ${fatal} probe`;
  return beginStop(sync, container, probed, {
    message: restarts ? `${what}, will be restarted` : what,
    afterwards: restarts ? 'restart' : 'end',
    ...(seconds === undefined ? {} : { killAtMs: sync.now + seconds * 1000 }),
  });
}
