import type { Container, EphemeralContainer } from '../schemas/generated/types.ts';
import { beginAttempt } from './attempt.ts';
import type { PodView } from './downward.ts';
import { ArgumentBudget, ConfigError, environmentOf } from './environment.ts';
import { expand } from './expansion.ts';
import { findImage } from './images.ts';
import { launch, type StartFailure } from './launch.ts';
import { ownOf, type PodImage } from './pod-image.ts';
import { freshProbes, targetOf } from './probes.ts';
import { failToStart } from './pull.ts';
import type { KubeletContainer, Run, RunningStep } from './state.ts';
import { type PodSync, podText, type SpecContainer } from './sync.ts';
import { RELIST_MS } from './timing.ts';

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
  const resolution = findImage(sync.cluster, sync.record.node, image);
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
  const { setup, node, key } = sync.record;
  if (setup.is !== 'ready') return state;
  const id = sync.cluster.random.hex(ID_LENGTH);
  const own = resolution.kept ? { own: ownOf(resolution.found) } : {};
  const run: Run = { id, image, ...own, startedAtMs: sync.now };
  const { cluster } = sync;
  const failure = launch(
    {
      cluster,
      node,
      view,
      container: container.spec,
      sandbox: setup.sandbox,
      id,
      image: resolution.found,
      env,
      argv,
    },
    key,
  );
  if (failure !== undefined) return reportFailure(sync, container, state, run, failure);
  created(sync, container);
  const message = `Started container ${container.spec.name}`;
  sync.containerEvent(container, { type: 'Normal', reason: 'Started', message });
  return afterStart(sync, container, nextInstance(sync, state, run));
}

/** The command line with its variables filled in. @throws ConfigError where it gets too long */
function argvOf(
  image: PodImage,
  { command = [], args = [] }: Container | EphemeralContainer,
  env: ReadonlyMap<string, string>,
  budget: ArgumentBudget,
): string[] {
  const filled = (texts: readonly string[]) => texts.map((text) => budget.spend(expand(text, env)));
  if (command.length > 0) return filled([...command, ...args]);
  return [...image.entrypoint, ...(args.length > 0 ? filled(args) : image.cmd)];
}

function created(sync: PodSync, container: SpecContainer): void {
  const message = `Created container: ${container.spec.name}`;
  sync.containerEvent(container, { type: 'Normal', reason: 'Created', message });
}

/** The container with one more instance, which has only just begun. */
function nextInstance(sync: PodSync, state: KubeletContainer, run: Run): KubeletContainer {
  const { exit, run: last, previous, ...rest } = state;
  // The kubelet keeps one that is dead beside the one that runs.
  if (previous !== undefined) sync.cluster.kubelets.instances.forget(previous.run.id);
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
  const hook = beginAttempt(targetOf(sync, container, run), postStart, 'postStart', Number.POSITIVE_INFINITY);
  return { ...state, step: { ...step, hook } };
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
    ...nextInstance(sync, state, run),
    waiting: { reason: 'RunContainerError', message },
    exit: { atMs: sync.now, code: exitCode, reason: 'StartError', message, neverStarted: true },
    step: { is: 'exited', noticedAtMs: sync.now + RELIST_MS, backOffFromMs: sync.now },
  };
}

/** @throws ConfigError where runAsNonRoot forbids the image's user (upstream's verifyRunAsNonRoot) */
function requireNonRoot({ pod }: PodView, { spec }: SpecContainer, { user }: PodImage): void {
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
