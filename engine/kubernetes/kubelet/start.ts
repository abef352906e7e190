import type { StartFailure } from '../../container/process.ts';
import type { Image } from '../../registry/image.ts';
import type { PodView } from './downward.ts';
import { emptyDirFiles } from './empty-dirs.ts';
import { ArgumentBudget, ConfigError, environmentOf } from './environment.ts';
import { runHook } from './hooks.ts';
import { findImage } from './images.ts';
import { networkLook } from './network-look.ts';
import { freshProbes, probeTarget } from './probes.ts';
import { argvOf, forgetTimeline, workOut } from './process.ts';
import { failToStart } from './pull.ts';
import type { KubeletContainer, Run, RunningStep } from './state.ts';
import { type PodSync, podText, type SpecContainer } from './sync.ts';
import { RELIST_MS } from './timing.ts';
import { mountsOf } from './volumes.ts';

/** containerd's container ids have so many hex digits. */
const ID_LENGTH = 64;

/** Creates the container and starts its process. */
export function startContainer(
  sync: PodSync,
  container: SpecContainer,
  state: KubeletContainer,
): KubeletContainer {
  const { view } = sync;
  const image = container.spec.image ?? '';
  const resolution = findImage(image);
  if ('missing' in resolution) return { ...state, step: { is: 'idle', atMs: sync.now, image } };
  let env: Map<string, string>;
  let argv: string[];
  try {
    requireNonRoot(view, container, resolution.found);
    const budget = new ArgumentBudget();
    env = environmentOf(sync.cluster, view, container.spec, budget);
    argv = argvOf(resolution.found, container.spec, env, budget);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const waiting = { reason: 'CreateContainerConfigError', message: error.message };
    return failToStart(sync, container, state, waiting, image);
  }
  const shared = emptyDirFiles(sync, container);
  if (state.run !== undefined) forgetTimeline(sync.cluster, state.run);
  const run: Run = {
    id: sync.cluster.random.hex(ID_LENGTH),
    image,
    startedAtMs: sync.now,
    argv,
    env: Object.fromEntries(env),
    files: { ...shared, ...mountsOf(sync.cluster, view, container.spec).files },
    executed: [],
  };
  const outcome = workOut(sync.cluster, view, container.spec, run, networkLook(sync.cluster, view));
  if ('failure' in outcome) return reportFailure(sync, container, state, run, outcome.failure);
  created(sync, container);
  const message = `Started container ${container.spec.name}`;
  sync.containerEvent(container, { type: 'Normal', reason: 'Started', message });
  return afterStart(sync, container, nextInstance(state, outcome.run));
}

function created(sync: PodSync, container: SpecContainer): void {
  const message = `Created container: ${container.spec.name}`;
  sync.containerEvent(container, { type: 'Normal', reason: 'Created', message });
}

/** The container with one more instance, which has only just begun. */
function nextInstance(state: KubeletContainer, run: Run): KubeletContainer {
  const { exit, run: last, previous, ...rest } = state;
  const step = { is: 'running', probes: {} } as const;
  if (last === undefined || exit === undefined) return { ...rest, run, step };
  return { ...rest, run, previous: { run: last, exit }, restarts: state.restarts + 1, step };
}

/** The container once it runs as far as anybody can see. */
export function running({ waiting: _over, ...state }: KubeletContainer, step: RunningStep): KubeletContainer {
  return { ...state, step };
}

function afterStart(sync: PodSync, container: SpecContainer, state: KubeletContainer): KubeletContainer {
  const { run } = state;
  if (run === undefined) return state;
  const step: RunningStep = { is: 'running', probes: freshProbes(container, run.startedAtMs) };
  const postStart = container.spec.lifecycle?.postStart;
  if (postStart === undefined) return running(state, step);
  const { durationMs, failure, run: after } = runHook(probeTarget(sync, container, run), postStart);
  const untilMs = sync.now + durationMs;
  const hook = failure === undefined ? { untilMs } : { untilMs, failure };
  return { ...state, run: after, step: { ...step, hook } };
}

/** Without a process there is either no container at all, or one that ended before it began. */
function reportFailure(
  sync: PodSync,
  container: SpecContainer,
  state: KubeletContainer,
  run: Run,
  { phase, message, exitCode }: StartFailure,
): KubeletContainer {
  if (phase === 'create') {
    const waiting = { reason: 'CreateContainerError', message };
    return failToStart(sync, container, state, waiting, run.image);
  }
  created(sync, container);
  sync.failed(container, message);
  return {
    ...nextInstance(state, run),
    waiting: { reason: 'RunContainerError', message },
    exit: { atMs: sync.now, code: exitCode, reason: 'StartError', message, neverStarted: true },
    step: { is: 'exited', noticedAtMs: sync.now + RELIST_MS, backOffFromMs: sync.now },
  };
}

/** @throws ConfigError where runAsNonRoot forbids the image's user (upstream's verifyRunAsNonRoot) */
function requireNonRoot({ pod }: PodView, { spec }: SpecContainer, { user }: Image): void {
  const own = spec.securityContext;
  const whole = pod.spec.securityContext;
  if ((own?.runAsNonRoot ?? whole?.runAsNonRoot) !== true) return;
  const where = `(pod: "${podText(pod)}", container: ${spec.name})`;
  const uid = own?.runAsUser ?? whole?.runAsUser;
  if (uid === 0) throw new ConfigError(`container's runAsUser breaks non-root policy ${where}`);
  if (uid !== undefined) return;
  const name = user.split(':')[0] ?? '';
  if (name === '' || name === '0' || name === 'root') {
    throw new ConfigError(`container has runAsNonRoot and image will run as root ${where}`);
  }
  if (!/^\d+$/.test(name)) {
    throw new ConfigError(
      `container has runAsNonRoot and image has non-numeric user (${name}), cannot verify user is non-root ${where}`,
    );
  }
}
