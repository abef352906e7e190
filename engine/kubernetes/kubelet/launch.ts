import { RuntimeError } from '../../container/runtime-spec.ts';
import { SystemError } from '../../filesystem/errors.ts';
import { parseQuantity, value } from '../apiserver/quantity.ts';
import { containerSpec, type Making } from './container-spec.ts';
import { mountVolumes } from './volume-folders.ts';
import { MountError } from './volumes.ts';

/** Why a container could not be created or started at all, in runc's and containerd's words. */
export interface StartFailure {
  readonly message: string;
  /** `create`: CreateContainerError, it keeps waiting. `start`: it terminated with reason StartError. */
  readonly phase: 'create' | 'start';
  readonly exitCode: number;
}

const SHIM =
  'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: ';
const UNABLE = 'unable to start container process: ';

/** The exit code the kubelet shows for a container whose process never started. */
const START_ERROR = 128;
/** What the runtime says where the image's account isn't there: containerd finds out when it makes the container. */
const NO_ACCOUNT = 125;
/** What the kernel doesn't take for a program ends as soon as it is started. */
const NOT_A_PROGRAM = 255;

/** Under that limit runc's init doesn't survive until it becomes the program. */
const INIT_MEMORY_BYTES = 4_194_304;

/** Starts an instance of a container on its node. @returns why there is none */
export function launch(making: Making, podKey: string): StartFailure | undefined {
  const { cluster, id, argv, container, node, view } = making;
  const { runtime } = cluster.machines;
  const { instances } = cluster.kubelets;
  if (argv.length === 0) {
    return inCreate(
      `failed to generate container "${id}" spec: failed to generate spec: no command specified`,
    );
  }
  const limit = container.resources?.limits?.memory;
  if (limit !== undefined && Number(value(parseQuantity(limit))) < INIT_MEMORY_BYTES) {
    return inStart(`${UNABLE}container init was OOM-killed (memory limit too low?)`);
  }
  instances.add(id, podKey);
  try {
    mountVolumes(cluster, node, view);
    const spec = containerSpec(making);
    runtime.create(spec);
    runtime.start(id);
    if (hasProbes(making)) instances.motions.watch(view.pod.metadata.uid, spec.cgroup.path);
    return undefined;
  } catch (error) {
    if (runtime.spec(id) !== undefined) runtime.remove(id);
    if (error instanceof RuntimeError && error.exitCode === NOT_A_PROGRAM) {
      instances.endAtOnce(id, NOT_A_PROGRAM, `${error.message}\n`);
      return undefined;
    }
    instances.forget(id);
    return failureOf(error);
  }
}

function hasProbes({ view }: Making): boolean {
  return [...view.pod.spec.containers, ...(view.pod.spec.initContainers ?? [])].some(
    ({ readinessProbe, livenessProbe, startupProbe }) =>
      (readinessProbe ?? livenessProbe ?? startupProbe) !== undefined,
  );
}

function failureOf(error: unknown): StartFailure {
  if (error instanceof MountError) return inCreate(error.message);
  if (error instanceof SystemError) {
    return inCreate(`failed to create containerd container: ${error.message.toLowerCase()}`);
  }
  if (!(error instanceof RuntimeError)) throw error;
  const { message, exitCode } = error;
  if (exitCode === NO_ACCOUNT) return inCreate(`failed to create containerd container: ${message}`);
  // runc's init is there already when it finds that there is no such program.
  const cause = message.startsWith(`${UNABLE}exec:`)
    ? `${UNABLE}error during container init: ${message.slice(UNABLE.length)}`
    : message;
  return inStart(cause);
}

function inCreate(message: string): StartFailure {
  return { message, phase: 'create', exitCode: START_ERROR };
}

function inStart(cause: string): StartFailure {
  return { message: `${SHIM}${cause}: unknown`, phase: 'start', exitCode: START_ERROR };
}
