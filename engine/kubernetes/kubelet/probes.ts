import type { Probe } from '../schemas/generated/types.ts';
import { nextChange } from './open-ports.ts';
import { makeProbe, type ProbeTarget } from './probe-handlers.ts';
import type { ProbeState, Probes, Run, RunningStep } from './state.ts';
import type { PodSync, SpecContainer } from './sync.ts';
import { FIRST_PROBE_MS, STEADY_MS } from './timing.ts';

type ProbeKind = keyof Probes;

const NAMES: Readonly<Record<ProbeKind, string>> = {
  startup: 'Startup',
  readiness: 'Readiness',
  liveness: 'Liveness',
};

function probeOf({ spec }: SpecContainer, kind: ProbeKind): Probe | undefined {
  return spec[`${kind}Probe`];
}

/** A container's probes when it starts: alive, but neither started nor ready until they say so. */
export function freshProbes(container: SpecContainer, startedAtMs: number): Probes {
  const fresh = (kind: ProbeKind): ProbeState | undefined => {
    const probe = probeOf(container, kind);
    if (probe === undefined) return undefined;
    return {
      dueAtMs: firstTick(probe, startedAtMs),
      streak: 0,
      last: false,
      passing: kind === 'liveness',
    };
  };
  const [startup, readiness, liveness] = [fresh('startup'), fresh('readiness'), fresh('liveness')];
  return {
    ...(startup === undefined ? {} : { startup }),
    ...(readiness === undefined ? {} : { readiness }),
    ...(liveness === undefined ? {} : { liveness }),
  };
}

export function isStarted(step: RunningStep): boolean {
  return step.hook === undefined && (step.probes.startup?.passing ?? true);
}

export function isReady(step: RunningStep): boolean {
  return isStarted(step) && (step.probes.readiness?.passing ?? true);
}

function firstTick({ initialDelaySeconds = 0 }: Probe, startedAtMs: number): number {
  return startedAtMs + Math.max(initialDelaySeconds * 1000, FIRST_PROBE_MS);
}

/** The probe's next turn at or after a moment. */
function tickFrom(probe: Probe, startedAtMs: number, atMs: number): number {
  const first = firstTick(probe, startedAtMs);
  const period = (probe.periodSeconds ?? 10) * 1000;
  return atMs <= first ? first : first + Math.ceil((atMs - first) / period) * period;
}

/** Makes all probes look again, after something in the pod changed that they may see. */
export function reviveProbes(
  container: SpecContainer,
  step: RunningStep,
  startedAtMs: number,
  now: number,
): Probes {
  const revived = (kind: ProbeKind): ProbeState | undefined => {
    const state = step.probes[kind];
    const probe = probeOf(container, kind);
    if (state === undefined || probe === undefined || state.dueAtMs !== undefined) return state;
    return { ...state, dueAtMs: tickFrom(probe, startedAtMs, now + 1) };
  };
  const [startup, readiness, liveness] = [revived('startup'), revived('readiness'), revived('liveness')];
  return {
    ...(startup === undefined ? {} : { startup }),
    ...(readiness === undefined ? {} : { readiness }),
    ...(liveness === undefined ? {} : { liveness }),
  };
}

/** What the probes that were due found: their new states, and which of them wants the container killed. */
interface ProbeRound {
  readonly probes: Probes;
  readonly fatal?: 'startup' | 'liveness';
}

/** The container as its probes and hooks meet it. */
export function probeTarget(sync: PodSync, container: SpecContainer, run: Run): ProbeTarget {
  const { cluster, view, record } = sync;
  return { cluster, view, states: record.containers, container: container.spec, run };
}

/** Makes the probes that are due, and asks to be called for the next ones. */
export function probeContainer(
  sync: PodSync,
  target: ProbeTarget,
  container: SpecContainer,
  step: RunningStep,
): ProbeRound {
  let { probes } = step;
  const kinds: readonly ProbeKind[] =
    probes.startup === undefined || probes.startup.passing ? ['readiness', 'liveness'] : ['startup'];
  for (const kind of kinds) {
    const state = probes[kind];
    const probe = probeOf(container, kind);
    if (state === undefined || probe === undefined) continue;
    const next = probeOnce(sync, target, container, kind, probe, state);
    if (next !== state) probes = { ...probes, [kind]: next };
    if (kind === 'startup' && next.passing) {
      return probeContainer(sync, target, container, { ...step, probes });
    }
    if (kind !== 'readiness' && !next.passing && next.streak >= failureThreshold(probe)) {
      return { probes, fatal: kind };
    }
    if (next.dueAtMs !== undefined) sync.wakeAt(next.dueAtMs, isSettled(sync, target, probe, next));
  }
  return { probes };
}

function failureThreshold({ failureThreshold: threshold = 3 }: Probe): number {
  return threshold;
}

/** True where the probe will only ever repeat itself, as far as can be told now. */
function isSettled(sync: PodSync, target: ProbeTarget, probe: Probe, state: ProbeState): boolean {
  const { cluster, view, states, run } = target;
  if (sync.now - run.startedAtMs > STEADY_MS) return true;
  if (state.last || state.streak < failureThreshold(probe)) return false;
  return nextChange(cluster, view, states) === undefined && sync.record.stopping === undefined;
}

function probeOnce(
  sync: PodSync,
  target: ProbeTarget,
  container: SpecContainer,
  kind: ProbeKind,
  probe: Probe,
  state: ProbeState,
): ProbeState {
  const { startedAtMs } = target.run;
  const dueAtMs = state.dueAtMs;
  if (dueAtMs === undefined || dueAtMs > sync.now) return state;
  const nextTick = tickFrom(probe, startedAtMs, sync.now + 1);
  const outcome = makeProbe(target, probe);
  const report = (message: string) =>
    sync.containerEvent(container, { type: 'Warning', reason: 'Unhealthy', message });
  if (outcome.result === 'error') {
    report(`${NAMES[kind]} probe errored and resulted in unknown state: ${outcome.message}`);
    return { ...state, dueAtMs: nextTick };
  }
  const ok = outcome.result === 'success';
  if (!ok) report(`${NAMES[kind]} probe failed: ${outcome.message}`);
  const streak = state.streak > 0 && state.last === ok ? state.streak + 1 : 1;
  const enough = streak >= (ok ? (probe.successThreshold ?? 1) : failureThreshold(probe));
  const passing = enough ? ok : state.passing;
  const next = { streak, last: ok, passing };
  if (!ok || !passing) return { ...next, dueAtMs: nextTick };
  // All is well, and stays so until something changes.
  const { cluster, view, states } = target;
  const change = nextChange(cluster, view, states);
  return change === undefined ? next : { ...next, dueAtMs: tickFrom(probe, startedAtMs, change) };
}
