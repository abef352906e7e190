import type { NetworkView, ProcessSpec, StartFailure, Timeline } from '../../container/process.ts';
import { resolveArgv, startProcess } from '../../container/run.ts';
import type { Image } from '../../registry/image.ts';
import { parseQuantity, value } from '../apiserver/quantity.ts';
import type { Cluster } from '../cluster.ts';
import type { Container, EphemeralContainer } from '../schemas/generated/types.ts';
import type { PodView } from './downward.ts';
import type { ArgumentBudget } from './environment.ts';
import { etcFiles } from './etc-files.ts';
import { expand } from './expansion.ts';
import { findImage } from './images.ts';
import { type NetworkLook, networkHistory } from './network-history.ts';
import type { NetworkAnswer, Run } from './state.ts';
import { mountsOf } from './volumes.ts';

/** Hostnames are cut to what the kernel takes. */
const HOSTNAME_MAX = 63;

/** The exit code of what never started. */
const START_ERROR = 128;

/** A timeline that was worked out, with the run it is of. */
interface Worked {
  readonly run: Run;
  readonly timeline: Timeline;
}

/** Timelines by the run's id: each follows from its run, so this only saves work. */
const timelines = new WeakMap<Cluster, Map<string, Worked>>();

function workedOf(cluster: Cluster): Map<string, Worked> {
  let worked = timelines.get(cluster);
  if (worked === undefined) {
    worked = new Map();
    timelines.set(cluster, worked);
  }
  return worked;
}

function hostnameOf({ pod }: PodView): string {
  if (pod.spec.hostNetwork === true) return pod.spec.nodeName ?? '';
  return (pod.spec.hostname ?? pod.metadata.name).slice(0, HOSTNAME_MAX).replace(/[-.]+$/, '');
}

/** The command line with its variables filled in. @throws ConfigError where it gets too long */
export function argvOf(
  image: Image,
  { command, args }: Container | EphemeralContainer,
  env: ReadonlyMap<string, string>,
  budget: ArgumentBudget,
): string[] {
  const filled = (texts: readonly string[] | undefined) =>
    texts?.map((text) => budget.spend(expand(text, env)));
  return [...resolveArgv(image, filled(command), filled(args))];
}

type Outcome = { readonly run: Run; readonly timeline: Timeline } | { readonly failure: StartFailure };

/**
 * What a run's process does, or why it doesn't start. The run comes back with what it saw of the network.
 * @param look how the network is now; absent: it sees only what it saw before
 */
function build(
  cluster: Cluster,
  view: PodView,
  container: Container | EphemeralContainer,
  run: Run,
  look: NetworkLook | undefined,
): Outcome {
  const resolution = findImage(run.image);
  if ('missing' in resolution) {
    return { failure: { message: resolution.missing.message, phase: 'create', exitCode: START_ERROR } };
  }
  const seen = new Map<string, readonly NetworkAnswer[]>(Object.entries(run.network ?? {}));
  const { startedAtMs } = run;
  const network = networkHistory(seen, { startedAtMs, nowMs: cluster.now - startedAtMs }, look);
  const started = startProcess(processSpec(cluster, view, container, run, resolution.found, network), run.id);
  if ('failure' in started) return started;
  const { timeline } = started;
  return { run: timeline.usesNetwork ? { ...run, network: Object.fromEntries(seen) } : run, timeline };
}

/** Works out a run that starts, or that something happened to, with the network as it is now. */
export function workOut(
  cluster: Cluster,
  view: PodView,
  container: Container | EphemeralContainer,
  run: Run,
  look: NetworkLook,
): Outcome {
  const outcome = build(cluster, view, container, run, look);
  if ('timeline' in outcome) workedOf(cluster).set(run.id, outcome);
  return outcome;
}

/** The timeline of a run that did start. Undefined where its image isn't known any more. */
export function timelineOf(
  cluster: Cluster,
  view: PodView,
  container: Container | EphemeralContainer,
  run: Run,
): Timeline | undefined {
  const known = workedOf(cluster).get(run.id);
  if (known !== undefined && known.run.executed.length === run.executed.length) return known.timeline;
  const outcome = build(cluster, view, container, run, undefined);
  if ('failure' in outcome) return undefined;
  workedOf(cluster).set(run.id, outcome);
  return outcome.timeline;
}

/** As `timelineOf`, for running commands in it: they see the network as it is now. */
export function liveTimeline(
  cluster: Cluster,
  view: PodView,
  container: Container | EphemeralContainer,
  run: Run,
  look: NetworkLook,
): Timeline | undefined {
  const outcome = build(cluster, view, container, run, look);
  return 'failure' in outcome ? undefined : outcome.timeline;
}

export function forgetTimeline(cluster: Cluster, run: Run): void {
  workedOf(cluster).delete(run.id);
}

function processSpec(
  cluster: Cluster,
  view: PodView,
  container: Container | EphemeralContainer,
  run: Run,
  image: Image,
  network: NetworkView,
): ProcessSpec {
  const memory = container.resources?.limits?.memory;
  const uid = container.securityContext?.runAsUser ?? view.pod.spec.securityContext?.runAsUser;
  const { directories } = mountsOf(cluster, view, container);
  return {
    image,
    argv: run.argv,
    env: run.env,
    hostname: hostnameOf(view),
    startedAtMs: run.startedAtMs,
    interactive: container.stdin === true || container.tty === true,
    mounts: { directories, files: { ...etcFiles(view), ...run.files } },
    network,
    executed: run.executed,
    ...(memory === undefined ? {} : { memoryLimitBytes: Number(value(parseQuantity(memory))) }),
    ...(container.workingDir === undefined ? {} : { workingDir: container.workingDir }),
    ...(uid === undefined ? {} : { uid }),
  };
}
