import type { PodView } from './downward.ts';
import { runHook } from './hooks.ts';
import { probeTarget } from './probes.ts';
import { timelineOf } from './process.ts';
import type { KubeletContainer, Run, Stop } from './state.ts';
import type { PodSync, SpecContainer } from './sync.ts';

/** A container has at least this long to stop, even if its preStop hook used up everything. */
const GRACE_MIN_MS = 2000;

const DEFAULT_GRACE_SECONDS = 30;

/** The exit code of what SIGKILL ends. */
const KILLED = 137;

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
  const { view } = sync;
  sync.containerEvent(container, { type: 'Normal', reason: 'Killing', message });
  const deadline = Math.max(killAtMs ?? sync.now + podGraceMs(view), sync.now + GRACE_MIN_MS);
  const hooked = runPreStop(sync, container, run, deadline);
  const reaction = timelineOf(sync.cluster, view, container.spec, hooked.run)?.stop ?? 'ignored';
  const lastMs = Math.max(deadline, hooked.untilMs + GRACE_MIN_MS);
  const obeysAtMs = reaction === 'ignored' ? Number.POSITIVE_INFINITY : hooked.untilMs + reaction.afterMs;
  const stop: Stop =
    reaction !== 'ignored' && obeysAtMs <= lastMs
      ? { exitAtMs: obeysAtMs, code: reaction.code, afterwards }
      : { exitAtMs: lastMs, code: KILLED, afterwards };
  return { ...state, run: hooked.run, step: { ...step, stop } };
}

function runPreStop(
  sync: PodSync,
  container: SpecContainer,
  run: Run,
  deadline: number,
): { readonly run: Run; readonly untilMs: number } {
  const preStop = container.spec.lifecycle?.preStop;
  if (preStop === undefined) return { run, untilMs: sync.now };
  const hook = runHook(probeTarget(sync, container, run), preStop);
  if (hook.failure !== undefined) {
    sync.containerEvent(container, {
      type: 'Warning',
      reason: 'FailedPreStopHook',
      message: 'PreStopHook failed',
    });
  }
  return { run: hook.run, untilMs: Math.min(sync.now + hook.durationMs, deadline) };
}

/** The grace period became shorter: a second delete asked for that. */
export function hastenStop(state: KubeletContainer, killAtMs: number): KubeletContainer {
  const { step } = state;
  if (step.is !== 'running' || step.stop === undefined || step.stop.exitAtMs <= killAtMs) return state;
  return { ...state, step: { ...step, stop: { ...step.stop, exitAtMs: killAtMs, code: KILLED } } };
}
