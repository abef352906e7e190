import { dueOf, lookAtAttempt, type Target } from './attempt.ts';
import { isSteady } from './back-off.ts';
import { hookFailure } from './hooks.ts';
import type { InstanceEnd } from './instances.ts';
import { abandonAttempts, probeContainer, targetOf } from './probes.ts';
import { running } from './start.ts';
import type { Attempt, Exit, ExitedStep, KubeletContainer, Run, RunningStep, Stop } from './state.ts';
import { beginStop, continueStop } from './stop.ts';
import type { PodSync, SpecContainer } from './sync.ts';
import { terminationMessage } from './termination-message.ts';
import { RELIST_MS, STEADY_MS, STOP_MS } from './timing.ts';

/** Looks after a container that runs: its end, its hook, its definition and its probes. */
export function watchContainer(
  sync: PodSync,
  container: SpecContainer,
  state: KubeletContainer,
): KubeletContainer {
  const { step, run } = state;
  if (step.is !== 'running' || run === undefined) return state;
  const { instances } = sync.cluster.kubelets;
  const end = instances.end(run.id);
  const tellsAtMs = (step.stop?.toldAtMs ?? Number.NEGATIVE_INFINITY) + STOP_MS;
  if (end !== undefined && tellsAtMs > sync.now) {
    sync.wakeAt(tellsAtMs);
    return state;
  }
  if (end !== undefined) return ended(sync, container, state, run, step, end);
  if (step.stop !== undefined) {
    const stop = continueStop(sync, container, run, step.stop);
    const killed = instances.end(run.id);
    if (killed !== undefined) return ended(sync, container, state, run, step, killed);
    return stop.hook === step.stop.hook && stop.killAtMs === step.stop.killAtMs
      ? state
      : { ...state, step: { ...step, stop } };
  }
  expectEnd(sync, container, state, run);
  if (step.hook !== undefined) return watchHook(sync, container, state, run, step, step.hook);
  if (container.spec.image !== run.image && sync.record.stopping === undefined) {
    const message = `Container ${container.spec.name} definition changed, will be restarted`;
    return beginStop(sync, container, state, { message, afterwards: 'replace' });
  }
  return watchProbes(sync, container, state, step, run);
}

/** What is there to come to an end is waited for a while; a container that ends over and over isn't. */
function expectEnd(sync: PodSync, { role }: SpecContainer, state: KubeletContainer, run: Run): void {
  const comesToAnEnd = role === 'init' || (role === 'app' && sync.pod.spec.restartPolicy !== 'Always');
  const untilMs = run.startedAtMs + STEADY_MS;
  if (comesToAnEnd && untilMs > sync.now && !isSteady(state.restartBackOff)) sync.wakeAt(untilMs);
}

function exitOf({ atMs, code, oomKilled }: InstanceEnd): Exit {
  if (oomKilled) return { atMs, code, reason: 'OOMKilled' };
  return { atMs, code, reason: code === 0 ? 'Completed' : 'Error' };
}

function ended(
  sync: PodSync,
  { spec }: SpecContainer,
  state: KubeletContainer,
  run: Run,
  step: RunningStep,
  end: InstanceEnd,
): KubeletContainer {
  const { cluster, record, pod } = sync;
  const { uid } = pod.metadata;
  const { stop, hook } = step;
  abandonAttempts(cluster, uid, run, step);
  const exit = exitOf(end);
  const message = terminationMessage(cluster, record.node, uid, spec, run.id, exit.code);
  takeAway(sync, run);
  const failure =
    hook?.is === 'over' && spec.lifecycle?.postStart !== undefined
      ? hookFailure(targetOf(sync, { role: 'app', spec }, run), spec.lifecycle.postStart, hook.outcome)
      : undefined;
  const waiting =
    failure === undefined ? {} : { waiting: { reason: 'PostStartHookError', message: failure } };
  return {
    ...state,
    ...waiting,
    exit: message === undefined ? exit : { ...exit, message },
    step: afterEnd(sync, state, exit, stop?.afterwards),
    ...(stop?.afterwards === 'replace' ? { restartBackOff: undefined } : {}),
  };
}

/** Its log stays; its files go. */
function takeAway({ cluster }: PodSync, { id }: Run): void {
  const { runtime } = cluster.machines;
  const spec = runtime.spec(id);
  if (spec === undefined) return;
  cluster.kubelets.instances.motions.ignore(spec.cgroup.path);
  runtime.remove(id);
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
  run: Run,
  step: RunningStep,
  hook: Attempt,
): KubeletContainer {
  const target: Target = targetOf(sync, container, run);
  const now = lookAtAttempt(target, hook);
  if (now.is !== 'over') {
    const due = dueOf(now);
    if (due !== undefined) sync.wakeAt(due);
    return now === hook ? state : { ...state, step: { ...step, hook: now } };
  }
  if (now.outcome.result === 'success') {
    const { hook: _done, ...started } = step;
    return running(state, started);
  }
  const message = 'PostStartHook failed';
  sync.containerEvent(container, { type: 'Warning', reason: 'FailedPostStartHook', message });
  const told = beginStop(sync, container, state, { message: 'FailedPostStartHook', afterwards: 'end' });
  // Its outcome is what the container's status will give.
  return told.step.is === 'running' ? { ...told, step: { ...told.step, hook: now } } : told;
}

function watchProbes(
  sync: PodSync,
  container: SpecContainer,
  state: KubeletContainer,
  step: RunningStep,
  run: Run,
): KubeletContainer {
  const { probes, fatal } = probeContainer(sync, targetOf(sync, container, run), container, step);
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
