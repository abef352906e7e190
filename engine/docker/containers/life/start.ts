import { RuntimeError } from '../../../container/runtime-spec.ts';
import { SystemError } from '../../../filesystem/errors.ts';
import { conflict, DockerError } from '../../docker-error.ts';
import type { DockerWorld } from '../../world.ts';
import { type Container, isRunning } from '../container.ts';
import { logContainerEvent } from '../container-events.ts';
import { mainProcess } from '../container-spec.ts';
import { beginHealthChecks } from '../health.ts';
import { folderOf, writeNetworkFiles } from '../host-files.ts';
import { relabelFiles } from '../labels.ts';
import { linkedFrom } from '../links.ts';
import { checkStart } from './check-start.ts';
import { removeContainer } from './remove.ts';
import { checkWithRunc } from './runc-refusals.ts';

/** What passes between a request to start a container and its process: mounts, namespaces, runc. */
const START_MS = 200;
const START_VARIES_MS = 200;

/** Where dockerd can't say what went wrong. */
const UNKNOWN_EXIT_CODE = 128;

/** Begins to start a container. @param again it is a restart. @returns false where it runs already. @throws DockerError */
export function requestStart(world: DockerWorld, container: Container, again = false): boolean {
  if (container.status === 'paused') {
    throw conflict('cannot start a paused container, try unpause instead');
  }
  if (isRunning(container)) return false;
  if (container.status === 'removing' || container.status === 'dead') {
    throw conflict('container is marked for removal and cannot be started');
  }
  if (container.starting !== undefined) return true;
  const { random } = world.simulation;
  const dueMs = world.simulation.now() + START_MS + random.below(START_VARIES_MS);
  container.starting = { dueMs, ...(again ? { again } : {}) };
  container.manuallyStopped = false;
  container.backoffMs = 0;
  changed(world, container);
  return true;
}

/** Says that a container has to be stored and looked at. */
export function changed(world: DockerWorld, container: Container): void {
  world.containers.set(container);
  world.simulation.enqueue(`docker|${container.id}`);
}

/** Starts the process, or finds out why it can't be. */
export function finishStart(world: DockerWorld, container: Container): void {
  const isRestart = container.starting?.again === true;
  delete container.starting;
  delete container.restartMs;
  try {
    checkStart(world, container);
    writeNetworkFiles(world, container, world.networks.allocate(container));
    relabelFiles(world, container);
    checkWithRunc(container);
    world.runtime.start(container.id, mainProcess(world, container));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    refuseStart(world, container, error);
    return;
  }
  container.status = 'running';
  container.startedMs = world.simulation.now();
  container.exitCode = 0;
  container.error = '';
  container.oomKilled = false;
  tellLinked(world, container);
  for (const { Name, Destination, RW } of container.mounts) {
    if (Name !== undefined) world.volumes.mounted(container.host, Name, container, Destination, !RW);
  }
  beginHealthChecks(world, container);
  changed(world, container);
  logContainerEvent(world, container, 'start');
  if (isRestart) logContainerEvent(world, container, 'restart');
  world.publisher.emit(`container/${container.id}`, { is: 'started' });
}

/** Containers with a link to this one find it under its new address. */
function tellLinked(world: DockerWorld, container: Container): void {
  for (const { parent } of linkedFrom(world, container)) rewriteHosts(world, parent);
}

/** /etc/hosts of a running container says what its links are now. */
export function rewriteHosts(world: DockerWorld, parent: Container): void {
  if (!isRunning(parent)) return;
  try {
    world.files.writeText(parent.host, `${folderOf(parent)}/hosts`, world.networks.hosts(parent));
  } catch (error) {
    // Another one that it is linked to doesn't run: the file stays as it is.
    if (!(error instanceof DockerError)) throw error;
  }
}

/** The daemon's own refusal, the runtime's, or that of its host's file system, which may be full. */
type Refusal = DockerError | RuntimeError | SystemError;

function isRefusal(error: unknown): error is Refusal {
  return [DockerError, RuntimeError, SystemError].some((kind) => error instanceof kind);
}

function refuseStart(world: DockerWorld, container: Container, error: Refusal): void {
  const { status, message, exitCode } = refusal(error);
  container.error = message;
  container.exitCode = exitCode;
  if (container.status === 'restarting') container.status = 'exited';
  world.networks.release(container);
  changed(world, container);
  world.publisher.emit(`container/${container.id}`, { is: 'refused', status, message });
  world.publisher.emit(`output/${container.id}/`, { is: 'end of output' });
  if (container.hostConfig.AutoRemove) removeContainer(world, container, { volumes: true });
}

function refusal(error: Refusal): {
  readonly status: number;
  readonly message: string;
  readonly exitCode: number;
} {
  const { message } = error;
  if (error instanceof DockerError) return { status: error.status, message, exitCode: UNKNOWN_EXIT_CODE };
  if (error instanceof SystemError) {
    return { status: 500, message: message.toLowerCase(), exitCode: UNKNOWN_EXIT_CODE };
  }
  // A user that isn't there is found out by dockerd itself, before runc.
  if (error.exitCode === 125) return { status: 500, message, exitCode: UNKNOWN_EXIT_CODE };
  // The CLI knows by these words that it is to exit with 126.
  const reason = message.endsWith('is a directory') ? ': permission denied' : '';
  return {
    status: error.exitCode === UNKNOWN_EXIT_CODE ? 500 : 400,
    message: `failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: ${message}: unknown${reason}`,
    exitCode: error.exitCode,
  };
}
