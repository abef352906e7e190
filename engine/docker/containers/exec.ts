import { lookUpUser } from '../../container/accounts.ts';
import { RuntimeError } from '../../container/runtime-spec.ts';
import { ALL_CAPABILITIES } from '../../linux/capabilities.ts';
import { conflict, type DockerError, invalidParameter, notFound, serverError } from '../docker-error.ts';
import { EXEC_MEMORY_MS, EXECS_MAX } from '../limits.ts';
import type { DockerWorld } from '../world.ts';
import { type Container, isRunning } from './container.ts';
import { logContainerEvent } from './container-events.ts';
import { capabilitiesOf, confinement, environment, noNewPrivileges } from './container-spec.ts';
import type { Exec } from './exec-store.ts';

export type ExecRequest = Omit<Exec, 'id' | 'container' | 'running' | 'isProbe' | 'exitCode' | 'endedMs'>;

const ID_DIGITS = 64;
const TERMINAL = { rows: 24, columns: 80 };
/** What a command ends with that couldn't be started, where the runtime doesn't say. */
const NOT_STARTED = 126;
/** How the runtime says that dockerd finds out, before it has a look. */
const OF_DAEMON = 125;

/** Remembers a command that is to run in a container. @throws DockerError */
export function createExec(
  world: DockerWorld,
  container: Container,
  name: string,
  request: ExecRequest,
  isProbe = false,
): Exec {
  checkActive(container, name);
  if (request.argv.length === 0) throw invalidParameter('No exec command specified');
  checkUser(world, container, request.user);
  forgetOld(world, container);
  const exec: Exec = {
    ...request,
    id: world.simulation.random.hex(ID_DIGITS),
    container: container.id,
    running: false,
    isProbe,
  };
  world.execs.set(exec);
  logContainerEvent(world, container, `exec_create: ${exec.argv.join(' ')}`, { execID: exec.id });
  return exec;
}

function checkActive(container: Container, name: string): void {
  if (!isRunning(container)) throw conflict(`Container ${container.id} is not running`);
  if (container.status === 'paused') {
    throw conflict(`Container ${name} is paused, unpause the container before exec`);
  }
  if (container.status === 'restarting') {
    throw conflict(`Container ${container.id} is restarting, wait until the container is running`);
  }
}

/** @throws DockerError where the container hasn't such a user */
function checkUser({ machines }: DockerWorld, { id }: Container, user: string): void {
  const caller = user === '' ? undefined : machines.runtime.caller(id);
  if (caller === undefined) return;
  try {
    lookUpUser(machines.filesystems, caller, user);
  } catch (error) {
    if (error instanceof RuntimeError) throw invalidParameter(error.message);
    throw error;
  }
}

function forgetOld(world: DockerWorld, { id }: Container): void {
  const now = world.simulation.now();
  let active = 0;
  for (const exec of world.execs.of(id)) {
    if (exec.endedMs !== undefined && now - exec.endedMs > EXEC_MEMORY_MS) world.execs.delete(exec.id);
    else if (exec.endedMs === undefined) active++;
  }
  if (active >= EXECS_MAX) throw serverError(`a container runs ${EXECS_MAX} execs at the same time at most`);
}

/** @throws DockerError */
export function findExec(world: DockerWorld, host: string, id: string): Exec {
  const exec = world.execs.get(id);
  const container = exec === undefined ? undefined : world.containers.byId(exec.container);
  if (exec === undefined || container?.host !== host) throw notFound(`No such exec instance: ${id}`);
  return exec;
}

/** @throws DockerError where it can't be started at all: before a stream is opened */
export function checkStartable(world: DockerWorld, exec: Exec): Container {
  const container = world.containers.byId(exec.container);
  if (container === undefined) throw notFound(`No such container: ${exec.container}`);
  checkActive(container, container.id);
  if (exec.exitCode !== undefined) throw conflict(`Error: Exec command ${exec.id} has already run`);
  if (exec.running) throw conflict(`Error: Exec command ${exec.id} is already running`);
  return container;
}

/**
 * Runs it. @returns why it couldn't be started, in the words that go to whoever is attached
 * @throws DockerError
 */
export function startExec(
  world: DockerWorld,
  exec: Exec,
  size?: readonly [height: number, width: number],
): DockerError | undefined {
  const container = checkStartable(world, exec);
  exec.running = true;
  world.execs.set(exec);
  logContainerEvent(world, container, `exec_start: ${exec.argv.join(' ')}`, { execID: exec.id });
  try {
    world.runtime.exec(container.id, exec.id, execProcess(world, container, exec, size));
    return undefined;
  } catch (error) {
    if (!(error instanceof RuntimeError)) throw error;
    const { message, exitCode } = error;
    exec.running = false;
    exec.exitCode = exitCode === OF_DAEMON ? NOT_STARTED : exitCode;
    exec.endedMs = world.simulation.now();
    world.execs.set(exec);
    if (exitCode === OF_DAEMON) return invalidParameter(message);
    // The words that the CLI knows from `docker run`.
    const reason = message.endsWith('is a directory') ? ': permission denied' : '';
    return invalidParameter(`OCI runtime exec failed: exec failed: ${message}: unknown${reason}`);
  }
}

function execProcess(
  world: DockerWorld,
  container: Container,
  exec: Exec,
  size: readonly [number, number] | undefined,
): Parameters<DockerWorld['runtime']['exec']>[2] {
  const { config, hostConfig } = container;
  const [rows, columns] = size ?? exec.consoleSize ?? [TERMINAL.rows, TERMINAL.columns];
  const own = exec.env.length === 0 ? (config.Env ?? []) : [...(config.Env ?? []), ...exec.env];
  return {
    argv: exec.argv,
    env: environment(world, container, exec.tty, own),
    workingDirectory: exec.workingDirectory || config.WorkingDir || '/',
    user: exec.user || config.User,
    ...(exec.user === '' ? { additionalGroups: hostConfig.GroupAdd ?? [] } : {}),
    ...(exec.tty ? { terminal: { rows: rows || TERMINAL.rows, columns: columns || TERMINAL.columns } } : {}),
    stdin: exec.stdin,
    capabilities: exec.privileged ? ALL_CAPABILITIES : capabilitiesOf(hostConfig),
    noNewPrivileges: noNewPrivileges(hostConfig),
    oomScoreAdjust: hostConfig.OomScoreAdj,
    ...confinement(hostConfig),
  };
}

/** A command has ended. */
export function execEnded(world: DockerWorld, container: Container, exec: Exec, exitCode: number): void {
  exec.running = false;
  exec.exitCode = exitCode;
  exec.endedMs = world.simulation.now();
  world.execs.set(exec);
  if (container.removing !== true) {
    logContainerEvent(world, container, 'exec_die', { execID: exec.id, exitCode: String(exitCode) });
  }
  world.publisher.emit(`output/${container.id}/${exec.id}`, { is: 'end of output' });
}
