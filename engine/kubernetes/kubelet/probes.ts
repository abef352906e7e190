import type { Cluster } from '../cluster.ts';
import type { Probe } from '../schemas/generated/types.ts';
import { abandonAttempt, beginAttempt, dueOf, lookAtAttempt, type Target } from './attempt.ts';
import type { AttemptOutcome, ProbeState, Probes, Run, RunningStep } from './state.ts';
import { containersOf, type PodSync, type SpecContainer } from './sync.ts';
import { FIRST_PROBE_MS, STEADY_MS } from './timing.ts';

type ProbeKind = keyof Probes;

const KINDS: readonly ProbeKind[] = ['startup', 'readiness', 'liveness'];

/** In its first minute every probe is made: what changes then may do so by the clock alone. */
const HONEST_MS = 60_000;

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

/** Has resting probes look again, after something in the pod moved that they may see. */
export function reviveProbes(
  container: SpecContainer,
  step: RunningStep,
  startedAtMs: number,
  now: number,
): Probes {
  return mapProbes(step.probes, (state, kind) => {
    const probe = probeOf(container, kind);
    if (probe === undefined || state.dueAtMs !== undefined) return state;
    return { ...state, dueAtMs: tickFrom(probe, startedAtMs, now + 1) };
  });
}

function mapProbes(probes: Probes, change: (state: ProbeState, kind: ProbeKind) => ProbeState): Probes {
  let changed = probes;
  for (const kind of KINDS) {
    const state = probes[kind];
    const next = state === undefined ? undefined : change(state, kind);
    if (next !== undefined && next !== state) changed = { ...changed, [kind]: next };
  }
  return changed;
}

/** Gives up what is under way in a container: its probes, its hooks. */
export function abandonAttempts(
  cluster: Cluster,
  uid: string,
  run: Run,
  { probes, hook, stop }: RunningStep,
): void {
  const { motions } = cluster.kubelets.instances;
  for (const kind of KINDS) {
    const attempt = probes[kind]?.attempt;
    if (attempt === undefined) continue;
    abandonAttempt({ cluster, run }, attempt);
    motions.endProbe(uid);
  }
  for (const attempt of [hook, stop?.hook])
    if (attempt !== undefined) abandonAttempt({ cluster, run }, attempt);
}

export function withoutAttempts(probes: Probes): Probes {
  return mapProbes(probes, ({ attempt: _given, ...state }) => state);
}

/** What the probes that were due found: their new states, and which of them wants the container killed. */
interface ProbeRound {
  readonly probes: Probes;
  readonly fatal?: 'startup' | 'liveness';
}

/** The container as its probes and hooks meet it. */
export function targetOf(sync: PodSync, container: SpecContainer, run: Run): Target {
  const { cluster, view, record } = sync;
  return { cluster, key: record.key, node: record.node, view, container: container.spec, run };
}

/** Makes the probes that are due, and asks to be called for the next ones. */
export function probeContainer(
  sync: PodSync,
  target: Target,
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
    const dueMs = next.attempt === undefined ? next.dueAtMs : dueOf(next.attempt);
    if (dueMs !== undefined) sync.wakeAt(dueMs, isSettled(sync, target, probe, next));
  }
  return { probes };
}

function failureThreshold({ failureThreshold: threshold = 3 }: Probe): number {
  return threshold;
}

/** True where the probe will only ever repeat itself, as far as can be told now. */
function isSettled(sync: PodSync, { run }: Target, probe: Probe, state: ProbeState): boolean {
  if (sync.now - run.startedAtMs > STEADY_MS || (state.last && state.passing)) return true;
  return !state.last && state.streak >= failureThreshold(probe) && sync.record.stopping === undefined;
}

function probeOnce(
  sync: PodSync,
  target: Target,
  container: SpecContainer,
  kind: ProbeKind,
  probe: Probe,
  state: ProbeState,
): ProbeState {
  const { motions } = sync.cluster.kubelets.instances;
  const { uid } = sync.pod.metadata;
  let attempt = state.attempt;
  if (attempt === undefined) {
    if (state.dueAtMs === undefined || state.dueAtMs > sync.now) return state;
    if (mayRest(sync, target, state)) {
      motions.rest(uid);
      const { dueAtMs: _none, ...resting } = state;
      return resting;
    }
    motions.beginProbe(uid);
    attempt = beginAttempt(target, probe, `${kind} ${sync.now}`, probe.timeoutSeconds ?? 1);
  }
  const now = lookAtAttempt(target, attempt);
  const madeAtMs = state.attempt === undefined ? sync.now : (state.madeAtMs ?? sync.now);
  if (now.is !== 'over') return now === state.attempt ? state : { ...state, attempt: now, madeAtMs };
  motions.endProbe(uid);
  const { attempt: _over, ...rest } = state;
  const next = afterProbe(sync, container, kind, probe, rest, now.outcome);
  return { ...next, madeAtMs, dueAtMs: tickFrom(probe, target.run.startedAtMs, sync.now + 1) };
}

/** What the outcome makes of the probe's state. */
function afterProbe(
  sync: PodSync,
  container: SpecContainer,
  kind: ProbeKind,
  probe: Probe,
  state: ProbeState,
  outcome: AttemptOutcome,
): ProbeState {
  const report = (message: string) =>
    sync.containerEvent(container, { type: 'Warning', reason: 'Unhealthy', message });
  if (outcome.result === 'error') {
    report(`${NAMES[kind]} probe errored and resulted in unknown state: ${outcome.message}`);
    return state;
  }
  const ok = outcome.result === 'success';
  if (!ok) report(`${NAMES[kind]} probe failed: ${outcome.message}`);
  const streak = state.streak > 0 && state.last === ok ? state.streak + 1 : 1;
  const enough = streak >= (ok ? (probe.successThreshold ?? 1) : failureThreshold(probe));
  return { streak, last: ok, passing: enough ? ok : state.passing };
}

/**
 * A probe needn't be made again while it could only succeed again: all of the pod's have succeeded since anything
 * moved in it, it is past its first minute, and what it looks at is its own.
 */
function mayRest(sync: PodSync, { run }: Target, { dueAtMs = 0 }: ProbeState): boolean {
  const { motions } = sync.cluster.kubelets.instances;
  const { uid } = sync.pod.metadata;
  if (motions.isQuiet(uid)) return true;
  if (dueAtMs - run.startedAtMs < HONEST_MS || looksElsewhere(sync)) return false;
  const movedAtMs = motions.movedAtMs(uid);
  return sync.record.containers.every(({ step }) => {
    if (step.is !== 'running') return step.is === 'finished';
    if (step.hook !== undefined || step.stop !== undefined) return false;
    return KINDS.every((kind) => {
      const state = step.probes[kind];
      if (state === undefined || (kind === 'startup' && state.passing)) return true;
      const { last, passing, attempt, madeAtMs = 0 } = state;
      return last && passing && attempt === undefined && madeAtMs > movedAtMs;
    });
  });
}

/** True where a probe depends on what isn't the pod's own: another address, a folder of the node. */
function looksElsewhere({ pod }: PodSync): boolean {
  if ((pod.spec.volumes ?? []).some(({ hostPath }) => hostPath !== undefined)) return true;
  return containersOf(pod).some((container) =>
    KINDS.some((kind) => {
      const probe = probeOf(container, kind);
      return (probe?.httpGet?.host ?? probe?.tcpSocket?.host) !== undefined;
    }),
  );
}
