import { abandonAttempt, beginAttempt, dueOf, lookAtAttempt } from './attempt.ts';
import type { PodView } from './downward.ts';
import { imageOfRun } from './images.ts';
import { abandonAttempts, targetOf, withoutAttempts } from './probes.ts';
import type { KubeletContainer, Run, Stop } from './state.ts';
import type { PodSync, SpecContainer } from './sync.ts';

/** A container has at least this long to stop, even if its preStop hook used up everything. */
const GRACE_MIN_MS = 2000;

const DEFAULT_GRACE_SECONDS = 30;

interface StopReason {
  /** Of the Killing event. */
  readonly message: string;
  readonly afterwards: Stop['afterwards'];
  /** When it is killed at the latest; absent: after the pod's grace period. */
  readonly killAtMs?: number;
}

export function podGraceMs({ pod }: PodView): number {
  return (pod.spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS) * 1000;
}

/** Tells a running container to stop: preStop hook, SIGTERM, and SIGKILL at the end of the grace period. */
export function beginStop(
  sync: PodSync,
  container: SpecContainer,
  state: KubeletContainer,
  { message, afterwards, killAtMs }: StopReason,
): KubeletContainer {
  const { step, run } = state;
  if (step.is !== 'running' || run === undefined) return state;
  sync.containerEvent(container, { type: 'Normal', reason: 'Killing', message });
  const target = targetOf(sync, container, run);
  abandonAttempts(sync.cluster, sync.pod.metadata.uid, run, step);
  const { hook: _over, ...rest } = step;
  const probes = withoutAttempts(step.probes);
  const deadline = Math.max(killAtMs ?? sync.now + podGraceMs(sync.view), sync.now + GRACE_MIN_MS);
  const preStop = container.spec.lifecycle?.preStop;
  if (preStop === undefined) {
    signal(sync, run);
    return {
      ...state,
      step: { ...rest, probes, stop: { toldAtMs: sync.now, killAtMs: deadline, afterwards } },
    };
  }
  const hook = beginAttempt(target, preStop, 'preStop', Number.POSITIVE_INFINITY);
  return { ...state, step: { ...rest, probes, stop: { hook, killAtMs: deadline, afterwards } } };
}

/** Goes on with stopping: after the hook comes the signal, and in the end the other one. */
export function continueStop(
  sync: PodSync,
  container: SpecContainer,
  run: Run,
  { hook, ...stop }: Stop,
): Stop {
  if (hook === undefined) {
    if (stop.killAtMs <= sync.now) sync.cluster.machines.runtime.kill(run.id, 'SIGKILL');
    else sync.wakeAt(stop.killAtMs);
    return stop;
  }
  const target = targetOf(sync, container, run);
  const now = lookAtAttempt(target, hook);
  if (now.is !== 'over' && stop.killAtMs > sync.now) {
    sync.wakeAt(Math.min(stop.killAtMs, dueOf(now) ?? stop.killAtMs));
    return { ...stop, hook: now };
  }
  if (now.is !== 'over') abandonAttempt(target, now);
  else if (now.outcome.result !== 'success') {
    const message = 'PreStopHook failed';
    sync.containerEvent(container, { type: 'Warning', reason: 'FailedPreStopHook', message });
  }
  signal(sync, run);
  const killAtMs = Math.max(stop.killAtMs, sync.now + GRACE_MIN_MS);
  sync.wakeAt(killAtMs);
  return { ...stop, toldAtMs: sync.now, killAtMs };
}

function signal({ cluster }: PodSync, run: Run): void {
  const wanted = imageOfRun(run)?.stopSignal ?? '';
  cluster.machines.runtime.kill(run.id, wanted === '' ? 'SIGTERM' : wanted);
}

/** The grace period became shorter: a second delete asked for that. */
export function hastenStop(state: KubeletContainer, killAtMs: number): KubeletContainer {
  const { step } = state;
  if (step.is !== 'running' || step.stop === undefined || step.stop.killAtMs <= killAtMs) return state;
  return { ...state, step: { ...step, stop: { ...step.stop, killAtMs } } };
}
